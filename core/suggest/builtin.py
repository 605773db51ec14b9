"""Nhãn's own suggesters: rules, seen strings, trained and pretrained models. Only child processes make them."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from nhan.core.messages import NhanError
from nhan.core.suggest.advising import Adviser, AdviserChoice
from nhan.core.suggest.registry import LEARNED, MEMORY
from nhan.core.suggestion import ADVISER, MODEL, Labelled, Suggestion
from nhan.core.system_reason import reason_of
from nhan.core.tagger.advice.advised import advised
from nhan.core.tagger.encoder.at_hand import encoder_at_hand
from nhan.core.tagger.features.rules import rules
from nhan.core.tagger.features.seen_strings import INSIDE, REFUSED
from nhan.core.tagger.model import TaggerModel, load_tagger, seen_strings_of
from nhan.core.tagger.model_file import VERSION, ModelFile, decode
from nhan.core.tagger.online.following import FollowedArticle, Patterns
from nhan.core.tagger.pretrained import mixed_tagger, pretrained_model, pretrained_tagger
from nhan.core.tagger.pretrained_choice import FURTHER, NEWS, PRETRAINED, STARTER, PretrainedChoice
from nhan.core.tagger.reader import Reader
from nhan.core.tagger.tokenized import Tokenized

_KEPT = 4  # articles whose features stay in memory for a quick answer to the next decision
_SURE = 0.5  # share of a string's occurrences that must bear a label for the memory to suggest it


class Rules:
    """``rules``: PER, LOC and ORG from small tables. Needs no model."""

    name = "rules"
    version = str(VERSION)

    def __init__(self, _: Mapping[str, Any] | None = None) -> None:
        self._read = Reader(encoder=0)

    def suggest(self, text: str) -> list[Suggestion]:
        tokenized = self._read(text)
        places = tokenized.places
        return [Suggestion(places[first][0], places[last - 1][1], label) for first, last, label in rules(tokenized)]


class Remembering:
    """``memory``: strings that were labelled before, with the label they had most often."""

    name = MEMORY

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        model = _model(parameters)
        self.version = model.fingerprint
        self._memory = seen_strings_of(model.outer)
        self._read = Reader(encoder=0)

    def suggest(self, text: str) -> list[Suggestion]:
        tokenized = self._read(text)
        found: list[Suggestion] = []
        for first, last, counts in self._memory.matches(tokenized):
            labelled = {label: count for label, count in counts.items() if label not in (REFUSED, INSIDE)}
            best = sorted(labelled, key=lambda label: (-labelled[label], label))
            share = labelled[best[0]] / counts.total()
            if share > _SURE:
                start, end = tokenized.places[first][0], tokenized.places[last - 1][1]
                found.append(Suggestion(start, end, best[0], round(share, 4), best[1] if len(best) > 1 else None))
        return found


class _Following:
    """Suggests by a model, again for what is left after each decision."""

    def __init__(self, tagger: TaggerModel, patterns: Patterns, adviser: Adviser | None = None) -> None:
        """``patterns``: labels of what is known by its form, and the project's names for them."""
        self._adviser = adviser
        self._tagger = tagger
        self._patterns = patterns
        self._read = Reader(encoder_at_hand())
        self._articles: OrderedDict[str, FollowedArticle] = OrderedDict()

    def suggest(self, text: str) -> list[Suggestion]:
        """Suggestions for an article in which nothing is decided: outermost spans, and what lies inside them."""
        return self.follow(text, (), 0)

    def follow(self, text: str, confirmed: Sequence[Labelled], end: int) -> list[Suggestion]:
        """Suggestions for what is left, where all that starts before ``end`` is decided and ``confirmed`` is right."""
        return self._article(text).follow(confirmed, end)

    def likelihoods(self, text: str, places: Sequence[Labelled]) -> list[float | None]:
        """How probable exactly each of these is, nothing being decided."""
        return self._article(text).likelihoods(places)

    def candidates(self, text: str) -> list[Suggestion]:
        """What may be there although it is not suggested, nothing being decided."""
        return self._article(text).candidates()

    def _article(self, text: str) -> FollowedArticle:
        if text not in self._articles:
            self._articles[text] = self._tagger.followed(text, self._tokenized(text), self._patterns)
            if len(self._articles) > _KEPT:
                self._articles.popitem(last=False)
        self._articles.move_to_end(text)
        return self._articles[text]

    def _tokenized(self, text: str) -> Tokenized:
        tokenized = self._read(text)
        return advised(tokenized, self._adviser.suggest(text)) if self._adviser else tokenized


class LearnedSuggester(_Following):
    """``learned``: the model that was trained on this project's corrections, or brought from another."""

    name = LEARNED

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        model, pretrained = _model(parameters), _chosen(parameters)
        tagger, self.version = load_tagger(model), model.fingerprint
        patterns: Patterns = {}
        if pretrained is not None:
            tagger = mixed_tagger(tagger, pretrained, len(model.studied))
            self.version += f"+{_fingerprints(pretrained)}"
            patterns = pretrained.patterns_beside(model.labels)
        self.version += _encoder_version()
        adviser = Adviser(msgspec.convert(parameters[ADVISER], AdviserChoice)) if ADVISER in parameters else None
        if adviser is not None:
            self.version += f"+{adviser.version}"
        super().__init__(tagger, patterns, adviser)


class StarterSuggester(_Following):
    """``starter``: a pretrained model; without parameters the one for news, under its own names for labels."""

    name = STARTER

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        chosen = _chosen(parameters) or PretrainedChoice(NEWS, {name: name for name in PRETRAINED[NEWS]})
        self.version = _fingerprints(chosen) + _encoder_version()
        super().__init__(pretrained_tagger(chosen), chosen.patterns)


def _fingerprints(chosen: PretrainedChoice) -> str:
    names = [chosen.name, FURTHER] if chosen.further else [chosen.name]
    return "+".join(pretrained_model(name).fingerprint for name in names)


def _encoder_version() -> str:
    encoder = encoder_at_hand()
    return f"+encoder{encoder}" if encoder else ""


def _model(parameters: Mapping[str, Any]) -> ModelFile:
    path = Path(str(parameters.get(MODEL, "")))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NhanError("learning.no_model", file=str(path), problem=reason_of(error)) from error
    return decode(data, path.name)


def _chosen(parameters: Mapping[str, Any]) -> PretrainedChoice | None:
    return msgspec.convert(parameters[STARTER], PretrainedChoice) if STARTER in parameters else None
