"""What a model that never saw an article thinks of the spans in it, and what it would put elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from nhan.core.doubts.opinion import PlaceOpinion
from nhan.core.iob import OUTSIDE, Run
from nhan.core.tagger.crf.adapter import Field
from nhan.core.tagger.crf.mixture import Mixture
from nhan.core.tagger.decoding import Marginals, candidates, likelihood
from nhan.core.tagger.encoder.second_opinion import SecondOpinion
from nhan.core.tagger.model import Level, PreparedExample
from nhan.core.tagger.pretrained import encoder_weight, pretrained_field, pretrained_weight, second_opinion
from nhan.core.tagger.pretrained_choice import PretrainedChoice

LEAST_GUESS = 0.1  # probability of a span over nothing that is worth a stop
_ENCODER = 0.2  # the least weight of the encoder: it errs in other places than the fields do


class ColdReader(NamedTuple):
    """A trained level, what is asked beside it, and that is all it knows of an article: nothing of its spans."""

    level: Level
    field: Field
    second: SecondOpinion | None

    @classmethod
    def of(cls, level: Level, starter: PretrainedChoice | None, articles: int) -> "ColdReader":
        """``starter``: the pretrained model that knows the labels; ``articles``: how many the project has."""
        if starter is None:
            return cls(level, level.crf, None)
        field = Mixture(pretrained_field(starter), level.crf, pretrained_weight(articles))
        return cls(level, field, second_opinion(starter, field.tags, max(_ENCODER, encoder_weight(articles))))

    def opinions(self, prepared: PreparedExample) -> Iterator[PlaceOpinion]:
        """On every given span of the article, and on every likely one that touches none."""
        example = prepared.example
        tokenized = example.tokenized
        remembered = self.level.seen_strings.features(tokenized)
        rows = [[*own, *seen] for own, seen in zip(prepared.own, remembered, strict=True)]
        for first, last in tokenized.sentences:
            marginals: Marginals = self.field.marginals(rows[first:last])
            if self.second is not None and tokenized.odds:
                marginals = self.second.mean(tokenized, first, rows[first:last], marginals)
            given = [(a - first, b - first, label) for a, b, label in example.spans if first <= a and b <= last]
            yield from (each.moved(first) for each in opinions(marginals, self.field.tags, given))


def opinions(marginals: Marginals, tags: Sequence[str], given: Sequence[Run]) -> Iterator[PlaceOpinion]:
    """For each given span of a sentence, and for each likely span that touches none. Places count from its first."""
    column = {tag: place for place, tag in enumerate(tags)}
    found = [(each.first, each.last, each.label, each.confidence) for each in candidates(marginals, column)]
    found.sort(key=lambda each: (-each[3], each[0], each[1], each[2]))
    for run in given:
        first, last, _ = run
        other: Run | None = None
        q = nothing(marginals, column, first, last)
        for start, end, label, confidence in found:
            if start < last and first < end and (start, end, label) != run:
                if confidence > q:
                    other, q = (start, end, label), confidence
                break
        yield PlaceOpinion(run, other, likelihood(marginals, column, run) or 0.0, q)
    taken = [(first, last) for first, last, _ in given]
    for start, end, label, confidence in found:
        if confidence < LEAST_GUESS:
            break
        if not any(start < last and first < end for first, last in taken):
            taken.append((start, end))
            yield PlaceOpinion(None, (start, end, label), nothing(marginals, column, start, end), confidence)


def nothing(marginals: Marginals, column: Mapping[str, int], first: int, last: int) -> float:
    """That there is no span in these places: as their emptiest one says."""
    outside = column.get(OUTSIDE)
    return min(marginals[place][outside] for place in range(first, last)) if outside is not None else 0.0
