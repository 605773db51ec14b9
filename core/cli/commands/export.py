"""``nhan export``: takes articles and their spans out of a project."""

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path

import msgspec

from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.reading import add_annotator, open_to_read, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.exporting import DEFAULT, Export, ExportOptions
from nhan.core.formats.format import Loss, Words, reason_of
from nhan.core.formats.registry import find, names
from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.suggest.client import SuggestClient
from nhan.core.suggest.outcome import SuggestFailed

STDOUT = "-"
MOST_LISTED = 100  # lost spans on the screen; more go into a file


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help=say("cli.help.export.output"))
    formats = f"{say('cli.help.export.format')} {', '.join(names(writable=True))} ({say('cli.help.default')} {DEFAULT})"
    parser.add_argument("--format", metavar="NAME", default=DEFAULT, help=formats)
    parser.add_argument("--status", choices=("all", "done"), default="all", help=say("cli.help.export.status"))
    parser.add_argument("--suggested", action="store_true", help=say("cli.help.export.suggested"))
    parser.add_argument("--rejected", action="store_true", help=say("cli.help.export.rejected"))
    parser.add_argument("--unit", choices=("syllable", "word"), default="syllable", help=say("cli.help.export.unit"))
    parser.add_argument("--skip-bad", action="store_true", help=say("cli.help.export.skip_bad"))
    add_annotator(parser, say)
    add_progress(parser, say)


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    session = open_to_read(given.folder, wanted(given))
    to_file = given.output != STDOUT
    lost: list[Loss] = []
    with ExitStack() as stack:
        bar = stack.enter_context(terminal.progress(len(session.project), given.progress, "cli.export.progress"))
        options = ExportOptions(
            format_name=given.format,
            done_only=given.status == "done",
            suggested=given.suggested,
            rejected=given.rejected,
            words=_words(stack) if given.unit == "word" and find(given.format).tokens else None,
            skip_bad=given.skip_bad,
            seen=bar.update,
            lost=lost.append,
        )
        export = Export(session.snapshot(), options)
        try:
            _write(export, given.output)
        except BrokenPipeError:
            raise
        except OSError as error:  # a failed write names no file, or the temporary one
            raise NhanError("cli.disk", file=given.output, reason=reason_of(error)) from None
    for fault in session.journals.faults:
        terminal.complain(fault)
    _report(export, given, lost, terminal, to_file)
    return 0


def _words(stack: ExitStack) -> Words:
    """Words come from underthesea, which runs in a process of its own."""
    worker = stack.enter_context(SuggestClient())

    def words(text: str) -> tuple[tuple[int, int], ...]:
        found = worker.words(text).result()
        if isinstance(found, SuggestFailed):
            raise NhanError(found.message.key, **found.message.fields)
        return found

    return words


def _write(export: Export, output: str) -> None:
    path = Path(output)
    if output == STDOUT:
        export.to_stream(sys.stdout.buffer)
    elif path.exists() and not path.is_file() and not path.is_dir():  # a device or a pipe: nothing to be replaced
        with path.open("wb") as stream:
            export.to_stream(stream)
    else:
        export.to_file(Disk(), path)


def _report(export: Export, given: argparse.Namespace, lost: list[Loss], terminal: Terminal, to_file: bool) -> None:
    _list(lost, given, terminal, to_file)
    done = export.report
    for fault in done.skipped:
        terminal.complain(fault)
    if done.skipped:
        terminal.warn("cli.export.skipped", count=len(done.skipped))
    if done.waiting:
        terminal.warn("cli.export.waiting", count=done.waiting)
    if done.disputes:
        terminal.warn("cli.export.disputes", count=done.disputes)
    if done.unfinished and find(given.format).tokens:
        terminal.warn("cli.export.unfinished", count=done.unfinished)
    say = terminal.tell if to_file else terminal.warn
    say("cli.export.done", articles=done.articles, spans=done.spans, file=given.output)


def _list(lost: list[Loss], given: argparse.Namespace, terminal: Terminal, to_file: bool) -> None:
    """Name every span that was lost: here, or where they are too many to be read here, in a file beside the export."""
    if not lost:
        return
    many = to_file and len(lost) > MOST_LISTED
    for loss in lost[:MOST_LISTED] if many else lost:
        terminal.warn("cli.export.lost", **msgspec.structs.asdict(loss))
    terminal.warn("cli.export.lost_count", count=len(lost), name=given.format)
    if many:
        path = Path(f"{given.output}.lost.jsonl")
        Disk().write_atomic_parts(path, (_line(loss, terminal) for loss in lost))
        terminal.warn("cli.export.lost_file", file=str(path))


def _line(loss: Loss, terminal: Terminal) -> bytes:
    return msgspec.json.encode({**msgspec.structs.asdict(loss), "reason": terminal.say(loss.reason)}) + b"\n"


COMMAND = Command("export", "cli.help.export", arguments, run)
