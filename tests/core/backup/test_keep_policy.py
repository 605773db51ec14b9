"""The nearer in time, the more backups stay."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from nhan.core.backup.keep_policy import MOST, kept

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def days_kept(*ages: float) -> list[float]:
    """Of backups so many days old, the ages of those that stay."""
    stay = kept([NOW - age * DAY for age in ages], NOW)
    return [age for age in ages if NOW - age * DAY in stay]


def test_all_of_the_last_week_stay() -> None:
    assert days_kept(0, 0.1, 0.2, 3, 7) == [0, 0.1, 0.2, 3, 7]


def test_then_one_a_week_then_one_a_month_then_none() -> None:
    """A project backed up every day for two years."""
    ages = range(730)
    found = days_kept(*ages)
    assert found[:8] == list(range(8))
    weekly = [age for age in found if 7 < age <= 56]
    assert all((NOW - age * DAY).isoweekday() == 7 for age in weekly if age not in (27, 58)) and 7 <= len(weekly) <= 10
    monthly = [age for age in found if age > 56]
    assert len(monthly) == 11 and all((NOW - (age - 1) * DAY).day == 1 for age in monthly)
    assert max(found) <= 366
    assert days_kept(*found) == found


def test_what_is_kept_today_was_kept_day_by_day() -> None:
    """Letting go as the days pass leaves one for every period, not only for those that are known of by then."""
    there: set[datetime] = set()
    for day in range(400):
        now = NOW + day * DAY
        there = kept(there | {now}, now)
    last = NOW + 399 * DAY
    ages = sorted((last - at).days for at in there)
    assert ages[:8] == list(range(8))
    assert all(second - first <= 32 for first, second in pairwise(ages))
    assert 330 < ages[-1] <= 366


def test_the_only_one_stays_however_old_and_so_does_one_of_a_clock_that_was_wrong() -> None:
    assert days_kept(5000) == [5000]
    assert days_kept(-3000, 0, 20, 21) == [-3000, 0, 20]


def test_many_on_one_day_do_not_fill_the_disk() -> None:
    minutes = [minute / 1440 for minute in range(200)]
    assert days_kept(*minutes) == minutes[:MOST]
