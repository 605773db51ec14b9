"""``nhan COMMAND``: finds the command, runs it, and says in one sentence what is wrong."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from nhan.core.bug_report import report
from nhan.core.cli.commands import COMMANDS
from nhan.core.cli.language import language_of
from nhan.core.cli.parser import UsageError, parser_for
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.window_settings import window_setting
from nhan.core.messages import Message, NhanError
from nhan.core.system_reason import reason_of
from nhan.core.updates import SETTING, newest, told

OK, BAD_INPUT, BAD_USAGE, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str]) -> int:
    """Run ``nhan ARGV``. Returns 0 (done), 1 (bad input: one sentence on stderr), 2 (bad usage) or 130 (Ctrl+C)."""
    _let_all_characters_through()
    terminal = Terminal(language_of(argv))
    try:
        code = _run(argv, terminal)
        terminal.out.flush()
        return code
    except UsageError as error:
        error.tell(terminal)
        return BAD_USAGE
    except NhanError as error:
        terminal.complain(error.message)
        return BAD_INPUT
    except BrokenPipeError:
        _stop_writing()
        return OK  # who reads our output has enough of it
    except OSError as error:
        terminal.complain(_of_disk(error))
        return BAD_INPUT
    except KeyboardInterrupt:
        terminal.warn("cli.interrupted")
        return INTERRUPTED


def _of_disk(error: OSError) -> Message:
    if error.filename is None:
        return Message("cli.system", {"reason": reason_of(error)})
    return Message("cli.disk", {"file": str(error.filename), "reason": reason_of(error)})


def _run(argv: Sequence[str], terminal: Terminal) -> int:
    parser = parser_for(COMMANDS, terminal.language)
    try:
        arguments: argparse.Namespace = parser.parse_args(argv)
    except SystemExit:  # --help has been printed
        return OK
    if arguments.newer:
        setting = window_setting(SETTING)
        terminal.out.write(terminal.say(told(newest(setting if isinstance(setting, str) else ""))) + "\n")
        return OK
    if arguments.version:
        terminal.out.write(report() if arguments.verbose else f"nhan {version('nhan')}\n")
        return OK
    command = next((each for each in COMMANDS if each.name == arguments.command), None)
    if command is None:
        raise UsageError(Message("cli.usage.no_command"), parser.format_usage())
    return command.run(arguments, terminal)


def _let_all_characters_through() -> None:
    """A terminal that cannot show Vietnamese, or a file's name that is no text, must not end in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _stop_writing() -> None:
    """Python flushes stdout once more at its end, and would complain."""
    try:
        number = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
