"""Which backups stay: the nearer, the more of them."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import msgspec


class Keep(msgspec.Struct, frozen=True):
    """Of the backups of the last ``within``, the newest of each period that ``period`` tells by a date."""

    within: timedelta
    period: Callable[[datetime], object]


KEEP = (
    Keep(timedelta(days=7), lambda at: at),  # every one
    Keep(timedelta(weeks=8), lambda at: at.isocalendar()[:2]),  # one a week
    Keep(timedelta(days=366), lambda at: (at.year, at.month)),  # one a month
)
MOST = 50  # backups of the last week, where somebody makes one after another


def kept(made_at: Iterable[datetime], now: datetime) -> set[datetime]:
    """Those of the backups that stay. The newest always does, and so does what is dated in the future: a clock was
    wrong then."""
    newest_first = sorted(made_at, reverse=True)
    stay = set(newest_first[:1])
    for rule in KEEP:
        seen: dict[object, datetime] = {}
        for at in newest_first:
            if now - at <= rule.within:
                seen.setdefault(rule.period(at), at)
        stay |= set([*seen.values()][:MOST])
    return stay
