"""``nhan export``: takes articles and their spans out of a project."""

import argparse
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.loss_report import LossReport, list_losses
from nhan.core.cli.parser import UsageError
from nhan.core.cli.reading import add_annotator, open_to_read, read_work, viewer, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.export_target import export_target, refuse_targets
from nhan.core.exporting import DEFAULT, Export, ExportOptions
from nhan.core.formats.aspects import ASPECTS
from nhan.core.formats.format import Misaligned, Words
from nhan.core.formats.label_configs import has_label_config, label_config
from nhan.core.formats.registry import find, names
from nhan.core.iob import Scheme
from nhan.core.messages import Message, NhanError
from nhan.core.people.person import read_person
from nhan.core.people.whose import gold_of, reader, title
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.suggest.client import SuggestClient
from nhan.core.suggest.outcome import SuggestFailed
from nhan.core.system_reason import reason_of
from nhan.core.withheld import refuse_as_a_whole

STDOUT = "-"
DONE = "done"
# By what --status says, whether articles go out that nobody has begun (see ``ExportOptions``).
_UNBEGUN: Mapping[str, bool | None] = {"begun": False, "all": True, DONE: None}


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help=say("cli.help.export.output"))
    formats = f"{say('cli.help.export.format')} {', '.join(names(writable=True))} ({say('cli.help.default')} {DEFAULT})"
    parser.add_argument("--format", metavar="NAME", default=DEFAULT, help=formats)
    parser.add_argument("--status", choices=tuple(_UNBEGUN), default="", help=say("cli.help.export.status"))
    parser.add_argument("--adjudicated", action="store_true", help=say("cli.help.export.adjudicated"))
    parser.add_argument("--suggested", action="store_true", help=say("cli.help.export.suggested"))
    parser.add_argument("--rejected", action="store_true", help=say("cli.help.export.rejected"))
    parser.add_argument("--unit", choices=("syllable", "word"), default="syllable", help=say("cli.help.export.unit"))
    schemes = [each.value for each in Scheme]
    parser.add_argument("--scheme", choices=schemes, default=None, help=say("cli.help.export.scheme"))
    parser.add_argument("--ids", action="store_true", help=say("cli.help.export.ids"))
    ways = [each.value for each in Misaligned]
    parser.add_argument("--on-misalign", choices=ways, default="report", help=say("cli.help.export.on_misalign"))
    parser.add_argument("--label-config", metavar="FILE", type=Path, default=None, help=say("cli.help.label_config"))
    parser.add_argument("--report", metavar="FILE", type=Path, default=None, help=say("cli.help.losses"))
    parser.add_argument("--skip-bad", action="store_true", help=say("cli.help.export.skip_bad"))
    add_annotator(parser, say)
    add_progress(parser, say)
    parser.set_defaults(usage=parser.format_usage())


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    if given.label_config is not None and not has_label_config(given.format):
        raise UsageError(Message("cli.export.no_label_config", {"name": given.format}), given.usage)
    refuse_targets(given.folder, given.report, given.label_config)
    session = _gold(given, terminal) if given.adjudicated else open_to_read(given.folder, wanted(given), terminal)
    refuse_as_a_whole(session.project, viewer(session.project), session.annotator)
    to_file = given.output != STDOUT
    status = given.status or (DONE if given.adjudicated else "")
    losses = LossReport("export", given.format, by=session.annotator)
    with ExitStack() as stack:
        bar = stack.enter_context(terminal.progress(len(session.project), given.progress, "cli.export.progress"))
        options = ExportOptions(
            format_name=given.format,
            done_only=status == DONE,
            unbegun=_UNBEGUN.get(status),
            suggested=given.suggested,
            rejected=given.rejected,
            words=_words(stack) if given.unit == "word" and find(given.format).tokens else None,
            skip_bad=given.skip_bad,
            seen=bar.update,
            lost=losses.lost.append,
            changed=losses.changed.append,
            scheme=Scheme(given.scheme) if given.scheme else None,
            ids=given.ids,
            misaligned=Misaligned(given.on_misalign),
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
    if given.label_config is not None:
        data = label_config(session.project.labels, given.format)
        Disk().write_atomic(export_target(given.label_config, given.folder), data)
    _report(export, given, losses, terminal, to_file)
    return 0


def _gold(given: argparse.Namespace, terminal: Terminal) -> Session:
    """The work that is the gold, as for a release; whose it is, is said. $NHAN_ANNOTATOR names who asks, not that."""
    project = Project.open(Disk(), given.folder)
    gold = gold_of(project, reader(project, given.annotator, read_person(Disk())) if given.annotator else None)
    terminal.warn("cli.export.gold", name=title(gold))
    return read_work(project, gold.id)


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


def _report(export: Export, given: argparse.Namespace, losses: LossReport, terminal: Terminal, to_file: bool) -> None:
    done = export.report
    losses.articles, losses.spans, losses.left_out = done.articles, done.spans, done.left_out
    losses.undone, losses.unbegun = done.undone, done.unbegun
    full = Path(f"{given.output}.lost.jsonl") if to_file else None
    list_losses(terminal, "cli.export.lost", losses.lost, full)
    if losses.lost:
        terminal.warn("cli.export.lost_count", count=len(losses.lost), name=given.format)
    list_losses(terminal, "cli.export.changed", losses.changed, full)
    for name, count in done.left_out.items():
        terminal.warn("cli.export.left_out", name=given.format, what=ASPECTS[name], count=count)
    if given.report is not None:
        losses.write(given.report, given.folder, terminal)
    for fault in done.skipped:
        terminal.complain(fault)
    if done.skipped:
        terminal.warn("cli.export.skipped", count=len(done.skipped))
    if done.undone:
        terminal.warn("cli.export.undone", count=done.undone)
    if done.unbegun:
        terminal.warn("cli.export.unbegun", count=done.unbegun)
    if done.waiting:
        terminal.warn("cli.export.waiting", count=done.waiting)
    if done.disputes:
        terminal.warn("cli.export.disputes", count=done.disputes)
    if done.unfinished and find(given.format).tokens:
        terminal.warn("cli.export.unfinished", count=done.unfinished)
    say = terminal.tell if to_file else terminal.warn
    say("cli.export.done", articles=done.articles, spans=done.spans, file=given.output)


COMMAND = Command("export", "cli.help.export", arguments, run)
