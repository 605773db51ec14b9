"""``nhan import``: brings articles into a project."""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.loss_report import MOST_LISTED, LossReport, list_losses
from nhan.core.cli.parser import UsageError
from nhan.core.cli.reading import wanted
from nhan.core.cli.table import lines_of
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.writing import done, open_to_write
from nhan.core.curation.work_import import WorkReport, import_work
from nhan.core.export_target import refuse_targets
from nhan.core.formats.format import ReadOptions
from nhan.core.formats.new_labels import parse_map
from nhan.core.formats.registry import AUTO, names
from nhan.core.importing import ImportOptions, ImportReport, import_files
from nhan.core.importing.check import FATES
from nhan.core.importing.preview import ImportPreview, preview_import
from nhan.core.iob import Scheme
from nhan.core.messages import Message
from nhan.core.model import Change
from nhan.core.people.person import read_person
from nhan.core.people.whose import title, writer
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.text.offset_units import OffsetUnit

WORK = "work"
MOST_SAID = 20  # remarks on the screen


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help=say("cli.help.import.files"))
    formats = f"{say('cli.help.import.format')} {AUTO}, {', '.join(names(readable=True))}"
    parser.add_argument("--format", metavar="NAME", default="", help=formats)
    parser.add_argument(
        "--as",
        dest="status",
        choices=("confirmed", "suggested", WORK),
        default="confirmed",
        help=say("cli.help.import.as"),
    )
    parser.add_argument("--annotator", metavar="NAME", default="", help=say("cli.help.import.annotator"))
    parser.add_argument("--replace", action="store_true", help=say("cli.help.import.replace"))
    parser.add_argument("--encoding", metavar="NAME", default="", help=say("cli.help.import.encoding"))
    parser.add_argument("--skip-bad", action="store_true", help=say("cli.help.import.skip_bad"))
    parser.add_argument("--skip-repeated", action="store_true", help=say("cli.help.import.skip_repeated"))
    parser.add_argument("--dry-run", action="store_true", help=say("cli.help.import.dry_run"))
    parser.add_argument("--map", metavar="A=B", action="append", default=[], help=say("cli.help.import.map"))
    parser.add_argument("--add-labels", action="store_true", help=say("cli.help.import.add_labels"))
    units = [each.value for each in OffsetUnit]
    parser.add_argument("--offsets", choices=units, default=None, help=say("cli.help.import.offsets"))
    parser.add_argument("--columns", metavar="A,B", type=_listed, default=(), help=say("cli.help.import.columns"))
    schemes = [each.value for each in Scheme]
    parser.add_argument("--scheme", choices=schemes, default=None, help=say("cli.help.import.scheme"))
    parser.add_argument("--names", metavar="A,B", type=_listed, default=(), help=say("cli.help.import.names"))
    parser.add_argument("--by", metavar="NAME", default="", help=say("cli.help.import.by"))
    parser.add_argument("--report", metavar="FILE", type=Path, default=None, help=say("cli.help.losses"))
    add_progress(parser, say)
    parser.set_defaults(usage=parser.format_usage())


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(","))


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    if given.replace and given.status != WORK:
        raise UsageError(Message("cli.import.replace_what"), given.usage)
    if given.dry_run and given.status == WORK:
        raise UsageError(Message("cli.import.no_dry_work"), given.usage)
    if given.status == WORK and (given.add_labels or given.skip_repeated):
        name = "--add-labels" if given.add_labels else "--skip-repeated"
        raise UsageError(Message("cli.usage.not_together", {"name": name, "value": "--as work"}), given.usage)
    refuse_targets(given.folder, given.report)
    project = Project.open(Disk(), given.folder)
    if given.status == WORK:
        return _import_work(project, given, terminal)
    if given.dry_run:
        return _preview(project, given, terminal)
    with terminal.progress(None, given.progress, "cli.import.progress") as bar:
        losses = LossReport("import", given.format or AUTO)
        options = _options(given, bar.update, losses, terminal)
        report = import_files(project, given.files, options)
    if report.labels:
        terminal.tell("cli.import.labels", count=len(report.labels), names=", ".join(report.labels))
    for refused in report.refused:
        terminal.complain(refused)
    for field, count in report.left.items():
        terminal.warn("cli.import.left", field=field, count=count)
    losses.left_out = dict(report.left)
    _say_losses(losses, report, given, terminal)
    terminal.tell("cli.import.done", articles=report.articles, spans=report.spans, total=len(project))
    if report.refused:
        terminal.warn("cli.import.skipped", count=len(report.refused))
    return 0 if report.articles else 1


def _adder(given: argparse.Namespace, terminal: Terminal) -> Callable[[Change], object] | None:
    """What makes the change of the label set: an edit by whoever imports, which undo passes over."""

    def add(change: Change) -> None:
        with open_to_write(given.folder, wanted(given), terminal) as session:
            done(session.commit(change))

    return add if given.add_labels else None


