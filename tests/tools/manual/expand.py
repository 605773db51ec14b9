"""Turns what a page says of the program into Markdown: keys, titles of actions, texts of the window, pictures.

{key}`accept`            the key of an action
{kbd}`Enter`             a key that is some action's, or held with another
{do}`accept`             what an action is called
{menu}`export`           the menu it is in, and what it is called there
{ui}`Chấp nhận`          a text of the window
{say}`agreement.exact`   a sentence of the program's tables, by its key
![words](tour:NAME)      a picture of the tour, in the reader's theme
![words](recording:NAME) what the tour has recorded
[words](en:PAGE)         a page in the other language
<!-- generated: NAME --> what ``generated.PARTS`` makes

Blocks of code stay as they are.
"""

import re
from collections.abc import Callable, Mapping
from html import escape

from nhan.core.messages import table
from nhan.gui.actions import BY_ID
from tests.tools.manual import keys, words
from tests.tools.manual.generated import PARTS
from tests.tools.manual.pictures import Size, recording_html, tour_html
from tests.tools.manual.place import ManualError

ROLE = re.compile(r"\{(key|kbd|do|menu|ui|say)\}`([^`]+)`")
PICTURE = re.compile(r"!\[([^\]]*)\]\((tour|recording):([\w-]+)\)")
ELSEWHERE = re.compile(r"\[([^\]]+)\]\((vi|en):([\w/.#-]+)\)")
CODE = re.compile(r"(^```.*?^```$)", re.M | re.S)
GENERATED = re.compile(r"^<!-- generated: ([\w-]+) -->$", re.M)


def expand(text: str, page: str, language: str, sizes: Mapping[str, Size]) -> str:
    """The page as Markdown alone. ManualError: it says something that is not so."""
    up = "../" * page.count("/")

    def role(found: re.Match[str]) -> str:
        try:
            return ROLES[found[1]](found[2], language)
        except KeyError:
            raise ManualError(f"{language}/{page}: {found[0]} is not in the program") from None

    def picture(found: re.Match[str]) -> str:
        said, kind, name = found.groups()
        try:
            return (tour_html if kind == "tour" else recording_html)(name, said, f"{up}pictures/", sizes)
        except KeyError:
            raise ManualError(f"{language}/{page}: there is no picture {name}") from None

    def elsewhere(found: re.Match[str]) -> str:
        address, _, anchor = found[3].partition("#")
        link = f"{up}../{found[2]}/{address}.html{'#' if anchor else ''}{anchor}"
        return f'<a href="{escape(link)}" hreflang="{found[2]}">{escape(found[1])}</a>'

    def generated(found: re.Match[str]) -> str:
        if found[1] not in PARTS:
            raise ManualError(f"{language}/{page}: nothing generates {found[1]}")
        return PARTS[found[1]](language)

    def prose(part: str) -> str:
        # What is generated comes last: it stands as it is.
        return GENERATED.sub(generated, ELSEWHERE.sub(elsewhere, PICTURE.sub(picture, ROLE.sub(role, part))))

    return outside_code(text, prose)


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """The text with all changed that is in no block of code."""
    return "".join(part if at % 2 else change(part) for at, part in enumerate(CODE.split(text)))


def _key(action: str, _: str) -> str:
    return keys.html(keys.first(action))


def _kbd(key: str, _: str) -> str:
    if key not in keys.ALL and key not in keys.HELD:
        raise KeyError(key)
    return keys.html(key)


def _do(action: str, language: str) -> str:
    return f"**{words.title(BY_ID[action], language)}**"


def _menu(action: str, language: str) -> str:
    spec = BY_ID[action]
    return f"**{words.menu(spec, language)} › {words.title(spec, language)}**"


def _ui(text: str, language: str) -> str:
    if words.plain(text) not in words.all_of(language):
        raise KeyError(text)
    return f"**{text}**"


def _say(key: str, language: str) -> str:
    return f"**{table(language)[key]}**"


ROLES: Mapping[str, Callable[[str, str], str]] = {
    "key": _key,
    "kbd": _kbd,
    "do": _do,
    "menu": _menu,
    "ui": _ui,
    "say": _say,
}
