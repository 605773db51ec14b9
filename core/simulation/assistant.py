"""The suggestions that an annotator sees while going down an article, changed by the decisions above or not."""

from collections.abc import Iterable
from typing import Protocol

from nhan.core.propagation.carry_over import carry_over
from nhan.core.suggestion import Labelled, Suggestion, outermost
from nhan.core.tagger.online.following import FollowedArticle


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
        return _outermost(each for each in self._made.values() if _lies_in(each, span))

    def decided(self, old: Labelled | None, new: Labelled | None, end: int) -> None:
        below = [each for each in self._below if each[0] >= end]
        self._below = carry_over(self._text, below, old, new) if self._memory else below


class FollowingAssistant:
    """The suggester of the window, asked again about the remainder of the article after each decision."""

    def __init__(self, article: FollowedArticle) -> None:
        self._article = article
        self._confirmed: list[Labelled] = []
        self._below = article.follow((), 0)
        self._before: list[Suggestion] = []  # the answer before: a decision leaves what lies inside it standing

    def suggestions(self) -> list[Suggestion]:
        return _outermost(self._below)

    def inside(self, span: Labelled) -> list[Suggestion]:
        now = [each for each in self._below if _lies_in(each, span)]
        left = [each for each in self._before if _lies_in(each, span) and not any(_overlap(each, its) for its in now)]
        return _outermost([*now, *left])

    def decided(self, old: Labelled | None, new: Labelled | None, end: int) -> None:  # noqa: ARG002
        if new is not None:
            self._confirmed.append(new)
        self._before, self._below = self._below, self._article.follow(self._confirmed, end)


def _outermost(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    made = {(each.start, each.end, each.label): each for each in suggestions}
    return [made[each] for each in outermost(made)]


def _lies_in(one: Suggestion, span: Labelled) -> bool:
    return span[0] <= one.start and one.end <= span[1] and (one.start, one.end) != span[:2]


def _overlap(one: Suggestion, other: Suggestion) -> bool:
    return one.start < other.end and other.start < one.end
