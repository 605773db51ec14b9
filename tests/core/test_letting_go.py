"""A large document is freed beside whoever works on, and stays whole for who still holds it."""

import weakref

from nhan.core.document import Document
from nhan.core.letting_go import MANY, let_go
from nhan.core.model import Article, Span


class Mark:
    """Sees its span being freed."""


def document(count: int) -> Document:
    spans = [Span(id=f"s{at}", start=2 * at, end=2 * at + 1, label="LOC", extra={"": Mark()}) for at in range(count)]
    return Document(Article("a", "x" * 2 * count), spans)


def marks(of: Document) -> list[weakref.ref[Mark]]:
    return [weakref.ref(span.extra[""]) for span in of if span.extra]


def test_a_large_one_is_freed_once_nobody_holds_it() -> None:
    large = document(MANY)
    seen, freed = marks(large), let_go(large)
    assert not freed.is_set() and all(mark() for mark in seen)
    assert [span.id for span in large][-1] == f"s{MANY - 1}" and len(large) == MANY
    del large
    assert freed.wait(10)
    assert not any(mark() for mark in seen)


def test_a_small_one_is_freed_where_it_is() -> None:
    small = document(MANY - 1)
    seen, freed = marks(small), let_go(small)
    assert freed.is_set()
    del small
    assert not any(mark() for mark in seen)
