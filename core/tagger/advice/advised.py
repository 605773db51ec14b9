"""An article with the advice on it: the spans that another suggester proposes, over syllables."""

from collections.abc import Iterable

import msgspec

from nhan.core.iob import Run
from nhan.core.suggestion import Suggestion, outermost
from nhan.core.tagger.tokenized import Tokenized, syllable_runs


def advised(tokenized: Tokenized, suggestions: Iterable[Suggestion]) -> Tokenized:
    """The same article with these as its advice. Of what overlaps the outermost; spans inside spans are not advised."""
    sure = {(each.start, each.end, each.label): each.confidence for each in suggestions}
    outer = outermost(sure)
    runs = syllable_runs(tokenized, [(start, end, str(place)) for place, (start, end, _) in enumerate(outer)])
    advice = [(first, last, outer[int(place)][2], sure[outer[int(place)]]) for first, last, place in runs]
    return msgspec.structs.replace(tokenized, advice=advice)


def advised_runs(tokenized: Tokenized) -> list[Run]:
    """The advice without its confidence; none where nobody was asked."""
    return [(first, last, label) for first, last, label, _ in tokenized.advice or ()]
