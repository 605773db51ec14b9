"""The worked examples that every measure is held to: published ones, and one of two people over twenty syllables."""

from nhan.core.agreement.figures import agreement_of
from nhan.core.agreement.result import Agreement
from nhan.core.agreement.tally import AgreementTally, ArticleText
from nhan.core.suggestion import Labelled

A = frozenset({(0, 2, "PER"), (4, 7, "ORG"), (9, 10, "LOC"), (12, 15, "ORG"), (16, 18, "LOC")})
B = frozenset({(0, 2, "PER"), (4, 6, "ORG"), (9, 10, "ORG"), (12, 15, "ORG"), (18, 20, "PER")})
N = B | {(13, 15, "LOC")}
C = A - {(16, 18, "LOC")}

# Krippendorff 2004, SpanContent Analysis, p. 254: a continuum that begins at 150 and is 300 long.
UNITS = {
    "c": ([(225, 295), (370, 400)], [(220, 300), (355, 375), (400, 420)]),
    "k": ([(180, 240), (300, 350)], [(180, 240), (300, 350)]),
}

# Krippendorff: four observers, twelve units (rows: observers; 0 = no value).
FOUR = ("123321412000", "123322412503", "033323422510", "123324412510")
# Hayes and Krippendorff 2007: forty units by five observers ("-" = no value).
HAYES = """
112-2 1101- 2333- -00-0 000-0 000-0 102-1 1-20- 222-2 2111- -100- 0000- 1222- 33223 111-1 111-1 212-2 1233-
1101- 000-0 0011- 00-00 2333- 0000- 12-22 0111- 00010 1212- 1122- 112-2 110-0 2121- 22-22 3222- 222-2 223-2
222-2 22-12 2222- 111-1
"""

# Krippendorff 1995: two observers, 24 units.
TWO = ("001111111100001111110000", "000011110000000110000000")


def syllables(count: int, name: str = "a") -> ArticleText:
    """An article whose syllables are one code point each, side by side."""
    return ArticleText(name, "", count, count, [(at, at + 1) for at in range(count)])


def agreement(*sides: frozenset[Labelled], count: int = 20) -> Agreement:
    """The sides' spans of one such article, compared each with each."""
    found = AgreementTally([f"A{at + 1}" for at in range(len(sides))])
    found.add(syllables(count), dict(enumerate(sides)))
    return agreement_of(found)
