"""Training a model: articles are tokenized, once and for later trainings too, and learned from."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.store.layout import sha256
from nhan.core.tagger.model import Level, NothingToLearnError, Schedule, TaggerModel, learn, penalty, prepare
from nhan.core.tagger.model_file import VERSION, LevelFile, ModelFile, Remembered, encode, studied
from nhan.core.tagger.tokenized import Tokenized, tokenize
from nhan.core.tagger.training_example import CorrectedArticle, training_example

if TYPE_CHECKING:
    from nhan.core.underthesea.adapter import Underthesea

OnProgress = Callable[[int, int], None]  # how many articles are done, of how many


class TokenizedArticles:
    """Tokenized articles, kept in a folder by the hash of the text; one that cannot be kept is tokenized every time."""

    def __init__(self, disk: Disk, folder: Path | None) -> None:
        self._disk = disk
        self._folder = folder

    @cached_property
    def _underthesea(self) -> "Underthesea":
        # Imported here: it takes longer than a small training, and is not needed for articles that are kept.
        from nhan.core.underthesea.adapter import Underthesea

        return Underthesea()

    def __call__(self, text: str) -> Tokenized:
        if self._folder is None:
            return tokenize(text, self._underthesea)
        path = self._folder / f"{sha256(text)}-{VERSION}.tokenized"
        try:
            found: Tokenized = msgspec.msgpack.decode(self._disk.read_bytes(path), type=Tokenized)
            return found
        except (OSError, msgspec.DecodeError):
            tokenized = tokenize(text, self._underthesea)
            self._keep(path, tokenized)
            return tokenized

    def _keep(self, path: Path, tokenized: Tokenized) -> None:
        try:
            self._disk.make_folders(path.parent)
            self._disk.write_atomic(path, msgspec.msgpack.encode(tokenized))
        except OSError:
            return  # a full disk makes the next training slower, no more


def train_model(
    articles: Sequence[CorrectedArticle],
    tokenizer: Callable[[str], Tokenized],
    at: str,
    on_progress: OnProgress = lambda _, __: None,
    schedule: Schedule | None = None,
) -> bytes:
    """A model of these articles, the newest last, as the bytes of its file. NhanError where they hold no span.

    ``schedule``: as in ``learn``.
    """
    examples = []
    for number, article in enumerate(articles):
        on_progress(number, len(articles))
        examples.append(prepare(training_example(article, tokenizer(article.text))))
    try:
        tagger = learn(examples, schedule)
    except NothingToLearnError as error:
        raise NhanError("learning.nothing") from error
    on_progress(len(articles), len(articles))
    return encode(_file(tagger, articles, at, schedule))


def _file(tagger: TaggerModel, articles: Sequence[CorrectedArticle], at: str, schedule: Schedule | None) -> ModelFile:
    labels = sorted({label for each in articles for _, _, label in each.spans})
    return ModelFile(
        format="nhan/model",
        version=VERSION,
        labels=labels,
        studied=studied(articles),
        parameters={"l2": schedule.l2 if schedule else penalty(len(labels))},
        outer=_level(tagger.outer),
        inner=_level(tagger.inner) if tagger.inner else None,
        trained_at=at,
    )


def _level(level: Level) -> LevelFile:
    memory = [Remembered(list(entry), dict(counts)) for entry, counts in level.seen_strings.all_counts()]
    return LevelFile(level.crf.data, memory)
