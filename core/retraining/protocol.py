"""What the program asks its training child process, and what it answers."""

import msgspec

from nhan.core.tagger.training_example import CorrectedArticle
from nhan.core.workers.channel import Channel, Sentences

PATIENCE = 600.0  # seconds that a training may take until its next step
PER_MILLION = 3_600.0  # seconds more per million code points; some hundred times what it should need


class Train(msgspec.Struct, frozen=True, tag=True):
    """To the child: make a model. ``at``: the date to record; ``kept``: where tokenized articles are, "" = nowhere."""

    articles: list[CorrectedArticle]
    at: str
    kept: str = ""


class Model(msgspec.Struct, frozen=True, tag=True):
    """From the child: the bytes of a model's file."""

    data: bytes


def _patience(request: Train) -> float:
    return PATIENCE + PER_MILLION * sum(len(article.text) for article in request.articles) / 1_000_000


TRAINING = Channel[Train, Model](
    "nhan.core.retraining.server",
    Train,
    Model,
    Sentences(
        error="learning.error",
        memory="learning.memory",
        died="learning.died",
        too_slow="learning.too_slow",
        closed="learning.stopped",
    ),
    patience=_patience,
)
