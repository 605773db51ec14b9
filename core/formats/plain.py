"""What comes along with a text: only what can be written down again, by whoever reads it from however deep a stack."""

from collections.abc import Iterator
from typing import Any

import msgspec

from nhan.core.model import Article
from nhan.core.store.strict import Where

DEEPEST = 100  # values inside of one another


def refuse_unfit(article: Article, others: object, where: Where) -> None:
    """NhanError where an article, or what ``others`` has of its spans, holds half a character, a value that JSON has
    no kind for, or too many inside of one another."""
    try:
        data = msgspec.json.encode((article, others))
    except UnicodeEncodeError:
        raise where.fault("store.surrogate") from None
    except (TypeError, ValueError) as error:
        raise where.fault("store.wrong_value", "meta", problem=str(error)) from None
    except RecursionError:
        raise where.fault("store.too_deep") from None
    # Looking for how deep it is takes longer than the rest, and is seldom of use.
    if data.count(b"[") + data.count(b"{") > DEEPEST and _is_deep((article.meta, others)):
        raise where.fault("store.too_deep")


def _is_deep(value: object) -> bool:
    level = [value]
    for _ in range(DEEPEST + 2):
        level = [inner for each in level for inner in _inside(each)]
    return bool(level)


def _inside(value: object) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, (list, tuple)):
        yield from value
