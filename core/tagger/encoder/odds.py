"""An article's reading by the encoder as bytes: for each syllable the probability of every tag, in 8 bits.

Sums of floating-point numbers differ between machines in their last digits. What is made of the reading is made of
these bytes, which are kept with the tokenized article: so a training repeats exactly, wherever it is done.
"""

from nhan.core.iob import OUTSIDE

TAGS = (OUTSIDE, "B-LOC", "I-LOC", "B-MISC", "I-MISC", "B-ORG", "I-ORG", "B-PER", "I-PER")  # in the weights' order

MOST = 255  # stands for a probability of one; a byte is in proportion to the square root, so that small ones count
_PROBABILITY = tuple((byte / MOST) ** 2 for byte in range(MOST + 1))


def best_tag(odds: bytes, place: int) -> str:
    """The likeliest tag of a syllable; "" where the article was not read."""
    row = odds[place * len(TAGS) : (place + 1) * len(TAGS)]
    return TAGS[row.index(max(row))] if row else ""


def probabilities(odds: bytes, place: int) -> list[float]:
    """Of each of ``TAGS`` for the syllable at ``place``; they sum to one."""
    found = [_PROBABILITY[byte] for byte in odds[place * len(TAGS) : (place + 1) * len(TAGS)]]
    total = sum(found)
    return [each / total for each in found]
