"""The article-wide pass over a model's guesses: what it is sure of in one place holds for the same name elsewhere.

A model sees two syllables to each side. "Dustin" in a headline says little; "diễn viên Dustin" further down says all.
"""

from collections.abc import Callable, Sequence
from itertools import chain

from nhan.core.tagger.decoding import Guess
from nhan.core.tagger.features.trie import Entry, SyllableTrie
from nhan.core.tagger.tokenized import SyllableRange

SURE = 0.6  # the confidence from which on a guess speaks for the same name elsewhere
_LESS = 0.05  # how much less sure it is there


def consistent(
    guesses: Sequence[Guess],
    forms: Sequence[str],
    stretches: Sequence[SyllableRange],
    contradicted: Callable[[Entry, str], bool] = lambda _, __: False,
) -> list[Guess]:
    """The guesses, in order, with what others say of the same name; names begin with a capital.

    ``stretches``: the ranges of syllables that the guesses are for. A guess that takes in more than the name stays, and
    so does one that is about as sure. ``contradicted``: whether a person has decided otherwise on a name.
    """
    found = _speakers(guesses, forms)
    speakers = {entry: guess for entry, guess in found.items() if not contradicted(entry, guess.label)}
    if not speakers:
        return list(guesses)
    there: dict[int, Guess] = {place: guess for guess in guesses for place in range(guess.first, guess.last)}
    names = SyllableTrie(speakers.items())
    for first, last, speaker in chain.from_iterable(names.matches(forms, *each) for each in stretches):
        over = {guess for place in range(first, last) if (guess := there.get(place)) is not None}
        if any(guess.first <= first and last <= guess.last and guess[:2] != (first, last) for guess in over):
            continue
        if any(guess.confidence >= speaker.confidence - _LESS for guess in over):
            continue
        for guess in over:
            for place in range(guess.first, guess.last):
                del there[place]
        told = _told(speaker, first, over)
        there |= dict.fromkeys(range(first, last), told)
    return sorted(set(there.values()))


def _speakers(guesses: Sequence[Guess], forms: Sequence[str]) -> dict[Entry, Guess]:
    """The surest guess of each name."""
    found: dict[Entry, Guess] = {}
    for guess in guesses:
        entry = tuple(forms[guess.first : guess.last])
        if guess.confidence >= SURE and entry[0][0].isupper():
            known = found.get(entry)
            if known is None or known.confidence < guess.confidence:
                found[entry] = guess
    return found


def _told(speaker: Guess, first: int, instead_of: set[Guess]) -> Guess:
    """A speaker's guess at another place; what was guessed there is the runner-up, or its runner-up is."""
    labels = {guess.label for guess in instead_of} | {guess.runner_up or "" for guess in instead_of}
    others = sorted(labels - {speaker.label, ""})
    last = first + speaker.last - speaker.first
    return Guess(first, last, speaker.label, speaker.confidence - _LESS, 0.0, others[0] if others else None)
