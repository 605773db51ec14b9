"""A progress bar that is told how far something has come, not how much further."""

from collections.abc import Callable
from typing import Any

from tqdm import tqdm


def step_of(bar: "tqdm[Any]") -> Callable[[int, int], None]:
    """What to call with how many are done, and of how many."""

    def step(done: int, _: int) -> None:
        bar.update(done - bar.n)

    return step
