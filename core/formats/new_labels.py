"""Labels of other programs in a project's set: what is called otherwise, and what is added."""

from collections.abc import Iterable, Mapping

import msgspec

from nhan.core.formats.format import Incoming
from nhan.core.labels import Label, LabelSet
from nhan.core.messages import NhanError
from nhan.core.model import Span

# Hues that can be told apart, in the light theme and in the dark one.
_COLORS = (
    *("#b3261e", "#1565c0", "#2e7d32", "#8e24aa", "#ef6c00", "#00838f"),
    *("#6d4c41", "#ad1457", "#558b2f", "#4527a0", "#f9a825", "#37474f"),
)


def parse_map(pairs: Iterable[str]) -> dict[str, str]:
    """``["PER=PERSON"]`` as a mapping. NhanError for what is no pair."""
    found: dict[str, str] = {}
    for pair in pairs:
        old, sign, new = pair.rpartition("=")
        if not sign or not old or not new:
            raise NhanError("formats.no_pair", pair=pair)
        found[old] = new
    return found


def renamed(incoming: Incoming, names: Mapping[str, str]) -> Incoming:
    """The article with its labels called as the mapping says."""
    if not names:
        return incoming
    spans = tuple(_renamed(span, names) for span in incoming.spans)
    return msgspec.structs.replace(incoming, spans=spans)


def _renamed(span: Span, names: Mapping[str, str]) -> Span:
    other = names.get(span.runner_up) if span.runner_up else None
    changes = {"label": names.get(span.label, span.label), "runner_up": other or span.runner_up}
    return msgspec.structs.replace(span, **changes)


def with_labels(labels: LabelSet, names: Iterable[str]) -> LabelSet:
    """The set with these labels behind its own, each with a colour and, while there are any, a free digit."""
    taken = {label.key for label in labels.labels}
    free = [digit for digit in "1234567890" if digit not in taken]
    used = {label.color for label in labels.labels}
    colors = [color for color in _COLORS if color not in used] or list(_COLORS)
    added = [
        Label(
            name=name,
            title={"vi": name, "en": name},
            color=colors[at % len(colors)],
            key=free[at] if at < len(free) else "",
        )
        for at, name in enumerate(names)
    ]
    return msgspec.structs.replace(labels, labels=(*labels.labels, *added))
