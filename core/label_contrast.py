"""Whether letters in a label's colours can be read on the paper of each theme, and which colours a new label gets."""

from collections.abc import Iterator

from nhan.core.colours import ENOUGH, PAPERS, contrast, legible
from nhan.core.labels import KEYS, Label, LabelSet
from nhan.core.messages import Message

# By theme, the colours of new labels: those of the bundled label sets, which are told apart and can be read.
_COLORS = (
    ("#1d5fbf", "#7fb2ff"),
    ("#b4480a", "#f2a360"),
    ("#1b7a46", "#6fce97"),
    ("#a01f8f", "#f08fe0"),
    ("#5e2a03", "#d8a07a"),
    ("#e11467", "#ff8fb8"),
    ("#6302b0", "#b98aff"),
    ("#0c3759", "#8cc4ee"),
    ("#505a66", "#b4bfcc"),
)


def new_label(labels: LabelSet, name: str) -> Label:
    """A label of that name to begin with: a colour that the set does not have, and a key that is free. No key where the
    set gives none: one that is given would take the others' digits from them (see ``LabelSet.keys``)."""
    used = {label.color for label in labels.labels}
    color, dark = next((pair for pair in _COLORS if pair[0] not in used), _COLORS[len(labels.labels) % len(_COLORS)])
    gives_keys = any(label.key for label in labels.labels)
    key = next((digit for digit in KEYS if gives_keys and labels.with_key(digit) is None), "")
    return Label(name=name, title={}, color=color, color_dark=dark, key=key)


def too_pale(label: Label) -> Iterator[Message]:
    """What is to be said of the colours that cannot be read. They may stay: tags are drawn in a shade that can."""
    dark = label.color_dark or label.color
    for key, color, paper in (
        ("labels.contrast.light", label.color, PAPERS["light"]),
        ("labels.contrast.dark", dark, PAPERS["dark"]),
    ):
        found = contrast(color, paper)
        if found < ENOUGH:
            fields = {"contrast": f"{found:.1f}", "enough": ENOUGH, "nearest": legible(color, paper)}
            yield Message(key, {"color": color, **fields})
