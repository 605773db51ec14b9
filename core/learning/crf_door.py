"""The door to the trainer and tagger of conditional random fields. Only child processes open it.

Both hold the interpreter for the whole call, and the trainer prints: in a window's process they would freeze it.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from underthesea_core import CRFTagger, CRFTrainer

from nhan.core.learning.crf_model import canonical

L2 = 0.3  # less makes it over-confident, more makes it timid; measured on streams of news

Rows = Sequence[Sequence[str]]


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


def train(rows: Sequence[Rows], tags: Sequence[Sequence[str]], iterations: int) -> Crf:
    """Learn from sentences. The same sentences give the same bytes, in whichever process."""
    trainer = CRFTrainer("lbfgs", 0.0, L2, 0.1, iterations, True, 0)
    model = trainer.train(rows, tags)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        model.save(str(path))
        return Crf(canonical(path.read_bytes()))
