"""What the encoder sees of a syllable by itself: its word, or the letters of an unknown one, and its case."""

from collections.abc import Sequence
from zlib import crc32

BREAK = "\n"  # stands after each sentence
SPECIAL = 4  # rows of the table before the words; the fourth one is not used
HIDDEN, PADDING, UNKNOWN = 0, 1, 2
BUCKETS = 6144  # rows behind the words, which the trigrams of unknown words share
_LONGEST, _HEAD, _TAIL = 20, 4, 3  # letters of a word, and trigrams from either end of a longer one
_DIGITS = 5  # a number is told by how many digits it has, up to here

LOWER, TITLE, UPPER, DIGITS, SIGN, MIXED = range(6)


def case_of(form: str) -> int:
    if any(letter.isdigit() for letter in form):
        return DIGITS
    if not form[0].isalpha():
        return SIGN
    if form.islower():
        return LOWER
    if len(form) > 1 and form.isupper():
        return UPPER
    return TITLE if form[0].isupper() and (len(form) == 1 or form[1:].islower()) else MIXED


def word_of(form: str) -> str:
    """The form as the table of words has it."""
    low = form.lower()
    return "0" * min(len(low), _DIGITS) if low.isdigit() else low


def trigrams(word: str) -> list[int]:
    """The buckets of its letters by three, of the first and the last ones where there are many."""
    framed = f"<{word[:_LONGEST]}>"
    found = [framed[at : at + 3] for at in range(len(framed) - 2)]
    if len(found) > _HEAD + _TAIL:
        found = [*found[:_HEAD], *found[-_TAIL:]]
    return [crc32(each.encode("utf-8", "surrogatepass")) % BUCKETS for each in found]


class KnownWords:
    """The words of the table, in its order."""

    def __init__(self, words: Sequence[str]) -> None:
        self._row_of = {word: row for row, word in enumerate(words, SPECIAL)}
        self.letters = SPECIAL + len(words)  # the row of the first bucket

    def rows(self, form: str) -> list[int]:
        """The rows of the table that a form is the sum of."""
        word = word_of(form)
        row = self._row_of.get(word)
        return self.spelled(word) if row is None else [row]

    def spelled(self, word: str) -> list[int]:
        """Those of a word that is not known, or is to be taken for one."""
        return [UNKNOWN, *(self.letters + each for each in trigrams(word))]
