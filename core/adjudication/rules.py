"""Deciding without a curator: by what all agree on, by the majority, or by who is trusted. Signed by the rule."""

from enum import Enum
from typing import assert_never

from nhan.core.adjudication.disagreements import Disagreement, PeopleVersion
from nhan.core.adjudication.ranking import Trust, ranked


class Rule(Enum):
    """Who decides."""

    AGREED = "agreed"  # nothing is decided: only what all have enters
    MAJORITY = "majority"  # what more than half had; where nobody has more, the stop stays open
    TRUST = "trust"  # what the more trusted had, together


RULES = frozenset(rule.value for rule in Rule)  # how they sign


def by_rule(rule: Rule, article_id: str, stop: Disagreement, trust: Trust) -> PeopleVersion | None:
    """The version that the rule takes, None where it takes none."""
    match rule:
        case Rule.AGREED:
            return None
        case Rule.MAJORITY:
            most = max(stop.versions, key=lambda version: len(version.voters))
            return most if 2 * len(most.voters) > len(stop.people) else None
        case Rule.TRUST:
            order = ranked(article_id, stop, trust)
            return max(order, key=lambda version: trust.of_version(stop, version))
        case never:
            assert_never(never)
