"""Whether confidence means what it says: the expected calibration error (Naeini et al. 2015), ten equal bins."""

from collections.abc import Iterable

BINS = 10


def calibration_error(judged: Iterable[tuple[float, bool]]) -> float:
    """The mean distance between confidence (0..1) and the share that was right, weighted by bin; 0 for none."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        bins.setdefault(min(BINS - 1, int(confidence * BINS)), []).append((confidence, right))
    total = sum(map(len, bins.values()))
    off = sum(abs(sum(p for p, _ in each) - sum(right for _, right in each)) for each in bins.values())
    return off / total if total else 0.0
