"""Training a model: articles are read, once and for later trainings too, and learned from."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.store.layout import sha256
from nhan.core.tagger.advice.advised import advised
from nhan.core.tagger.advice.kept_advice import KeptAdvice
from nhan.core.tagger.model import Level, NothingToLearnError, Schedule, TaggerModel, learn, penalty, prepare
from nhan.core.tagger.model_file import READ_BY, VERSION, LevelFile, ModelFile, Remembered, encode, studied
from nhan.core.tagger.reader import Reader
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training_example import CorrectedArticle, training_example

OnProgress = Callable[[int, int], None]  # how many articles are done, of how many


class TokenizedArticles:
    """Tokenized articles, kept in a folder by the hash of the text; one that cannot be kept is tokenized every time."""

    def __init__(self, disk: Disk, folder: Path | None, encoder: int, advice: KeptAdvice | None = None) -> None:
        """``encoder``: as of ``Reader``. ``advice``: what has been kept of it is on the articles."""
        self._disk = disk
        self._folder = folder
        self._read = Reader(encoder)
        self._advice = advice

    def __call__(self, text: str) -> Tokenized:
        tokenized, advice = self._tokenized(text), self._advice.of(text) if self._advice else None
        return tokenized if advice is None else advised(tokenized, advice)

    def _tokenized(self, text: str) -> Tokenized:
        if self._folder is None:
            return self._read(text)
        path = self._folder / f"{sha256(text)}-{VERSION}.tokenized"
        try:
            kept: Tokenized = msgspec.msgpack.decode(self._disk.read_bytes(path), type=Tokenized)
        except (OSError, msgspec.DecodeError):
            tokenized = self._read(text)
            self._keep(path, tokenized)
            return tokenized
        encoded = self._read.encoded(kept)
        if encoded.encoder > kept.encoder:  # where there is no encoder, what another program's has read stays kept
            self._keep(path, encoded)
        return encoded

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
    adviser: str = "",
) -> bytes:
    """A model of these articles, the newest last, as the bytes of its file. NhanError where they hold no span.

    ``schedule``: as in ``learn``. ``adviser``: whose advice is on the articles, if anybody's.
    """
    examples, encoder = [], 0
    for number, article in enumerate(articles):
        on_progress(number, len(articles))
        tokenized = tokenizer(article.text)
        encoder = max(encoder, tokenized.encoder)
        examples.append(prepare(training_example(article, tokenized)))
    try:
        tagger = learn(examples, schedule)
    except NothingToLearnError as error:
        raise NhanError("learning.nothing") from error
    on_progress(len(articles), len(articles))
    file = _file(tagger, articles, at, schedule, encoder)
    if tagger.trust.articles:
        file = msgspec.structs.replace(file, adviser=adviser, trust=tuple(tagger.trust))
    return encode(file)


def _file(
    tagger: TaggerModel, articles: Sequence[CorrectedArticle], at: str, schedule: Schedule | None, encoder: int
) -> ModelFile:
    labels = sorted({label for each in articles for _, _, label in each.spans})
    return ModelFile(
        format="nhan/model",
        version=VERSION,
        labels=labels,
        studied=studied(articles),
        parameters={"l2": schedule.l2 if schedule else penalty(len(labels)), **({READ_BY: encoder} if encoder else {})},
        outer=_level(tagger.outer),
        inner=_level(tagger.inner) if tagger.inner else None,
        trained_at=at,
    )


def _level(level: Level) -> LevelFile:
    memory = [Remembered(list(entry), dict(counts)) for entry, counts in level.seen_strings.all_counts()]
    return LevelFile(level.crf.data, memory)
