"""What a picture shows: how the window is brought there, and which actions lead to it."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

import msgspec
from PySide6.QtWidgets import QWidget

from nhan.gui.tour.tour import Tour

Arrange = Callable[[Tour], object]


def nothing(_: Any) -> None:
    """As it is."""


class Picture(msgspec.Struct, frozen=True):
    """``arrange`` brings the window into the state; ``shown`` says which part of it is the picture (None: all).

    ``actions`` are the ids of those whose effect can be seen in it.
    """

    name: str
    arrange: Arrange = nothing
    actions: tuple[str, ...] = ()
    shown: Callable[[Tour], QWidget] | None = None

    def take(self, tour: Tour) -> None:
        """In both themes."""
        self.arrange(tour)
        tour.take(self.name, self.shown)


class DialogPicture(msgspec.Struct, frozen=True):
    """``ask`` has a dialog come up, which ``fill`` may be given something by, and which is left without an answer."""

    name: str
    ask: Arrange
    actions: tuple[str, ...] = ()
    fill: Callable[[QWidget], object] = nothing

    def take(self, tour: Tour) -> None:
        """In both themes: it is asked twice."""
        tour.take_dialog(self.name, partial(self.ask, tour), self.fill)


class Shown(Protocol):
    """What a group can have: pictures, and what lasts longer."""

    @property
    def name(self) -> str: ...
    @property
    def actions(self) -> tuple[str, ...]: ...
    def take(self, tour: Tour) -> None: ...


class Group(msgspec.Struct, frozen=True):
    """Pictures that are taken one after the other, from the window that ``begin`` opens.

    ``main``: they show the main job. ``suggests``: suggesters and trainings run meanwhile.
    """

    begin: Arrange
    pictures: tuple[Shown, ...]
    end: Arrange = nothing
    main: bool = False
    suggests: bool = False


def trigger(action: str) -> Arrange:
    """What an action of the table does."""
    return lambda tour: tour.window.actions_by_id[action].trigger()


def doing(*actions: str) -> Arrange:
    """The keys of these actions, pressed on the article."""
    return lambda tour: tour.do(*actions)


def page(action: str, name: str = "", first: Arrange = nothing, then: Arrange = nothing) -> Picture:
    """The window after an action; ``first`` leads to where it is pressed, ``then`` goes on from there."""

    def arrange(tour: Tour) -> None:
        for step in (first, trigger(action), then):
            step(tour)
            tour.settle()

    return Picture(name or action, arrange, (action,))


def dialog(action: str, name: str = "", fill: Callable[[QWidget], object] = nothing) -> DialogPicture:
    """The dialog that an action opens."""
    return DialogPicture(name or action, trigger(action), (action,), fill)
