"""An article that is a list of tokens and a list of their tags, as JSON and Parquet have it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from nhan.core.formats.columns import JOINT, TOKENS, rebuilt
from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming
from nhan.core.formats.format import Incoming, ReadOptions
from nhan.core.formats.json_rows import kind_of
from nhan.core.iob import runs_of
from nhan.core.store.strict import Where
from nhan.core.text.units import Range

NO_META: Mapping[str, Any] = {}
_BETWEEN = re.compile(r"\W*")


def tagged_row(
    name: str,
    words: Sequence[Any],
    tags: Sequence[Any],
    where: Where,
    options: ReadOptions,
    *,
    joined: bool = False,
    field: str = "ner_tags",
    tokens: str = "tokens",
    names: Sequence[str] = (),
    text: str | None = None,
    title: str = "",
    meta: Mapping[str, Any] = NO_META,
) -> Incoming:
    """The article. ``text`` None: it is rebuilt from the tokens. ``names``: what tags that are numbers mean.

    NhanError: tokens and tags do not fit each other, or the tokens are not those of the text.
    """
    for at, word in enumerate(words):
        if not isinstance(word, str):
            raise where.fault("store.wrong_type", f"{tokens}[{at}]", expected="str", got=kind_of(word))
    if len(words) != len(tags):
        raise where.fault("formats.tags_count", field, tokens=len(words), tags=len(tags))
    tags = [name_of_number(tag, options.names or names) for tag in tags]
    for at, tag in enumerate(tags):
        if isinstance(tag, int):
            raise where.fault("formats.numbered_tags", f"{field}[{at}]")
        if not isinstance(tag, str):
            raise where.fault("store.wrong_type", f"{field}[{at}]", expected="str", got=kind_of(tag))
    kept = [at for at, word in enumerate(words) if word]
    runs = runs_of([tags[at] for at in kept], options.scheme)
    texts = [JOINT.sub(" ", words[at]) if joined else words[at] for at in kept]
    if text is None:
        text, lengths = rebuilt([texts]) if texts else ("", [])
        meta = {**meta, TOKENS: lengths}
    ranges = token_ranges(text, texts, where, tokens) if runs else []
    spans = [ForeignSpan(start=ranges[first][0], end=ranges[last - 1][1], label=label) for first, last, label in runs]
    return incoming(ForeignArticle(id=name, text=text, title=title, meta={**meta}, spans=spans), where, options)


def token_ranges(text: str, words: Sequence[str], where: Where, field: str) -> list[Range]:
    """Where these tokens stand in the text, one behind the other with no word between them; a ``_`` inside of one may
    be white space there. NhanError naming the first that does not stand there."""
    found: list[Range] = []
    at = 0
    for number, word in enumerate(words):
        place = _token_at(text, at, word)
        if place is None:
            raise where.fault("store.span_text", f"{field}[{number}]", stored=word, actual=text[at : at + len(word)])
        found.append(place)
        at = place[1]
    return found


def _token_at(text: str, at: int, word: str) -> Range | None:
    start = text.find(word, at)
    if start >= 0 and _BETWEEN.fullmatch(text, at, start):
        return start, start + len(word)
    if JOINT.search(word):
        token = r"[\s_]+".join(map(re.escape, JOINT.split(word)))
        if match := re.compile(rf"\W*?({token})").match(text, at):
            return match.span(1)
    return None


def name_of_number(label: Any, names: Sequence[str]) -> Any:
    """The name that a number stands for, where there is one; anything else as it is."""
    if isinstance(label, int) and not isinstance(label, bool) and 0 <= label < len(names):
        return names[label]
    return label
