"""What the program's own tables say of themselves, as Markdown in a language."""

import argparse
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping

from nhan.core.cli.commands import COMMANDS
from nhan.core.cli.parser import Parser, parser_for
from nhan.core.formats.aspects import ASPECTS
from nhan.core.formats.format import WHOLE, Format
from nhan.core.formats.registry import FORMATS
from nhan.core.messages import LANGUAGES, say
from nhan.gui.action_spec import Spec
from nhan.gui.actions import ACTIONS
from tests.tools.manual import keys, words
from tests.tools.manual.place import ROOT
from tests.tools.manual.record_fields import fields

DOCUMENTS = {  # of the top level, and the page that each is shown on
    "ARCHITECTURE.md": "../contributors/architecture.md",
    "BENCHMARKS.md": "../contributors/benchmarks.md",
    "CHANGELOG.md": "../whats-new.md",
    "CONTRIBUTING.md": "../contributors/working.md",
    "FORMATS.md": "../data/formats.md",
}
MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_BRACKETS = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]")
_HELD, _WIDE = "\xa0", 100
LINK = re.compile(r"\[([^\]]+)\]\(([^)#:]+)(#[^)]*)?\)")


def literal(text: str) -> str:
    """Words that Markdown must take as they are."""
    return MARKS.sub(r"\\\1", text)


def _by_language(vietnamese: str, english: str) -> Mapping[str, str]:
    return dict(zip(LANGUAGES, (vietnamese, english), strict=True))


# -- keys ---------------------------------------------------------------------------------------------------------

WHAT, KEYS = _by_language("Việc", "What"), _by_language("Phím", "Keys")
IN_THE_ARTICLE = "In the article"


def all_keys(language: str) -> str:
    """A table for each menu: what an action is called, and its keys. The digits are one row."""
    groups: dict[str, dict[str, list[str]]] = {}
    for spec in ACTIONS:
        if spec.keys:
            shown = [keys.html(key) for key in spec.keys]
            groups.setdefault(_group(spec, language), {}).setdefault(words.title(spec, language), []).extend(shown)
    lines = []
    for name, rows in groups.items():
        lines += [f"## {name}", "", f"| {WHAT[language]} | {KEYS[language]} |", "| --- | --- |"]
        lines += [f"| {literal(title)} | {' &nbsp; '.join(shown)} |" for title, shown in rows.items()] + [""]
    return "\n".join(lines)


def _group(spec: Spec, language: str) -> str:
    return words.menu(spec, language) if spec.menu else words.of_table("KeySheet", IN_THE_ARTICLE, language)


def keyless(language: str) -> str:
    """What menus and the list of commands have beside that."""
    rows = [spec for spec in ACTIONS if not spec.keys and spec.menu]
    return "\n".join(f"- {words.menu(spec, language)} › {words.title(spec, language)}" for spec in rows)


# -- the command line ---------------------------------------------------------------------------------------------


def commands(language: str) -> str:
    """Each command with its arguments, from the parser's own words."""
    top = parser_for(COMMANDS, language)
    lines = []
    for command in COMMANDS:
        told = top.sentence(command.help)
        parser = Parser(prog=f"nhan {command.name}", language=language, description=told)
        command.arguments(parser, parser.sentence)
        lines += [f"## nhan {command.name}", "", literal(_sentence(told)), "", "```text", *_usage(parser)]
        lines += ["```", "", *_arguments(parser), ""]
    return "\n".join(lines)


def _usage(parser: Parser) -> list[str]:
    """The lines of how a command is used, in the same way on every terminal."""
    used = " ".join(parser.format_usage().partition(" ")[2].partition("nhan ")[1:]).split()
    held = _BRACKETS.sub(lambda found: found[0].replace(" ", _HELD), " ".join(used))
    lines = textwrap.wrap(held, _WIDE, subsequent_indent=" " * 4, break_on_hyphens=False, break_long_words=False)
    return [line.replace(_HELD, " ") for line in lines]


def _arguments(parser: Parser) -> Iterator[str]:
    """A definition of each, ``-h`` and ``--lang`` left out, which all commands have."""
    formatter = parser._get_formatter()
    for action in parser._actions:
        if action.help is argparse.SUPPRESS or action.dest in ("help", "lang"):
            continue
        yield f"`{_invocation(action, formatter)}`"
        yield f": {literal(_sentence(formatter._expand_help(action)))}"
        yield ""


def _invocation(action: argparse.Action, formatter: argparse.HelpFormatter) -> str:
    """ "-o, --output FILE", in the same way with every version of Python."""
    if not action.option_strings:
        return formatter._format_action_invocation(action)
    value = (
        formatter._format_args(action, formatter._get_default_metavar_for_optional(action)) if action.nargs != 0 else ""
    )
    return f"{', '.join(action.option_strings)} {value}".rstrip()


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


# -- formats ------------------------------------------------------------------------------------------------------

IN, OUT, FOLDER = (
    _by_language("nhập", "in"),
    _by_language("xuất", "out"),
    _by_language("xuất (thư mục)", "out (folder)"),
)
CARRIES = _by_language("giữ được: {what}", "carries {what}")
ALL = _by_language("mọi thứ", "everything")
NOTHING = _by_language("chỉ các cụm", "spans only")
TRIED = _by_language("đã thử với {what}", "tried with {what}")


def formats(language: str) -> str:
    """What each format is, which ways it goes, and what it carries."""
    return "\n".join(line for each in FORMATS for line in _format(each, language))


def _format(each: Format, language: str) -> Iterator[str]:
    ways = [IN] if each.read else []
    ways += [FOLDER if each.write_folder else OUT] if each.writable else []
    names = [say(ASPECTS[name], language) for name in each.carries.names]
    what = ALL[language] if each.carries == WHOLE else ", ".join(names) or NOTHING[language]
    told = [", ".join(way[language] for way in ways), CARRIES[language].format(what=what)]
    told += [TRIED[language].format(what=each.proof)] if each.proof else []
    yield from (f"`{each.name}` {literal(say(each.title, language))}", f": {literal('; '.join(told))}.", "")


# -- documents of the top level -----------------------------------------------------------------------------------


def document(name: str) -> Callable[[str], str]:
    """One of ``DOCUMENTS`` without its heading. Links to what the manual does not show become words."""

    def link(found: re.Match[str]) -> str:
        target = DOCUMENTS.get(found[2])
        return f"[{found[1]}]({target})" if target else f"`{found[1].strip('`')}`"

    def read(_: str) -> str:
        text = (ROOT / name).read_text(encoding="utf-8")
        return LINK.sub(link, text.partition("\n")[2]).strip()

    return read


PARTS: Mapping[str, Callable[[str], str]] = {
    "keys": all_keys,
    "keyless": keyless,
    "commands": commands,
    "fields": fields,
    "formats": formats,
    "architecture": document("ARCHITECTURE.md"),
    "benchmarks": document("BENCHMARKS.md"),
    "changelog": document("CHANGELOG.md"),
    "contributing": document("CONTRIBUTING.md"),
}
