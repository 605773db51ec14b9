"""A file's text, to the code point; a byte order mark is its first one."""

from nhan.core.formats.format import InputFile


def text_in(file: InputFile) -> str:
    """NhanError naming the line where the file is no UTF-8."""
    data = file.read()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise file.where(line).fault("store.not_utf8", byte=error.start) from None
