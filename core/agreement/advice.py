"""What to do about the figures: let several people do more articles, and look where labels are taken for each other.

As many articles as it takes until the interval of exact F1 is narrow enough.

An interval narrows with the root of the articles. How much articles differ is in it already, which no rule of thumb
knows: 7 to 44 articles make it ± .05. Before there is one that can be trusted, the rule of thumb stands.
"""

from collections import Counter
from collections.abc import Iterator
from math import ceil

import msgspec

from nhan.core.agreement.measures import LEADING
from nhan.core.agreement.result import NOTHING, TOO_FEW, Agreement, Figure
from nhan.core.messages import Message

WANTED, WANTED_BY_LABEL = 0.05, 0.1  # half the width of an interval
SHARED, SHARED_FOR_RARE = 30, 60  # articles; the rule of thumb
MOST_LABELS = 3  # that are named


class RareLabel(msgspec.Struct, frozen=True):
    """A label of which too little is known: in how many shared articles it is, and how many more of any it takes."""

    name: str
    articles: int
    more: int


class SharedAdvice(msgspec.Struct, frozen=True):
    """``articles``: that several people are done with; ``within``: half the interval of exact F1, None where there is
    none; ``more``: how many more it takes; ``labels``: those that take even more, who most first."""

    articles: int
    within: float | None
    more: int
    labels: tuple[RareLabel, ...]

    @property
    def in_words(self) -> list[Message]:
        """A sentence on all labels together, and one on those that take more."""
        if self.more and self.articles < TOO_FEW:  # every label would be a rare one
            return [Message("agreement.more_at_first", {"more": self.more, "articles": self.articles})]
        within = "–" if self.within is None else f"± {self.within:.3f}"
        fields = {"more": self.more, "articles": self.articles, "within": within, "wanted": f"± {WANTED}"}
        said = [Message("agreement.more_articles", fields) if self.more else Message("agreement.enough", fields)]
        if self.labels:
            names = ", ".join(each.name for each in self.labels[:MOST_LABELS])
            fields = {"labels": names, "count": len(self.labels), "more": self.labels[0].more}
            said.append(Message("agreement.more_for_labels", fields | {"wanted": f"± {WANTED_BY_LABEL}"}))
        return said


def advice_in_words(found: Agreement, everybody: bool) -> list[Message]:
    """Who is left out, and what to do next. ``everybody``: all were compared with all; else it says nothing of how many
    share an article."""
    compared = found.people_compared
    missing = ", ".join(name for name in found.people if name not in compared)
    said = [Message("agreement.not_compared", {"people": missing})] if missing else []
    return [*said, *(shared_advice(found).in_words if everybody else ()), *_where_to_look(found)]


def _where_to_look(found: Agreement) -> Iterator[Message]:
    """The two labels that are taken for each other most often, or the one that the other most often has not."""
    counts: Counter[tuple[str, str]] = Counter()
    for cell in found.confusion:
        if cell.first != cell.second:
            counts[max(cell.first, cell.second), min(cell.first, cell.second)] += cell.count
    most = max(counts, key=lambda pair: (counts[pair], pair), default=None)
    if most is not None and most[1] == NOTHING:
        yield Message("agreement.look_at_missing", {"label": most[0], "count": counts[most]})
    elif most is not None:
        yield Message("agreement.look_at_labels", {"first": most[1], "second": most[0], "count": counts[most]})


def shared_advice(found: Agreement) -> SharedAdvice:
    """What the figures say of how many more articles several people should do."""
    whole = found.figures.get(LEADING, Figure(None))
    more = max(0, _needed(found.articles, whole, WANTED, SHARED) - found.articles)
    labels: list[RareLabel] = []
    for each in found.labels:
        figure = each.figures.get(LEADING, Figure(None))
        needed = _needed(each.articles, figure, WANTED_BY_LABEL, 0)
        shared = ceil(needed * found.articles / each.articles) if each.articles else 0
        if each.articles < TOO_FEW:
            shared = max(shared, SHARED_FOR_RARE)
        if shared > found.articles + more:
            labels.append(RareLabel(each.name, each.articles, shared - found.articles))
    labels.sort(key=lambda each: (-each.more, each.name))
    return SharedAdvice(found.articles, _within(whole), more, tuple(labels))


def _within(figure: Figure) -> float | None:
    return None if figure.low is None or figure.high is None else (figure.high - figure.low) / 2


def _needed(articles: int, figure: Figure, wanted: float, least: int) -> int:
    """How many articles make the interval as narrow as wanted; from too few of them no fewer than ``least``."""
    within = _within(figure)
    needed = 0 if within is None else ceil(round(articles * (within / wanted) ** 2, 6))
    return needed if within is not None and articles >= TOO_FEW else max(needed, least)
