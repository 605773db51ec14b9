"""One article while an annotator goes down it: what is suggested for what is left of it after each decision."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from nhan.core.iob import Run
from nhan.core.suggestion import Labelled, Suggestion, outermost
from nhan.core.tagger.decoding import Prediction
from nhan.core.tagger.online.offsets import as_suggestions, decide_all
from nhan.core.tagger.online.remainder import Remainder
from nhan.core.tagger.patterns import ADDRESS, pattern_spans, with_patterns
from nhan.core.tagger.tokenized import Tokenized, syllable_runs

Patterns = dict[str, str]  # labels of what is known by its form, and the project's names for them


class FollowedArticle:
    """Keeps what does not change: what the patterns find, and the spans inside those asked about so far."""

    def __init__(
        self,
        text: str,
        tokenized: Tokenized,
        remainder: Remainder,
        inside: Callable[[Tokenized, Sequence[Run]], list[Prediction]],
        patterns: Patterns,
    ) -> None:
        """``inside``: what the model finds inside spans."""
        self._tokenized = tokenized
        self._remainder = remainder
        self._ask_inside = inside
        self._inside: dict[Run, list[Prediction]] = {}
        self._patterns = pattern_spans(text, patterns)
        self._address = patterns.get(ADDRESS)

    def follow(self, confirmed: Sequence[Labelled], end: int) -> list[Suggestion]:
        """Suggestions for what is left, where all that starts before ``end`` (code points) is decided and
        ``confirmed`` is right: outermost spans, and what lies inside them and inside the confirmed ones."""
        above = [span for span in outermost(confirmed) if span[0] < end]
        decide_all(self._tokenized, self._remainder, above, end)
        predictions = self._remainder.predictions()
        outer = [(each.first, each.last, each.label) for each in predictions]
        inner = self._predict_inside([*syllable_runs(self._tokenized, above), *outer])
        reached = max(end, above[-1][1]) if above else end
        below = self._patterns[bisect_left(self._patterns, reached, key=lambda each: each.start) :]
        return with_patterns(as_suggestions(self._tokenized, [*predictions, *inner]), below, self._address)

    def likelihoods(self, places: Sequence[Labelled]) -> list[float | None]:
        """How probable exactly each of these is, nothing being decided. None: that cannot be told."""
        runs = (syllable_runs(self._tokenized, [place]) for place in places)
        return [self._remainder.likelihood(run[0]) if run else None for run in runs]

    def candidates(self) -> list[Suggestion]:
        """What may be there although nothing is suggested, nothing being decided."""
        return as_suggestions(self._tokenized, self._remainder.unsure())

    def _predict_inside(self, around: Sequence[Run]) -> list[Prediction]:
        new = [span for span in around if span not in self._inside]
        found = self._ask_inside(self._tokenized, new) if new else []
        self._inside.update({span: [each for each in found if span[0] <= each.first < span[1]] for span in new})
        return [prediction for span in around for prediction in self._inside[span]]
