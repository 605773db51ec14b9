"""``text``: plain text in UTF-8, one article a file. The file is the text, to the code point."""

import re
import unicodedata
from collections.abc import Iterator

from nhan.core.formats.format import Format, Incoming, InputFile, ReadOptions
from nhan.core.formats.utf8 import text_in
from nhan.core.messages import Message, NhanError
from nhan.core.model import Article

LONGEST_TITLE = 100  # code points

_INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u2060\u00ad\x00-\x08\x0e-\x1b\x7f]")


def read(file: InputFile, _: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The one article of a file. A byte order mark at the start is part of its text, as CRLF is, and every sign."""
    try:
        yield Incoming(_article(file), file.where())
    except NhanError as error:
        yield error


def _article(file: InputFile) -> Article:
    text = text_in(file)
    if is_blank(text):
        raise file.where().fault("store.empty_file")
    try:
        file.stem.encode()
    except UnicodeEncodeError:
        raise file.where().fault("formats.file_name") from None
    return Article(unicodedata.normalize("NFC", file.stem), text, title_of(text))


def is_blank(text: str) -> bool:
    """Whether there is nothing in a text that a person could see."""
    return not _INVISIBLE.sub("", text).strip()


def title_of(text: str) -> str:
    """The first line that is not blank, shortened: invisible signs left out, runs of white space as one space."""
    line = next((line for line in text.splitlines() if not is_blank(line)), "")
    title = " ".join(_INVISIBLE.sub("", line[: 10 * LONGEST_TITLE]).split())
    if len(title) <= LONGEST_TITLE:
        return title
    cut = title.rfind(" ", LONGEST_TITLE // 2, LONGEST_TITLE)
    return title[: cut if cut > 0 else LONGEST_TITLE - 1].rstrip(" ,;:") + "…"


FORMAT = Format("text", Message("formats.title.text"), (".txt",), read)
