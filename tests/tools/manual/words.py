"""What the window says, in a language, as the translations have it: the manual says nothing else of it."""

import xml.etree.ElementTree as ElementTree
from functools import cache

from nhan.core.messages import LANGUAGES
from nhan.gui.action_spec import Spec
from nhan.gui.actions import MENUS
from tests.tools.manual.place import ROOT

ELLIPSIS = "…"


@cache
def _translations() -> dict[tuple[str, str], tuple[str, ...]]:
    """(context, English) -> the Vietnamese, of each plural form."""
    tree = ElementTree.parse(ROOT / "resources" / "i18n" / "nhan_vi.ts")
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for context in tree.getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            found[context.findtext("name", ""), message.findtext("source", "")] = tuple(forms)
    return found


def plain(words: str) -> str:
    """Without the mark of the letter that opens it, and without "…"."""
    return words.replace("&", "").removesuffix(ELLIPSIS)


def of_table(context: str, english: str, language: str) -> str:
    """A text of a table of the window's."""
    return plain(english if language != LANGUAGES[0] else _translations()[context, english][0])


def title(spec: Spec, language: str) -> str:
    """What an action is called."""
    return of_table("actions", spec.text, language)


def menu(spec: Spec, language: str) -> str:
    """The menu that an action is in."""
    return of_table("actions", MENUS[spec.menu], language)


@cache
def all_of(language: str) -> frozenset[str]:
    """Every text of the window, as ``plain`` has it."""
    if language != LANGUAGES[0]:
        return frozenset(plain(english) for _, english in _translations())
    return frozenset(plain(form) for forms in _translations().values() for form in forms)
