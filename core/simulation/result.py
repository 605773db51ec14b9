"""What is simulated, and what comes of it: the values that ``nhan simulate --json`` prints."""

import msgspec

from nhan.core.ordering import Order
from nhan.core.review.sure import CERTAIN

OVERLOOKED = 0.1  # of what is marked and wrong: a reader's share
STEP = 25  # articles between two points of the curve


class Options(msgspec.Struct, frozen=True):
    """What is replayed, and how. ``order`` is the queue's; of "random" and "doubtful", ``seed`` says which articles.
    ``sure``: the thresholds at which the bulk key is tried; ``overlooked``: each with these shares of wrong ones among
    the marked that the annotator overlooks; 1 = the marked are not read at all."""

    articles: int
    order: Order = Order.RANDOM
    seed: int = 1
    apply_to_all: bool = True
    sure: tuple[float, ...] = (CERTAIN,)
    overlooked: tuple[float, ...] = (OVERLOOKED, 1.0)


class StreamPoint(msgspec.Struct, frozen=True):
    """Of the curve: the articles done, and the actions per entity over the last ``STEP`` of them, by both counts."""

    articles: int
    actions_per_entity: float
    former_actions_per_entity: float


class Baseline(msgspec.Struct, frozen=True):
    """What a way of suggesting that does not learn would have cost on the same articles."""

    actions_per_entity: float
    keys_per_entity: float
    by_kind: dict[str, int]
    curve: list[StreamPoint]
    former_actions_per_entity: float


class Bulk(msgspec.Struct, frozen=True):
    """What the bulk key comes to at one threshold. Shares are of the entities."""

    sure: float  # 0..1
    overlooked: float  # of what is marked and wrong
    keys_per_entity: float
    keys: dict[str, int]
    in_bulk: float  # confirmed by the bulk key
    wrongly: float  # confirmed by the bulk key, and wrong


class Simulated(msgspec.Struct, frozen=True):
    """The answer; how actions and keys are counted says ``effort``. Entities are all spans, those inside others
    included; by the former count, of ``former_actions_per_entity``, the outermost alone. Without the bulk key, but for
    ``bulk``. ``readings``: of the suggestions to be mended, how many have what is right as their next reading, as one
    of the next two, of the next three. Times are CPU seconds of this process."""

    articles: int
    entities: int
    actions_per_entity: float
    keys_per_entity: float
    by_kind: dict[str, int]
    accepted: int
    keys: dict[str, int]
    former_actions_per_entity: float
    readings: list[float]
    bulk: list[Bulk]
    curve: list[StreamPoint]
    baselines: dict[str, Baseline]
    calibration_error: float
    trainings: int
    cpu_training: float
    cpu_suggesting: float
    apply_to_all: bool
    order: Order
    seed: int
