"""What a label set says of its labels, as a language model is told it."""

import msgspec

from nhan.core.labels import LabelSet

LANGUAGE = "vi"  # of the texts, and so of what is said of them where the label set says it in more than one


class LabelHelp(msgspec.Struct, frozen=True):
    """A label as it is explained. ``examples``: pieces of text with the spans in brackets."""

    name: str
    title: str = ""
    guideline: str = ""
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        title = f" ({self.title})" if self.title not in ("", self.name) else ""
        first = f"- {self.name}{title}" + (f": {self.guideline}" if self.guideline else "")
        return "\n".join([first, *(f"  {each}" for each in self.examples)])


def label_help(labels: LabelSet) -> list[LabelHelp]:
    """The labels of the set, in its order."""
    return [
        LabelHelp(label.name, _said(label.title), " ".join(_said(label.guideline).split()), label.examples)
        for label in labels.labels
    ]


def _said(texts: dict[str, str]) -> str:
    return texts.get(LANGUAGE) or next(iter(texts.values()), "")
