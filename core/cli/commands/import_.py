"""``nhan import``: brings articles into a project."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.parser import UsageError
from nhan.core.cli.reading import wanted
from nhan.core.cli.table import lines_of
from nhan.core.cli.terminal import Terminal
from nhan.core.curation.work_import import import_work
from nhan.core.formats.registry import names
from nhan.core.importing import ImportOptions, import_files
from nhan.core.importing.check import FATES
from nhan.core.importing.preview import ImportPreview, preview_import
from nhan.core.messages import Message
from nhan.core.people.person import read_person
from nhan.core.people.whose import title, writer
from nhan.core.project import Project
from nhan.core.store.disk import Disk

WORK = "work"


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help=say("cli.help.import.files"))
    formats = f"{say('cli.help.import.format')} {', '.join(names(readable=True))}"
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
    parser.add_argument("--soften", action="store_true", help=say("cli.help.import.soften"))
    parser.add_argument("--dry-run", action="store_true", help=say("cli.help.import.dry_run"))
    add_progress(parser, say)
    parser.set_defaults(usage=parser.format_usage())


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    if given.replace and given.status != WORK:
        raise UsageError(Message("cli.import.replace_what"), given.usage)
    if given.dry_run and given.status == WORK:
        raise UsageError(Message("cli.import.no_dry_work"), given.usage)
    project = Project.open(Disk(), given.folder)
    if given.status == WORK:
        return _import_work(project, given, terminal)
    if given.dry_run:
        return _preview(project, given, terminal)
    with terminal.progress(None, given.progress, "cli.import.progress") as bar:
        report = import_files(project, given.files, _options(given, bar.update))
    for message in (*report.refused, *report.softened):
        terminal.complain(message)
    for field, count in report.left.items():
        terminal.warn("cli.import.left", field=field, count=count)
    terminal.tell("cli.import.done", articles=report.articles, spans=report.spans, total=len(project))
    if report.refused:
        terminal.warn("cli.import.skipped", count=len(report.refused))
    return 0 if report.articles else 1


def _options(given: argparse.Namespace, seen: Callable[[], object]) -> ImportOptions:
    return ImportOptions(
        format_name=given.format,
        as_suggested=given.status == "suggested",
        skip_bad=given.skip_bad,
        replace=given.replace,
        seen=seen,
        encoding=given.encoding,
        soften=given.soften,
        leave_repeated=given.skip_repeated,
    )


def _preview(project: Project, given: argparse.Namespace, terminal: Terminal) -> int:
    """A table of the files' fates, and below it the reasons. 0 where the import would do something."""
    with terminal.progress(None, given.progress, "cli.import.progress") as bar:
        preview = preview_import(project, given.files, _options(given, bar.update))
    for line in lines_of(_rows(preview, terminal)):
        print(line, file=terminal.out)
    for file in preview.files:
        for message in file.reasons:
            terminal.complain(message)
        if file.looks_like not in ("", file.encoding):
            terminal.warn("cli.import.looks_like", file=file.shown, encoding=file.looks_like)
        for field, count in file.aside.items():
            terminal.warn("cli.import.aside", file=file.shown, field=field, count=count)
    return 0 if preview.good and (given.skip_bad or not preview.bad) else 1


def _rows(preview: ImportPreview, terminal: Terminal) -> Iterator[Sequence[str]]:
    words = ("cli.import.file", "cli.import.format", "cli.import.encoding", "cli.import.articles", "cli.import.spans")
    yield [*map(terminal.sentence, words), *(terminal.say(title) for title in FATES.values())]
    for each in preview.files:
        counts = each.articles, each.spans, *(each.fates.get(fate, 0) for fate in FATES)
        yield [each.shown, each.format_name or "?", each.encoding, *map(str, counts)]


def _import_work(project: Project, given: argparse.Namespace, terminal: Terminal) -> int:
    if not wanted(given):  # not the user's own name by default: work that comes from elsewhere is mostly another's
        raise UsageError(Message("cli.import.whose"), given.usage)
    maker = writer(project, wanted(given), read_person(Disk()))
    with terminal.progress(None, given.progress, "cli.import.progress") as bar:
        report = import_work(project, given.files, maker, _options(given, bar.update))
    for refused in (*report.refused, *filter(None, [report.unsaved])):
        terminal.complain(refused)
    if report.same:
        terminal.warn("cli.import.same", count=report.same)
    if report.untouched:
        terminal.warn("cli.import.untouched", count=report.untouched)
    terminal.tell("cli.import.work", articles=report.articles, spans=report.spans, name=title(maker), id=maker.id)
    if report.refused:
        terminal.warn("cli.import.skipped" if report.articles else "cli.import.nothing", count=len(report.refused))
    return 0 if (report.articles or report.same) and report.unsaved is None else 1


COMMAND = Command("import", "cli.help.import", arguments, run)
