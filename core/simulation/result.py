"""What is simulated, and what comes of it: the values that ``nhan simulate --json`` prints."""

import msgspec

from nhan.core.ordering import Order

STEP = 25  # articles between two points of the curve


class Options(msgspec.Struct, frozen=True):
    """What is replayed, and how. ``order`` is the queue's; of "random" and "doubtful", ``seed`` says which articles."""

    articles: int
    order: Order = Order.RANDOM
    seed: int = 1
    apply_to_all: bool = True


class Baseline(msgspec.Struct, frozen=True):
    """What a way of suggesting that does not learn would have cost on the same articles."""

    actions_per_entity: float
    keys_per_entity: float
    by_kind: dict[str, int]
    curve: list["StreamPoint"]


class StreamPoint(msgspec.Struct, frozen=True):
    """Of the curve: the articles done, and the actions per entity over the last ``STEP`` of them."""

    articles: int
    actions_per_entity: float


class Simulated(msgspec.Struct, frozen=True):
    """The answer. ``keys`` and ``accepted`` tell the keys apart; times are CPU seconds of this process."""

    articles: int
    entities: int
    actions_per_entity: float
    keys_per_entity: float
    by_kind: dict[str, int]
    accepted: int
    keys: dict[str, int]
    curve: list[StreamPoint]
    baselines: dict[str, Baseline]
    calibration_error: float
    trainings: int
    cpu_training: float
    cpu_suggesting: float
    apply_to_all: bool
    order: Order
    seed: int
