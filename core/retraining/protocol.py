"""What the program asks its training child process, and what it answers."""

import msgspec

from nhan.core.tagger.advice.kept_advice import KeptAdvice
from nhan.core.tagger.training_example import CorrectedArticle
from nhan.core.workers.channel import Channel, Sentences, patience_with


class Train(msgspec.Struct, frozen=True, tag=True):
    """To the child: make a model. ``at``: the date to record; ``kept``: where tokenized articles are, "" = nowhere;
    ``advice``: what an adviser has said of the articles."""

    articles: list[CorrectedArticle]
    at: str
    kept: str = ""
    advice: KeptAdvice | None = None


class Model(msgspec.Struct, frozen=True, tag=True):
    """From the child: the bytes of a model's file."""

    data: bytes


def _patience(request: Train) -> float:
    return patience_with(article.text for article in request.articles)


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
