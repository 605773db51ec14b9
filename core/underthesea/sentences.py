"""Cuts an article into sentences with exact offsets: line by line, then by a splitter of strings."""

from collections.abc import Callable, Iterator

LONGEST = 5_000  # code points; text without a full stop is cut here, else one "sentence" could be the whole article


def sentences(text: str, split: Callable[[str], list[str]]) -> Iterator[tuple[int, int]]:
    """The ranges of the sentences in ``text``; nothing but white space lies outside them.

    ``split`` answers a line's sentences as strings, in order, stripped, with nothing but white space lost. It is called
    line by line because underthesea's does not split at line ends.
    """
    start = 0
    for line in text.splitlines(keepends=True):
        position = 0
        for sentence in split(line):
            # Exact: only white space lies before the sentence, and a sentence does not start with white space.
            position = line.index(sentence, position)
            yield from _bounded(text, start + position, start + position + len(sentence))
            position += len(sentence)
        start += len(line)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = max((text.rfind(space, start, start + LONGEST) for space in " \t\u00a0"), default=-1)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
        while text[start].isspace():  # ends before ``end``: a sentence's last character is not white space
            start += 1
    yield start, end
