"""The suggestions that an annotator sees while going down an article, changed by the decisions above or not."""

from collections.abc import Iterable
from typing import Protocol

from nhan.core.propagation.carry_over import carry_over
from nhan.core.suggestion import Labelled, Suggestion, outermost
from nhan.core.tagger.model import TaggerModel
from nhan.core.tagger.online.offsets import as_suggestions, decide
from nhan.core.tagger.tokenized import Tokenized, syllable_runs


class Assistant(Protocol):
    """Suggests for one article."""

    def suggestions(self) -> list[Suggestion]:
        """The suggestions below the last decision, in order; outermost ones."""
        ...

    def inside(self, span: Labelled) -> list[Suggestion]:
        """What is suggested inside a span, in order."""
        ...

    def decided(self, old: Labelled | None, new: Labelled | None, end: int) -> None:
        """Take in a decision: what was suggested, what is right, and the offset up to which the article is settled."""
        ...


class FixedAssistant:
    """Suggestions that were made beforehand; ``memory``: decisions are carried over to the same strings below."""

    def __init__(self, text: str, suggestions: Iterable[Suggestion], *, memory: bool) -> None:
        self._text = text
        self._memory = memory
        self._made = {(each.start, each.end, each.label): each for each in suggestions}
        self._below = outermost(self._made)

    def suggestions(self) -> list[Suggestion]:
        return [self._made.get(each) or Suggestion(*each) for each in self._below]

    def inside(self, span: Labelled) -> list[Suggestion]:
        start, end = span[:2]
        within = ((low, high, label) for low, high, label in self._made if start <= low and high <= end)
        return [self._made[each] for each in outermost(each for each in within if each[:2] != (start, end))]

    def decided(self, old: Labelled | None, new: Labelled | None, end: int) -> None:
        below = [each for each in self._below if each[0] >= end]
        self._below = carry_over(self._text, below, old, new) if self._memory else below


class FollowingAssistant:
    """The learned model, asked again about the remainder of the article after each decision."""

    def __init__(self, tokenized: Tokenized, own: list[list[str]], tagger: TaggerModel) -> None:
        """``own``: the article's features that depend on nothing else."""
        self._tokenized = tokenized
        self._tagger = tagger
        self._remainder = tagger.remainder(tokenized, own)

    def suggestions(self) -> list[Suggestion]:
        return as_suggestions(self._tokenized, self._remainder.predictions())

    def inside(self, span: Labelled) -> list[Suggestion]:
        runs = syllable_runs(self._tokenized, [span])
        return as_suggestions(self._tokenized, self._tagger.inside(self._tokenized, runs))

    def decided(self, old: Labelled | None, new: Labelled | None, end: int) -> None:  # noqa: ARG002
        decide(self._tokenized, self._remainder, [new] if new else [], end)
