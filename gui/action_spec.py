"""What is said of an action in the table of actions, and what answers it."""

from collections.abc import Callable, Mapping
from enum import Enum

import msgspec


class Scope(Enum):
    """Where the keys work: in the text; also in the panes around it, except in text fields and where a pane has its own
    use for them; or everywhere."""

    ARTICLE = "article"
    PANES = "panes"
    WINDOW = "window"


class Needs(Enum):
    """What must be there for the action to make sense."""

    NOTHING = "nothing"
    PROJECT = "project"
    ARTICLE = "article"
    SPAN = "span"


class Spec(msgspec.Struct, frozen=True):
    """One action. ``menu`` "": in no menu, only in palette and key sheet; a change of ``group`` draws a line."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    group: int = 0
    needs: Needs = Needs.ARTICLE
    scope: Scope = Scope.ARTICLE
    repeats: bool = False  # holding the key goes on
    checkable: bool = False
    toolbar: bool = False


Handlers = Mapping[str, Callable[[], object]]  # by the id of the action: what it does
