"""Keys as the manual shows them."""

from nhan.gui.actions import ACTIONS, BY_ID

NAMES = {"Return": "Enter", "Del": "Delete", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
HELD = ("Ctrl", "Alt", "Shift")  # while another key is pressed


def shown(key: str) -> str:
    """A key of the table of actions as it stands on a keyboard: "Ctrl+Enter"."""
    return "+".join(NAMES.get(part, part) for part in parts(key))


def parts(key: str) -> list[str]:
    """ "Ctrl++" is Ctrl and +."""
    return [*key[:-2].split("+"), "+"] if key.endswith("++") else key.split("+")


def html(key: str) -> str:
    """The same, each key in its box, and all of them on one line."""
    boxes = [f"<kbd>{NAMES.get(part, part)}</kbd>" for part in parts(key)]
    return boxes[0] if len(boxes) == 1 else f'<span class="keys">{"+".join(boxes)}</span>'


def first(action: str) -> str:
    """The first key of an action. KeyError: there is no such action, or it has no key."""
    keys = BY_ID[action].keys
    if not keys:
        raise KeyError(action)
    return keys[0]


ALL = frozenset(shown(key) for spec in ACTIONS for key in spec.keys)
