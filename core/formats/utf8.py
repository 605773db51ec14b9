"""A file's text, to the code point. NhanError names the line where it is no UTF-8."""

from collections.abc import Iterator

from nhan.core.formats.format import InputFile
from nhan.core.store.strict import Where


def text_in(file: InputFile) -> str:
    """The whole; a byte order mark is its first code point."""
    return text_of(file.read(), file.where())


def text_of(data: bytes, where: Where) -> str:
    """The text of a whole file's bytes."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Where(where.file, line).fault("store.not_utf8", byte=error.start) from None


def text_lines(file: InputFile) -> Iterator[tuple[int, str]]:
    """The lines without their line ends (LF), numbered from 1; a byte order mark is no part of the first."""
    for number, line in enumerate(file.lines(), 1):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise file.where(number).fault("store.not_utf8", byte=error.start) from None
        yield number, text.removeprefix("\ufeff") if number == 1 else text
