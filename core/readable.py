"""The one answer to reading an article that may be damaged: callers match it to the end."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar, assert_never

import msgspec

from nhan.core.document import Document
from nhan.core.messages import Message, NhanError
from nhan.core.system_reason import reason_of


class Opened(msgspec.Struct, frozen=True):
    """The article can be read."""

    document: Document


class Unreadable(msgspec.Struct, frozen=True):
    """Its files are damaged, or edits of it no longer fit. Nothing of them is altered."""

    article: str
    message: Message


Reading = Opened | Unreadable
T = TypeVar("T")


def or_unreadable(article_id: str, read: Callable[[str], T]) -> T | Unreadable:
    """What ``read`` gives, which raises NhanError or OSError where the article cannot be read."""
    try:
        return read(article_id)
    except (NhanError, OSError) as error:
        return unreadable(article_id, error)


def reading_of(article_id: str, opened: Callable[[str], Document]) -> Reading:
    """What comes of opening the article by ``opened``, likewise."""
    found = or_unreadable(article_id, opened)
    return found if isinstance(found, Unreadable) else Opened(found)


def document_of(reading: Reading) -> Document:
    """The article, for who can do nothing without it. Raises NhanError where it cannot be read."""
    match reading:
        case Opened(document):
            return document
        case Unreadable(_, message):
            raise NhanError(message.key, **message.fields)
        case _:
            assert_never(reading)


def unreadable(article_id: str, error: NhanError | OSError) -> Unreadable:
    """What an error says of the article that was to be opened."""
    if isinstance(error, NhanError):
        return Unreadable(article_id, error.message)
    reason = reason_of(error)
    return Unreadable(article_id, Message("session.unreadable", {"article": article_id, "reason": reason}))


def readable(readings: Iterable[Reading], passed_over: Callable[[Unreadable], object]) -> Iterator[Document]:
    """The articles that can be read, for work on many; ``passed_over`` hears of the others, to name them."""
    for reading in readings:
        match reading:
            case Opened(document):
                yield document
            case Unreadable():
                passed_over(reading)
            case _:
                assert_never(reading)
