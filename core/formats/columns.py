"""Columns of tokens: what reading and writing them have in common, whatever the columns are called.

A text is rebuilt from tokens by one rule: one space between tokens, a line break between sentences. How long the tokens
are is kept in the article's ``meta`` (``TOKENS``, by sentence, in code points), and so are the columns that are neither
token nor tag (``COLUMNS``): an article that came from columns goes out in the same ones.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from nhan.core.formats.sentences import in_sentences, tokens
from nhan.core.model import Article
from nhan.core.text.units import Range

TOKENS, COLUMNS = "tokens", "columns"
TOKEN, TAG = "token", "tag"
JOINT = re.compile(r"(?<=\w)_(?=\w)")  # stands for a space in files of words


class Sentence(msgspec.Struct, frozen=True):
    """The ranges of a sentence's tokens in the text, and what stands in their other columns."""

    ranges: Sequence[Range]
    others: Sequence[str] = ()  # tabs between columns; () = there are none


def rebuilt(sentences: Iterable[Sequence[str]]) -> tuple[str, list[list[int]]]:
    """The text of these tokens, and their lengths."""
    lengths: list[list[int]] = []
    lines: list[str] = []
    for sentence in sentences:
        lengths.append([len(token) for token in sentence])
        lines.append(" ".join(sentence))
    return "\n".join(lines), lengths


def kept_sentences(article: Article) -> list[Sentence] | None:
    """The sentences that an article came in, or None where it came from no tokens, or they are not its text's."""
    lengths, others = article.meta.get(TOKENS), article.meta.get(COLUMNS)
    if not isinstance(lengths, list) or not _is_table(lengths):
        return None
    found: list[Sentence] = []
    at = 0
    for number, sentence in enumerate(lengths):
        ranges: list[Range] = []
        for length in sentence:
            ranges.append((at, at + length))
            at += length + 1
        given = others[number] if isinstance(others, list) and len(others) == len(lengths) else ()
        fits = isinstance(given, list) and len(given) == len(ranges) and all(isinstance(each, str) for each in given)
        found.append(Sentence(ranges, given if fits else ()))
    gaps = [end for sentence in found for _, end in sentence.ranges][:-1]
    whole = at - 1 == len(article.text) and all(article.text[gap] in " \n" for gap in gaps)
    return found if whole else None


def _is_table(lengths: list[Any]) -> bool:
    return bool(lengths) and all(
        isinstance(sentence, list) and sentence and all(type(length) is int and length > 0 for length in sentence)
        for sentence in lengths
    )


def units_of(article: Article, words: Sequence[Range] | None) -> list[Range]:
    """The tokens of an article that came from none: words where they are given, else syllables and signs."""
    if words is None:
        return list(tokens(article.text))
    return [(start, end) for start, end in words if article.text[start:end].strip()]


def sentences_of(text: str, units: Sequence[Range], spans: Sequence[Range]) -> Iterator[Sentence]:
    """The same by sentence; none ends inside a span (given in text order, not overlapping)."""
    for sentence in in_sentences(text, units, spans):
        yield Sentence(sentence)
