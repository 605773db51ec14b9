"""A learned model as a file: it can be taken to another project, and says what it was made from.

One MessagePack map. The same examples and the same date give the same bytes; ``fingerprint`` leaves the date out.
"""

import hashlib
from collections.abc import Sequence
from typing import Literal

import msgspec

from nhan.core.messages import NhanError
from nhan.core.tagger.encoder.at_hand import encoder_at_hand
from nhan.core.tagger.training_example import CorrectedArticle

VERSION = 3  # of the file and of the features: a model of another version is of no use
READ_BY = "encoder"  # the parameter that says by which encoder its articles were read, if by any


class Studied(msgspec.Struct, frozen=True):
    """One article of the training set."""

    article: str
    text_sha256: str
    spans: int


class Remembered(msgspec.Struct, frozen=True, array_like=True):
    """A string of the memory and how often it was given each label."""

    string: list[str]
    counts: dict[str, int]


class LevelFile(msgspec.Struct, frozen=True):
    """A field (a CRFsuite model) and its memory."""

    field: bytes
    memory: list[Remembered]


class ModelFile(msgspec.Struct, frozen=True):
    """All there is to a model. ``trained_at``: UTC, ISO 8601."""

    format: Literal["nhan/model"]
    version: int
    labels: list[str]
    studied: list[Studied]
    parameters: dict[str, float]
    outer: LevelFile
    inner: LevelFile | None = None
    trained_at: str = ""
    adviser: str = ""  # whose advice it has learned from, if anybody's
    trust: tuple[int, float, float] | None = None  # in that one; see ``advice/opinion.py``

    @property
    def fingerprint(self) -> str:
        """Twelve characters that tell this model from others, whenever it was made."""
        data = msgspec.msgpack.encode(msgspec.structs.replace(self, trained_at=""))
        return hashlib.sha256(data).hexdigest()[:12]


class _Head(msgspec.Struct, frozen=True):
    """Read first: another version may have other shapes below."""

    format: Literal["nhan/model"]
    version: int


def encode(model: ModelFile) -> bytes:
    return msgspec.msgpack.encode(model)


def decode(data: bytes, shown: str) -> ModelFile:
    """``shown``: the file's name for people. NhanError when it is no model, damaged, of another version, or goes by an
    encoder that is not here."""
    try:
        head: _Head = msgspec.msgpack.decode(data, type=_Head)
        if head.version != VERSION:
            raise NhanError("learning.model_version", file=shown, version=head.version, known=VERSION)
        model: ModelFile = msgspec.msgpack.decode(data, type=ModelFile)
    except msgspec.DecodeError as error:
        raise NhanError("learning.model_damaged", file=shown, problem=str(error)) from error
    if model.parameters.get(READ_BY, 0) not in (0, encoder_at_hand()):
        raise NhanError("learning.model_encoder", file=shown)
    return model


def studied(articles: Sequence[CorrectedArticle]) -> list[Studied]:
    """The record of a training set."""
    return [
        Studied(each.article, hashlib.sha256(each.text.encode("utf-8", "surrogatepass")).hexdigest(), len(each.spans))
        for each in articles
    ]
