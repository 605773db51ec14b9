"""An article's text cut into display pieces: paragraphs, and parts of those too long to lay out at once."""

from bisect import bisect_right

import regex

from nhan.core.text.units import Unit, unit_at

LONGEST = 2000  # code points; a piece is shaped as a whole, so this bounds what one repaint can cost
_SHORTEST = 1400  # a cut is looked for between these two
# Everything that breaks a line in any tool. None of these characters is drawn, all of them keep their offsets.
_BREAK = regex.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")


class Pieces:
    """Piece ``i`` shows ``text[starts[i]:ends[i]]``; what is between ``ends[i]`` and ``starts[i + 1]`` breaks lines.

    Offsets are code points. There is always at least one piece, be it empty.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        self.ends: list[int] = []
        self.cut: set[int] = set()  # pieces whose paragraph goes on in the next piece
        for match in _BREAK.finditer(text):
            start, end = match.span()
            self.ends.append(start)
            self.starts.append(end)
        self.ends.append(len(text))
        if any(end - start > LONGEST for start, end in zip(self.starts, self.ends, strict=True)):
            self._cut_long_ones()

    def __len__(self) -> int:
        return len(self.starts)

    def of(self, offset: int) -> int:
        """The piece that the code point at ``offset`` belongs to; of a line break, the piece it ends."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def text_of(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def region(self, index: int) -> tuple[int, int]:
        """The piece with the line break after it."""
        after = index + 1
        return self.starts[index], self.starts[after] if after < len(self.starts) else len(self.text)

    def _cut_long_ones(self) -> None:
        starts: list[int] = []
        ends: list[int] = []
        for start, end in zip(self.starts, self.ends, strict=True):
            while end - start > LONGEST:
                middle = self._place_to_cut(start)
                self.cut.add(len(starts))
                starts.append(start)
                ends.append(middle)
                start = middle
            starts.append(start)
            ends.append(end)
        self.starts, self.ends = starts, ends

    def _place_to_cut(self, start: int) -> int:
        """After the end of a sentence if there is one near, else after a space, else between two graphemes."""
        low, high = start + _SHORTEST, start + LONGEST
        for mark in (". ", " "):
            found = self.text.rfind(mark, low, high)
            if found >= 0:
                # A mark on the space ("a ̂") is one grapheme with it: the cut must not fall between them.
                return self._whole(found + len(mark), high)
        return self._whole(high, high)

    def _whole(self, offset: int, high: int) -> int:
        grapheme = unit_at(self.text, offset, Unit.GRAPHEME)
        if grapheme is None or grapheme[0] == offset or grapheme[0] <= high - LONGEST + 1:
            return offset
        return grapheme[0]
