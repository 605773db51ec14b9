"""The adapter of underthesea's trainer and tagger of conditional random fields. Only child processes import it.

Both hold the interpreter for the whole call, and the trainer prints: in a window's process they would freeze it.
"""

import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from underthesea_core import CRFTagger, CRFTrainer

from nhan.core.tagger.crf.canonical import canonical
from nhan.core.tagger.tokenized import Rows

L2 = 0.3  # less makes it over-confident, more makes it timid; measured on streams of news

_UNIT, _BITS = 0.125, 7  # shifts come in these steps, up to 2 ** bits of them


class Field(Protocol):
    """A model that gives each tag of a syllable a probability."""

    @property
    def tags(self) -> list[str]: ...

    def marginals(self, rows: Rows) -> list[list[float]]:
        """The probability of each of ``tags`` for every syllable of one sentence."""
        ...


class Crf:
    """A trained field over features by name."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._tagger = CRFTagger()
        with tempfile.TemporaryDirectory() as folder:  # the tagger reads files only
            path = Path(folder) / "model"
            path.write_bytes(data)
            self._tagger.load(str(path))
        self.tags: list[str] = self._tagger.labels()

    def marginals(self, rows: Rows) -> list[list[float]]:
        """The probability of each of ``tags`` for every syllable of one sentence. Unknown features count nothing."""
        found: list[list[float]] = self._tagger.marginals(rows)
        return found


def shift_features(tags: Sequence[str], shift: Sequence[float]) -> tuple[str, ...]:
    """The features that add ``shift`` to the scores of the tags. Only differences between tags count."""
    least = min(shift)
    found: list[str] = []
    for tag, value in zip(tags, shift, strict=True):
        units = min(round((value - least) / _UNIT), 2**_BITS - 1)
        found += [_shift_feature(tag, bit) for bit in range(_BITS) if units >> bit & 1]
    return tuple(found)


@cache
def _shift_feature(tag: str, bit: int) -> str:
    return f"+{tag}/{bit}"


def train(rows: Sequence[Rows], tags: Sequence[Sequence[str]], iterations: int, l2: float = L2) -> Crf:
    """The field that was learned from sentences. The same sentences give the same bytes, in whichever process."""
    trainer = CRFTrainer("lbfgs", 0.0, l2, 0.1, iterations, True, 0)
    known = sorted({tag for sentence in tags for tag in sentence})
    model = trainer.train([*rows, *map(_shift_rows, known)], [*tags, *map(_shift_tags, known)])
    given = {_shift_feature(tag, bit): _UNIT * 2**bit for tag in known for bit in range(_BITS)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        model.save(str(path))
        return Crf(canonical(path.read_bytes(), given))


def _shift_rows(tag: str) -> Rows:
    """A sentence that makes the trainer know the shift features of a tag; their weights are set afterwards."""
    own = [_shift_feature(tag, bit) for bit in range(_BITS)]
    return [[], own] if tag.startswith("I-") else [own]


def _shift_tags(tag: str) -> list[str]:
    return [f"B-{tag[2:]}", tag] if tag.startswith("I-") else [tag]
