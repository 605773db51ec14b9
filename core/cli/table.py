"""A table in columns, for terminals."""

from collections.abc import Iterable, Iterator, Sequence


def lines_of(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The rows as lines; the first column is as wide as it has to be, numbers stand to the right."""
    table = [["".join(sign if sign.isprintable() else "?" for sign in cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = zip(row, widths, strict=True)
        padded = [cell.rjust(width) if cell.isdecimal() else cell.ljust(width) for cell, width in cells]
        yield "  ".join(padded).rstrip()
