"""The values of a JSON list as long as a disk allows: only the one that is being read is held."""

import codecs
import json
import re
from collections.abc import Iterator
from itertools import chain, islice

from nhan.core.formats.format import CHUNK, InputFile
from nhan.core.store.strict import Where, decode

_AFTER = (*" \t\n\r,]",)  # what may stand behind a value
_SPACE = re.compile(r"[ \t\n\r]*")
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)
# It only finds where a value ends; whoever reads the value is stricter, and says so in its place.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, strict=False)


def values_of(file: InputFile) -> Iterator[tuple[Where, bytes]]:
    """The values of a list and the lines they begin in. NhanError where the list is damaged, and not one of its
    values only: what is behind that is not found."""
    window = _Window(file)
    window.take("[")
    if window.sign() == "]":
        window.take("]")
    else:
        yield window.value()
        while window.sign() != "]":
            window.take(",")
            yield window.value()
        window.take("]")
    window.take("")


def _end_of(text: str, at: int) -> int | None:
    """Where the value ends that begins there, also one that is no good but for its brackets. None: not in this text."""
    try:
        return _DECODER.raw_decode(text, at)[1]
    except (ValueError, RecursionError):
        depth = 0
        for found in _BRACKETS.finditer(text, at) if text[at : at + 1] in ("[", "{") else ():
            depth += (found[0] in ("[", "{")) - (found[0] in ("]", "}"))
            if not depth:
                return found.end()
    return None


class _Window:
    """The part of a file's text that is not read yet, as far as it has been looked at."""

    def __init__(self, file: InputFile) -> None:
        self._file, self._parts = file, _texts(file)
        self._text = ""
        self._at = 0  # what is before it has been read
        self._counted, self._line = 0, 1  # line ends up to there are counted

    def sign(self) -> str:
        """The next sign that is no white space; "" at the end of the file."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def take(self, sign: str) -> None:
        """NhanError where this is not what comes next."""
        found = self.sign()
        if found != sign:
            where, line = self._where(), self._text.rfind("\n", 0, self._at) + 1
            byte = len(self._text[line : self._at].encode())
            raise where.fault("store.not_json", byte=byte) if found else where.fault("store.cut_short")
        self._at += len(sign)

    def value(self) -> tuple[Where, bytes]:
        """The next value as it stands there."""
        self.sign()
        where = self._where()
        while True:
            end = _end_of(self._text, self._at)
            after = "" if end is None else self._text[end : end + 1]  # a number may go on
            if after in _AFTER or not self._more():
                break
        if end is None:
            decode(self._text[self._at :].encode(), object, where)  # says what is wrong with it
            raise where.fault("store.cut_short")
        data = self._text[self._at : end].encode()
        self._at = end
        return where, data

    def _where(self) -> Where:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._file.where(self._line)

    def _more(self) -> bool:
        """Read on, and more the longer the value is already. False: that was all. NhanError."""
        self._where()
        left = self._text[self._at :]
        parts = list(islice(self._parts, max(1, len(left) // CHUNK)))
        self._text, self._at, self._counted = "".join((left, *parts)), 0, 0
        return bool(parts)


def _texts(file: InputFile) -> Iterator[str]:
    """The file's text a part at a time, without a byte order mark. NhanError at the first byte that is no UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    lines, size = 1, 0
    for data in chain(file.chunks(), [b""]):
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            sound = error.object[: error.start].decode()
            yield sound
            where = file.where(lines + sound.count("\n"))
            raise where.fault("store.not_utf8", byte=size + error.start) from None
        lines += text.count("\n")
        size += len(text.encode())
        yield text
