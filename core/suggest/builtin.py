"""The suggesters that know a project: by rules, from memory, learned. Only child processes make them."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from nhan.core.iob import Run
from nhan.core.messages import NhanError
from nhan.core.suggest.registry import LEARNED, MEMORY
from nhan.core.suggestion import MODEL, Labelled, Suggestion, outermost
from nhan.core.tagger.decoding import Guess
from nhan.core.tagger.features.rules import rules
from nhan.core.tagger.features.seen_strings import INSIDE, REFUSED
from nhan.core.tagger.model import TaggerModel, learned_of, memory_of
from nhan.core.tagger.model_file import VERSION, ModelFile, decode
from nhan.core.tagger.online.offsets import as_suggestions, settle_anew
from nhan.core.tagger.online.remainder import Remainder
from nhan.core.tagger.pretrained import alone, seasoned, starter
from nhan.core.tagger.pretrained_choice import NEWS, STARTER, STARTERS, Chosen
from nhan.core.tagger.tokenized import Tokenized, read, syllable_runs
from nhan.core.underthesea.adapter import Underthesea

_KEPT = 4  # articles whose features stay in memory for a quick answer to the next decision
_SURE = 0.5  # share of a string's occurrences that must bear a label for the memory to suggest it


class _Reader:
    """What all of them share: articles as the learner reads them."""

    @cached_property
    def _underthesea(self) -> Underthesea:
        return Underthesea()

    def _read(self, text: str) -> Tokenized:
        return read(text, self._underthesea)


class Rules(_Reader):
    """``rules``: PER, LOC and ORG from small tables. Needs no model."""

    name = "rules"
    version = str(VERSION)

    def __init__(self, _: Mapping[str, Any] | None = None) -> None: ...

    def suggest(self, text: str) -> list[Suggestion]:
        reading = self._read(text)
        places = reading.places
        return [Suggestion(places[first][0], places[last - 1][1], label) for first, last, label in rules(reading)]


class Remembering(_Reader):
    """``memory``: strings that were labelled before, with the label they had most often."""

    name = MEMORY

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        model = _model(parameters)
        self.version = model.fingerprint
        self._memory = memory_of(model.outer)

    def suggest(self, text: str) -> list[Suggestion]:
        reading = self._read(text)
        found: list[Suggestion] = []
        for first, last, counts in self._memory.matches(reading):
            labelled = {label: count for label, count in counts.items() if label not in (REFUSED, INSIDE)}
            best = sorted(labelled, key=lambda label: (-labelled[label], label))
            share = labelled[best[0]] / counts.total()
            if share > _SURE:
                start, end = reading.places[first][0], reading.places[last - 1][1]
                found.append(Suggestion(start, end, best[0], round(share, 4), best[1] if len(best) > 1 else None))
        return found


class _Open(NamedTuple):
    """An article that is being worked on: what is left of it, and what lies inside the spans asked about so far."""

    reading: Tokenized
    rest: Remainder
    inside: dict[Run, list[Guess]]


class _Following(_Reader):
    """Suggests by a model, and goes down an article with the annotator."""

    def __init__(self, learned: TaggerModel) -> None:
        self._learned = learned
        self._articles: OrderedDict[str, _Open] = OrderedDict()

    def suggest(self, text: str) -> list[Suggestion]:
        """For an article in which nothing is decided: outermost spans, and what lies inside them."""
        return self.follow(text, (), 0)

    def follow(self, text: str, confirmed: Sequence[Labelled], end: int) -> list[Suggestion]:
        """For what is left: everything that starts before the offset ``end`` is decided, ``confirmed`` is right."""
        reading, rest, inside = self._article(text)
        above = [span for span in outermost(confirmed) if span[0] < end]
        settle_anew(reading, rest, above, end)
        guesses = rest.guesses()
        outer = [(guess.first, guess.last, guess.label) for guess in guesses]
        around = [*syllable_runs(reading, above), *outer]
        new = [span for span in around if span not in inside]
        found = self._learned.inside(reading, new) if new else []
        inside.update({span: [each for each in found if span[0] <= each.first < span[1]] for span in new})
        inner = [guess for span in around for guess in inside[span]]
        return sorted(as_suggestions(reading, [*guesses, *inner]), key=lambda each: (each.start, -each.end, each.label))

    def _article(self, text: str) -> _Open:
        if text not in self._articles:
            reading = self._read(text)
            self._articles[text] = _Open(reading, self._learned.rest(reading), {})
            if len(self._articles) > _KEPT:
                self._articles.popitem(last=False)
        self._articles.move_to_end(text)
        return self._articles[text]


class LearnedSuggester(_Following):
    """``learned``: the model that was trained on this project's corrections, or brought from another."""

    name = LEARNED

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        model, beside = _model(parameters), _chosen(parameters)
        learned, self.version = learned_of(model), model.fingerprint
        if beside is not None:
            learned = seasoned(learned, beside, len(model.studied))
            self.version += f"+{starter(beside.name).fingerprint}"
        super().__init__(learned)


class StarterSuggester(_Following):
    """``starter``: a model that comes with the program; without parameters the one for news, under its own names."""

    name = STARTER

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        chosen = _chosen(parameters) or Chosen(NEWS, {name: name for name in STARTERS[NEWS]})
        self.version = starter(chosen.name).fingerprint
        super().__init__(alone(chosen))


def _model(parameters: Mapping[str, Any]) -> ModelFile:
    path = Path(str(parameters.get(MODEL, "")))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NhanError("learning.no_model", file=str(path), problem=error.strerror or str(error)) from error
    return decode(data, path.name)


def _chosen(parameters: Mapping[str, Any]) -> Chosen | None:
    return msgspec.convert(parameters[STARTER], Chosen) if STARTER in parameters else None
