"""The options that describe a label."""

import argparse

import msgspec
from msgspec.structs import replace

from nhan.core.labels import Label


class LabelOption(msgspec.Struct, frozen=True):
    """One option; ``several``: it may be given more than once."""

    name: str
    metavar: str
    help: str
    several: bool = False

    @property
    def flag(self) -> str:
        return "--" + self.name.replace("_", "-")


LABEL_OPTIONS = (
    LabelOption("title", "TEXT", "cli.help.label.title"),
    LabelOption("color", "#RRGGBB", "cli.help.label.color"),
    LabelOption("color_dark", "#RRGGBB", "cli.help.label.color_dark"),
    LabelOption("key", "DIGIT", "cli.help.label.key"),
    LabelOption("parents", "A,B", "cli.help.label.parents"),
    LabelOption("guideline", "TEXT", "cli.help.label.guideline"),
    LabelOption("example", "TEXT", "cli.help.label.example", several=True),
)


def described(label: Label, given: argparse.Namespace, language: str) -> Label:
    """The label with what the options say of it; what they do not say stays."""
    title = label.title if given.title is None else {**label.title, language: given.title}
    guideline = label.guideline if given.guideline is None else {**label.guideline, language: given.guideline}
    parents = label.parents
    if given.parents is not None:
        parents = tuple(name for each in given.parents.split(",") if (name := each.strip()))
    return replace(
        label,
        title=title,
        color=label.color if given.color is None else given.color,
        color_dark=label.color_dark if given.color_dark is None else given.color_dark,
        key=label.key if given.key is None else given.key,
        parents=parents,
        guideline=guideline,
        examples=label.examples if given.example is None else tuple(filter(None, given.example)),
    )
