"""What a file's offsets count, where the file does not say so: the unit in which most spans begin and end at words.

Where one unit alone has all spans inside their texts, or all units are the same in them, nothing has to be guessed.
"""

from collections.abc import Iterable, Sequence

import msgspec
import regex

from nhan.core.messages import Message
from nhan.core.text.offset_units import OffsetUnit, to_code_points

_UNITS = (OffsetUnit.UTF16, OffsetUnit.CODE_POINTS, OffsetUnit.GRAPHEMES)  # the first of equals is taken
_IN_WORDS = {
    OffsetUnit.UTF16: Message("formats.unit.utf16"),
    OffsetUnit.CODE_POINTS: Message("formats.unit.code_points"),
    OffsetUnit.GRAPHEMES: Message("formats.unit.graphemes"),
}
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]")
_PLAIN = regex.compile(r"[^\p{M}\p{Cf}\p{Cs}\r\U00010000-\U0010ffff]*")  # one code point, one unit, one grapheme

Range = tuple[int, int]


class Fit(msgspec.Struct):
    """How well a unit fits: spans that are inside their text, and those whose both ends are edges of words."""

    inside: int = 0
    fitting: int = 0


class Guess(msgspec.Struct, frozen=True):
    """``sure``: nothing else is possible, or there is no difference. ``said``: what people are told of it."""

    unit: OffsetUnit
    sure: bool
    said: tuple[Message, ...] = ()


def guess(texts: Iterable[tuple[str, Sequence[Range]]]) -> Guess:
    """The unit of a whole file."""
    scores = {unit: Fit() for unit in _UNITS}
    total = 0
    for text, spans in texts:
        if not spans or _PLAIN.fullmatch(text):
            continue
        total += len(spans)
        for unit in _UNITS:
            _add(scores[unit], text, spans, unit)
    return _best(scores, total)


def of_article(file: Guess, text: str, spans: Sequence[Range]) -> Guess:
    """The unit of one article: the file's, unless another one fits every span and the file's does not fit most."""
    if file.sure or not spans or _PLAIN.fullmatch(text):
        return file
    scores = {unit: Fit() for unit in _UNITS}
    for unit in _UNITS:
        _add(scores[unit], text, spans, unit)
    own = _best(scores, len(spans))
    if scores[own.unit].fitting == len(spans) and scores[file.unit].fitting * 2 <= len(spans):
        return own
    return file


def _add(score: Fit, text: str, spans: Sequence[Range], unit: OffsetUnit) -> None:
    place = to_code_points(text, unit)
    for start, end in spans:
        first, last = place(start), place(end)
        if first is None or last is None or first >= last:
            continue
        score.inside += 1
        score.fitting += fits(text, first, last)


def fits(text: str, start: int, end: int) -> bool:
    """Whether both ends are edges of words, and neither is white space. Offsets are code points."""
    if text[start].isspace() or text[end - 1].isspace():
        return False
    return not _inside_word(text, start) and not _inside_word(text, end)


def _inside_word(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    return bool(_WORD.match(text[at - 1]) and _WORD.match(text[at])) or bool(regex.match(r"[\p{M}\u200d]", text[at]))


def _best(scores: dict[OffsetUnit, Fit], total: int) -> Guess:
    if not total:
        return Guess(OffsetUnit.CODE_POINTS, True)
    whole = [unit for unit in _UNITS if scores[unit].inside == total]
    chosen = max(_UNITS, key=lambda unit: (scores[unit].fitting, scores[unit].inside))
    sure = whole == [chosen]
    fields = {"unit": chosen.value, "words": _IN_WORDS[chosen], "fitting": scores[chosen].fitting, "count": total}
    return Guess(chosen, sure, (Message("formats.said.unit", fields),))
