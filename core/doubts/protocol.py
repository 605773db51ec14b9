"""What the program asks its doubting child process, and what it answers."""

import msgspec

from nhan.core.doubts.doubt import Doubt
from nhan.core.tagger.pretrained_choice import PretrainedChoice
from nhan.core.tagger.training_example import CorrectedArticle
from nhan.core.workers.channel import Channel, Sentences, patience_with


class LookFor(msgspec.Struct, frozen=True, tag=True):
    """To the child: what is doubtful in these? ``kept``: where tokenized articles are, "" = nowhere."""

    articles: list[CorrectedArticle]
    starter: PretrainedChoice | None = None
    kept: str = ""
    words_only: bool = False


class Doubts(msgspec.Struct, frozen=True, tag=True):
    """From the child: what is worth a look, the most doubtful first. ``stops``: how many names it has looked at."""

    doubts: list[Doubt]
    stops: int


def _patience(request: LookFor) -> float:
    return patience_with(article.text for article in request.articles)


DOUBTING = Channel[LookFor, Doubts](
    "nhan.core.doubts.server",
    LookFor,
    Doubts,
    Sentences(
        error="doubts.error",
        memory="doubts.memory",
        died="doubts.died",
        too_slow="doubts.too_slow",
        closed="doubts.stopped",
    ),
    patience=_patience,
)
