"""What the learning child process does: read articles, train a model, replay a project."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.store.layout import sha256
from nhan.core.tagger.model import Level, NothingToLearnError, TaggerModel, example, learn, penalty
from nhan.core.tagger.model_file import VERSION, LevelFile, ModelFile, Remembered, encode, studied
from nhan.core.tagger.tokenized import Tokenized, read
from nhan.core.tagger.training_example import CorrectedArticle, lesson

if TYPE_CHECKING:
    from nhan.core.underthesea.adapter import Underthesea

Seen = Callable[[int, int], None]  # done, of


class TokenizedArticles:
    """Readings of articles, kept in a folder by the hash of the text; what cannot be kept is read anew next time."""

    def __init__(self, disk: Disk, folder: Path | None) -> None:
        self._disk = disk
        self._folder = folder

    @cached_property
    def _underthesea(self) -> "Underthesea":
        # Imported here: it takes longer than a small training, and readings that are kept do without it.
        from nhan.core.underthesea.adapter import Underthesea

        return Underthesea()

    def __call__(self, text: str) -> Tokenized:
        if self._folder is None:
            return read(text, self._underthesea)
        path = self._folder / f"{sha256(text)}-{VERSION}.reading"
        try:
            found: Tokenized = msgspec.msgpack.decode(self._disk.read_bytes(path), type=Tokenized)
            return found
        except (OSError, msgspec.DecodeError):
            reading = read(text, self._underthesea)
            self._keep(path, reading)
            return reading

    def _keep(self, path: Path, reading: Tokenized) -> None:
        try:
            self._disk.make_folders(path.parent)
            self._disk.write_atomic(path, msgspec.msgpack.encode(reading))
        except OSError:
            return  # a full disk makes the next training slower, no more


def train_model(
    articles: Sequence[CorrectedArticle],
    readings: Callable[[str], Tokenized],
    at: str,
    seen: Seen = lambda _, __: None,
) -> bytes:
    """A model of these articles, the newest last, as the bytes of its file. NhanError where they hold no span."""
    examples = []
    for number, article in enumerate(articles):
        seen(number, len(articles))
        examples.append(example(lesson(article, readings(article.text))))
    try:
        learned = learn(examples)
    except NothingToLearnError as error:
        raise NhanError("learning.nothing") from error
    seen(len(articles), len(articles))
    return encode(_file(learned, articles, at))


def _file(learned: TaggerModel, articles: Sequence[CorrectedArticle], at: str) -> ModelFile:
    labels = sorted({label for each in articles for _, _, label in each.spans})
    return ModelFile(
        format="nhan/model",
        version=VERSION,
        labels=labels,
        studied=studied(articles),
        parameters={"l2": penalty(len(labels))},
        outer=_level(learned.outer),
        inner=_level(learned.inner) if learned.inner else None,
        trained_at=at,
    )


def _level(level: Level) -> LevelFile:
    memory = [Remembered(list(entry), dict(counts)) for entry, counts in level.memory.all_counts()]
    return LevelFile(level.crf.data, memory)