def _options(
    given: argparse.Namespace, seen: Callable[[], object], losses: LossReport, terminal: Terminal
) -> ImportOptions:
    return ImportOptions(
        format_name=given.format,
        as_suggested=given.status == "suggested",
        skip_bad=given.skip_bad,
        replace=given.replace,
        seen=seen,
        encoding=given.encoding,
        leave_repeated=given.skip_repeated,
        reading=_reading(given),
        names=parse_map(given.map),
        lost=losses.lost.append,
        changed=losses.changed.append,
        add_labels=_adder(given, terminal),
    )


def _preview(project: Project, given: argparse.Namespace, terminal: Terminal) -> int:
    """A table of the files' fates, and below it the reasons. 0 where the import would do something."""
    losses = LossReport("import", given.format or AUTO)
    with terminal.progress(None, given.progress, "cli.import.progress") as bar:
        options = _options(given, bar.update, losses, terminal)
        preview = preview_import(project, given.files, options)
    for line in lines_of(_rows(preview, terminal)):
        print(line, file=terminal.out)
    for file in preview.files:
        for message in file.reasons:
            terminal.complain(message)
        if file.looks_like not in ("", file.encoding):
            terminal.warn("cli.import.looks_like", file=file.shown, encoding=file.looks_like)
        for field, count in file.aside.items():
            terminal.warn("cli.import.aside", file=file.shown, field=field, count=count)
        for said, count in file.said[:MOST_SAID]:
            terminal.warn("cli.import.said", count=count, said=said)
    if given.report is not None:
        losses.articles, losses.spans = preview.good, preview.spans
        losses.said = [each for file in preview.files for each in file.said]
        losses.left_out = dict(sum((Counter(file.left) for file in preview.files), Counter()))
        losses.write(given.report, given.folder, terminal)
    return 0 if preview.good and (given.skip_bad or not preview.bad) else 1


def _rows(preview: ImportPreview, terminal: Terminal) -> Iterator[Sequence[str]]:
    words = ("cli.import.file", "cli.import.format", "cli.import.encoding", "cli.import.articles", "cli.import.spans")
    yield [*map(terminal.sentence, words), *(terminal.say(title) for title in FATES.values())]
    for each in preview.files:
        counts = each.articles, each.spans, *(each.fates.get(fate, 0) for fate in FATES)
        yield [each.shown, each.format_name or "?", each.encoding or "-", *map(str, counts)]


def _reading(given: argparse.Namespace) -> ReadOptions:
    return ReadOptions(
        as_suggested=given.status == "suggested",
        unit=OffsetUnit(given.offsets) if given.offsets else None,
        columns=given.columns,
        scheme=Scheme(given.scheme) if given.scheme else None,
        names=given.names,
        person=given.by,
    )


def _say_losses(
    losses: LossReport, report: ImportReport | WorkReport, given: argparse.Namespace, terminal: Terminal
) -> None:
    losses.articles, losses.spans, losses.said = report.articles, report.spans, report.said
    for message, count in report.said[:MOST_SAID]:
        terminal.warn("cli.import.said", count=count, said=message)
    if len(report.said) > MOST_SAID:
        terminal.warn("cli.import.more_said", count=len(report.said) - MOST_SAID)
    list_losses(terminal, "cli.import.lost", losses.lost[:MOST_LISTED], None)
    list_losses(terminal, "cli.import.changed", losses.changed[:MOST_LISTED], None)
    if report.lost:
        terminal.warn("cli.import.lost_count", count=report.lost)
    if losses.changed:
        terminal.warn("cli.import.changed_count", count=len(losses.changed))
    if given.report is not None:
        losses.write(given.report, given.folder, terminal)


def _import_work(project: Project, given: argparse.Namespace, terminal: Terminal) -> int:
    if not wanted(given):  # not the user's own name by default: work that comes from elsewhere is mostly another's
        raise UsageError(Message("cli.import.whose"), given.usage)
    maker = writer(project, wanted(given), read_person(Disk()))
    with terminal.progress(None, given.progress, "cli.import.progress") as bar:
        losses = LossReport("import", given.format or AUTO)
        report = import_work(project, given.files, maker, _options(given, bar.update, losses, terminal))
    for refused in (*report.refused, *filter(None, [report.unsaved])):
        terminal.complain(refused)
    _say_losses(losses, report, given, terminal)
    if report.same:
        terminal.warn("cli.import.same", count=report.same)
    if report.untouched:
        terminal.warn("cli.import.untouched", count=report.untouched)
    terminal.tell("cli.import.work", articles=report.articles, spans=report.spans, name=title(maker), id=maker.id)
    if report.refused:
        terminal.warn("cli.import.skipped" if report.articles else "cli.import.nothing", count=len(report.refused))
    return 0 if (report.articles or report.same) and report.unsaved is None else 1


COMMAND = Command("import", "cli.help.import", arguments, run)
