"""What the program asks its simulating child process, and what it answers."""

import msgspec

from nhan.core.labels import LabelSet
from nhan.core.simulation.result import Options, Simulated
from nhan.core.tagger.training_example import CorrectedArticle
from nhan.core.workers.channel import Channel, Sentences, patience_with


class Replay(msgspec.Struct, frozen=True, tag=True):
    """To the child: simulate an annotator on these. ``kept``: where tokenized articles are, "" = nowhere."""

    labels: LabelSet
    gold: list[CorrectedArticle]
    options: Options
    kept: str = ""


class Replayed(msgspec.Struct, frozen=True, tag=True):
    """From the child: what the simulated annotator did."""

    result: Simulated


def _patience(request: Replay) -> float:
    return patience_with(article.text for article in request.gold)


SIMULATING = Channel[Replay, Replayed](
    "nhan.core.simulation.server",
    Replay,
    Replayed,
    Sentences(
        error="simulation.error",
        memory="simulation.memory",
        died="simulation.died",
        too_slow="simulation.too_slow",
        closed="simulation.stopped",
    ),
    patience=_patience,
)
