"""The article-wide pass over a model's predictions: what it is sure of in one place holds for the same name elsewhere.

A model sees two syllables to each side: too few for "Dustin" in a headline, enough for "diễn viên Dustin" further down.
One syllable may also be a word that is no name by itself ("Đảng"): half of its places must be predicted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from nhan.core.tagger.decoding import Prediction
from nhan.core.tagger.features.trie import Entry, SyllableTrie
from nhan.core.tagger.tokenized import SyllableRange

SURE = 0.6  # the confidence from which on a prediction holds for the same name elsewhere
_SHARE = 0.5  # of the places of a single syllable, from which on it holds for the others
_LESS = 0.05  # how much less sure it is there


def consistent(
    predictions: Sequence[Prediction],
    forms: Sequence[str],
    stretches: Sequence[SyllableRange],
    contradicted: Callable[[Entry, str], bool] = lambda _, __: False,
) -> list[Prediction]:
    """The predictions, in order, those of one name (it begins with a capital) made alike by the surest of them.

    ``stretches``: the ranges of syllables that the predictions are for. A prediction that takes in more than the name
    stays, and so does one that is about as sure. ``contradicted``: whether a person has decided otherwise on a name.
    """
    found = _surest(predictions, forms)
    for entry in _single(found, predictions, forms, stretches):
        del found[entry]
    names = SyllableTrie((name, its) for name, its in found.items() if not contradicted(name, its.label))
    there: dict[int, Prediction] = {place: each for each in predictions for place in range(each.first, each.last)}
    for first, last, surest in chain.from_iterable(names.matches(forms, *each) for each in stretches):
        over = {each for place in range(first, last) if (each := there.get(place)) is not None}
        if any(each.first <= first and last <= each.last and each[:2] != (first, last) for each in over):
            continue
        if any(each.confidence >= surest.confidence - _LESS for each in over):
            continue
        for each in over:
            for place in range(each.first, each.last):
                del there[place]
        there |= dict.fromkeys(range(first, last), _copied(surest, first, over))
    return sorted(set(there.values()))


def _surest(predictions: Sequence[Prediction], forms: Sequence[str]) -> dict[Entry, Prediction]:
    """The surest prediction of each name."""
    found: dict[Entry, Prediction] = {}
    for prediction in predictions:
        entry = tuple(forms[prediction.first : prediction.last])
        if prediction.confidence >= SURE and entry[0][0].isupper():
            known = found.get(entry)
            if known is None or known.confidence < prediction.confidence:
                found[entry] = prediction
    return found


def _single(
    found: Iterable[Entry],
    predictions: Sequence[Prediction],
    forms: Sequence[str],
    stretches: Sequence[SyllableRange],
) -> list[Entry]:
    """The names of one syllable that are predicted in too few of the places where they stand by themselves."""
    places = Counter(forms[place] for first, last in stretches for place in range(first, last))
    inside = Counter(
        form for each in predictions if each.last - each.first > 1 for form in forms[each.first : each.last]
    )
    alone = Counter(forms[each.first] for each in predictions if each.last - each.first == 1)
    single = [entry for entry in found if len(entry) == 1]
    return [entry for entry in single if alone[entry[0]] < _SHARE * (places[entry[0]] - inside[entry[0]])]


def _copied(surest: Prediction, first: int, instead_of: set[Prediction]) -> Prediction:
    """The prediction at another place; the label that was predicted there is the runner-up, or its runner-up is."""
    labels = {each.label for each in instead_of} | {each.runner_up or "" for each in instead_of}
    others = sorted(labels - {surest.label, ""})
    last = first + surest.last - surest.first
    readings = tuple(each[:3] for each in sorted(instead_of))
    copied = Prediction(first, last, surest.label, surest.confidence - _LESS, 0.0, others[0] if others else None)
    return copied._replace(readings=readings)
