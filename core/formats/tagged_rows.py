"""An article that is a list of tokens and a list of their tags, as JSON and Parquet have it."""

from collections.abc import Mapping, Sequence
from typing import Any

from nhan.core.formats.columns import JOINT, TOKENS, rebuilt
from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming
from nhan.core.formats.format import Incoming, ReadOptions
from nhan.core.iob import runs_of
from nhan.core.store.strict import Where

NO_META: Mapping[str, Any] = {}


def tagged_row(
    name: str,
    words: Sequence[Any],
    tags: Sequence[Any],
    where: Where,
    options: ReadOptions,
    *,
    joined: bool = False,
    field: str = "ner_tags",
    meta: Mapping[str, Any] = NO_META,
) -> Incoming:
    """The article, its text rebuilt from the tokens. NhanError where tokens and tags do not fit each other."""
    for at, word in enumerate(words):
        if not isinstance(word, str):
            raise where.fault("store.wrong_type", f"tokens[{at}]", expected="str", got=type(word).__name__)
    if len(words) != len(tags):
        raise where.fault("formats.tags_count", field, tokens=len(words), tags=len(tags))
    tags = [name_of_number(tag, options.names) for tag in tags]
    for at, tag in enumerate(tags):
        if isinstance(tag, int):
            raise where.fault("formats.numbered_tags", f"{field}[{at}]")
        if not isinstance(tag, str):
            raise where.fault("store.wrong_type", f"{field}[{at}]", expected="str", got=type(tag).__name__)
    kept = [at for at, word in enumerate(words) if word]
    texts = [JOINT.sub(" ", words[at]) if joined else words[at] for at in kept]
    text, lengths = rebuilt([texts]) if texts else ("", [])
    starts = [0]
    for length in lengths[0] if lengths else ():
        starts.append(starts[-1] + length + 1)
    spans = [
        ForeignSpan(start=starts[first], end=starts[last] - 1, label=label)
        for first, last, label in runs_of([tags[at] for at in kept], options.scheme)
    ]
    article = ForeignArticle(id=name, text=text, meta={**meta, TOKENS: lengths}, spans=spans)
    return incoming(article, where, options)


def name_of_number(label: Any, names: Sequence[str]) -> Any:
    """The name that a number stands for, where there is one; anything else as it is."""
    if isinstance(label, int) and not isinstance(label, bool) and 0 <= label < len(names):
        return names[label]
    return label
