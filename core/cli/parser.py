"""Reading the arguments, with help and complaints in the user's language.

argparse speaks English and translates itself through the process's gettext catalogue alone; its few sentences are
recognised here and said again in the user's language.
"""

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from nhan.core.cli.command import Command
from nhan.core.cli.terminal import Terminal
from nhan.core.messages import LANGUAGES, Message, say


class UsageError(Exception):
    """The arguments make no sense: the sentence, and how the command is used."""

    def __init__(self, message: Message, usage: str) -> None:
        super().__init__(message.key)
        self.message = message
        self.usage = usage

    def tell(self, terminal: Terminal) -> None:
        print(self.usage.rstrip(), file=terminal.err)
        terminal.complain(self.message)


_COMPLAINTS = (
    (r"the following arguments are required: (?P<names>.*)", "cli.usage.required"),
    (r"unrecognized arguments: (?P<names>.*)", "cli.usage.unknown"),
    (r"argument (?P<name>.*?): expected .*argument.*", "cli.usage.value_missing"),
    (
        r"argument (?P<name>.*?): invalid choice: '?(?P<value>.*?)'? \(.*?choose from (?P<choices>.*)\)",
        "cli.usage.choice",
    ),
    (r"argument (?P<name>.*?): invalid .* value: '?(?P<value>.*?)'?", "cli.usage.value"),
    (r"argument (?P<name>.*?): ignored explicit argument '?(?P<value>.*?)'?", "cli.usage.no_value"),
    (r"argument (?P<name>.*?): not allowed with argument (?P<value>.*)", "cli.usage.not_together"),
    (r"argument (?P<name>[^:]*): (?P<problem>.*)", "cli.usage.problem"),
)


class _Formatter(argparse.HelpFormatter):
    """Writes its own word before how a command is used."""

    def __init__(self, prog: str, prefix: str) -> None:
        super().__init__(prog)
        self._prefix = prefix

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._prefix if prefix is None else prefix)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Paragraph by paragraph; a line that begins with a space is an example and stays as it is."""
        fill = super()._fill_text
        return "\n".join(each if each[:1] == " " else fill(each, width, indent) for each in text.split("\n"))


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that speaks the user's language and raises instead of exiting."""

    def __init__(self, *, prog: str, language: str, description: str = "") -> None:
        self.language = language
        super().__init__(prog, description=description, add_help=False, allow_abbrev=False)
        self._positionals.title = self.sentence("cli.help.title.arguments")
        self._optionals.title = self.sentence("cli.help.title.options")
        self.add_argument("-h", "--help", action="help", help=self.sentence("cli.help.help"))
        self.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=self.sentence("cli.help.lang"))

    def sentence(self, key: str) -> str:
        return say(Message(key), self.language)

    def _get_formatter(self) -> argparse.HelpFormatter:
        return _Formatter(self.prog, self.sentence("cli.help.title.usage") + " ")

    def error(self, message: str) -> NoReturn:
        for pattern, key in _COMPLAINTS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                raise UsageError(Message(key, found.groupdict()), self.format_usage())
        raise UsageError(Message("cli.usage.other", {"message": message}), self.format_usage())


def parser_for(commands: Sequence[Command], language: str) -> Parser:
    """The parser of all commands. The command that was given is in the result as ``command``."""
    top = Parser(prog="nhan", language=language)
    top.description = top.sentence("cli.help.nhan")
    top.epilog = top.sentence("cli.help.end")
    top.add_argument("--version", action="store_true", help=top.sentence("cli.help.version"))
    top.add_argument("--verbose", action="store_true", help=top.sentence("cli.help.verbose"))
    top.add_argument("--newer", action="store_true", help=top.sentence("cli.help.newer"))
    below = top.add_subparsers(
        dest="command", metavar=top.sentence("cli.help.command"), title=top.sentence("cli.help.title.commands")
    )
    for command in commands:
        words = top.sentence(command.help)
        sub = below.add_parser(command.name, help=words, description=words, language=language)
        command.arguments(sub, sub.sentence)
    return top
