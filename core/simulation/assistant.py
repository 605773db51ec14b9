"""The suggestions that an annotator sees while going down an article, changed by the decisions above or not."""

from collections.abc import Iterable
from typing import Protocol

from nhan.core.propagation.carry_over import carry_over
from nhan.core.suggestion import Labelled, Suggestion
from nhan.core.tagger.online.offsets import as_suggestions, decide
from nhan.core.tagger.online.remainder import Remainder
from nhan.core.tagger.tokenized import Tokenized


class Assistant(Protocol):
    """Suggests for one article."""

    def suggestions(self) -> list[Suggestion]:
        """The suggestions below the last decision, in order."""
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
        self._below: list[Labelled] = sorted(self._made)

    def suggestions(self) -> list[Suggestion]:
        return [self._made.get(each) or Suggestion(*each) for each in self._below]

    def decided(self, old: Labelled | None, new: Labelled | None, end: int) -> None:
        below = [each for each in self._below if each[0] >= end]
        self._below = carry_over(self._text, below, old, new) if self._memory else below


class FollowingAssistant:
    """The learned model, asked again about the remainder of the article after each decision."""

    def __init__(self, tokenized: Tokenized, remainder: Remainder) -> None:
        self._tokenized = tokenized
        self._remainder = remainder

    def suggestions(self) -> list[Suggestion]:
        return as_suggestions(self._tokenized, self._remainder.predictions())

    def decided(self, old: Labelled | None, new: Labelled | None, end: int) -> None:  # noqa: ARG002
        decide(self._tokenized, self._remainder, [new] if new else [], end)
