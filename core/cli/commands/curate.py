"""``nhan curate``: where a project with several people stands, what is to adjudicate next, and what is asked."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from nhan.core.agreement.choice import AgreementChoice, chosen
from nhan.core.agreement.compare import compare
from nhan.core.agreement.measures import LEADING, MEASURES, ON_WISH
from nhan.core.agreement.result import Agreement, Figure
from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.reading import add_annotator, read_somebody, viewer, wanted
from nhan.core.cli.status_words import STATUS_WORDS
from nhan.core.cli.table import lines_of
from nhan.core.cli.terminal import Terminal
from nhan.core.messages import NhanError
from nhan.core.model import STATUSES
from nhan.core.people.person import read_person
from nhan.core.people.whose import reader, workers
from nhan.core.project import Project
from nhan.core.releases.making import releases
from nhan.core.report.over_time import DayAgreement, over_time
from nhan.core.report.standing import Standing, standing
from nhan.core.store.disk import Disk
from nhan.core.withheld import refuse_seeing_all

MOST = 10  # articles and questions that are named; ``--json`` has all
Rows = Iterator[Sequence[str]]


class Curated(msgspec.Struct, frozen=True):
    """What ``--json`` prints. ``agreement``: the figures of everybody with everybody, None where nobody can be
    compared; ``releases``: the names of those there are."""

    standing: Standing
    agreement: dict[str, Figure] | None
    by_day: list[DayAgreement]
    releases: list[str]


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))
    add_annotator(parser, say)
    add_progress(parser, say)


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    project, user = Project.open(Disk(), given.folder), read_person(Disk())
    refuse_seeing_all(project, viewer(project))
    curator = reader(project, wanted(given), user).id if wanted(given) else ""
    with terminal.progress(2 * len(project), given.progress, "cli.curate.progress") as bar:
        stands = standing(project, bar.update, terminal.pass_over, curator)
        found = _agreement(project, bar.update, terminal)
    days = over_time(project, found.by_article) if found is not None else []
    names = [folder.name for folder in releases(project)]
    if given.json:
        whole = Curated(stands, found.figures if found is not None else None, days, names)
        print(msgspec.json.format(msgspec.json.encode(whole), indent=2).decode(), file=terminal.out)
        return 0
    terminal.tell("cli.curate.articles", total=stands.total, ready=stands.ready, adjudicated=stands.adjudicated)
    if stands.agreed:
        terminal.tell("cli.curate.agreed", count=stands.agreed)
    tables = (_people(stands, terminal), _labels(stands, terminal), _topics(stands, terminal))
    measured = () if found is None else (_measures(found, terminal), _days(days, terminal))
    for rows in (*tables, *measured, _open(stands, terminal), _questions(stands, terminal)):
        lines = list(lines_of(list(rows)))
        if len(lines) > 1:
            print("", *lines, sep="\n", file=terminal.out)
    terminal.tell("cli.curate.releases", names=", ".join(names) or "–")
    return 0


def _agreement(project: Project, seen: Callable[[], object], terminal: Terminal) -> Agreement | None:
    """None where there are not two to compare."""
    if not workers(project):
        return None
    session = read_somebody(project)
    try:
        who = chosen(session.snapshot(), AgreementChoice(), None, terminal.complain)
    except NhanError:
        return None
    found = compare(project, who.sides, who.pairs, seen=seen, passed_over=terminal.pass_over).plain
    return found if found.articles else None


def _people(found: Standing, terminal: Terminal) -> Rows:
    statuses = [terminal.sentence(STATUS_WORDS[status.value]).capitalize() for status in STATUSES]
    heads = map(terminal.sentence, ("cli.curate.person", "cli.curate.given", "cli.curate.spans", "cli.curate.f1"))
    person, given, *others = heads
    yield [person, given, *statuses, *others]
    for each in found.people:
        assigned = "–" if each.assigned is None else str(each.assigned)
        counts = [str(each.articles[status.value]) for status in STATUSES]
        yield [each.name, assigned, *counts, str(each.spans), str(Figure(each.f1))]


def _labels(found: Standing, terminal: Terminal) -> Rows:
    names = ("cli.curate.label", "cli.curate.gold", "cli.curate.by_people", "cli.curate.stops")
    yield list(map(terminal.sentence, names))
    for each in found.labels:
        yield [each.name, str(each.gold), str(each.people), str(each.open)]


def _topics(found: Standing, terminal: Terminal) -> Rows:
    names = ("cli.curate.topic", "cli.curate.total", "cli.curate.ready", "cli.curate.adjudicated")
    yield list(map(terminal.sentence, names))
    for each in found.topics:
        if each.name:
            yield [each.name, str(each.articles), str(each.ready), str(each.adjudicated)]


def _measures(found: Agreement, terminal: Terminal) -> Rows:
    yield [terminal.sentence("cli.curate.measure"), terminal.sentence("cli.curate.value")]
    for name, measure in MEASURES.items():
        if name not in ON_WISH:
            yield [terminal.say(measure.title), str(found.figures.get(name, Figure(None)))]


def _days(days: Sequence[DayAgreement], terminal: Terminal) -> Rows:
    yield [*map(terminal.sentence, ("cli.curate.day", "cli.curate.total")), terminal.say(MEASURES[LEADING].title)]
    for each in days[-MOST:]:
        yield [each.day.isoformat(), str(each.articles), str(Figure(each.exact))]


def _open(found: Standing, terminal: Terminal) -> Rows:
    yield list(map(terminal.sentence, ("cli.curate.next", "cli.curate.people", "cli.curate.stops")))
    for each in found.open[:MOST]:
        stops = str(each.stops) if each.stops else terminal.sentence("cli.curate.in_the_way")
        yield [each.article, str(each.people), stops]


def _questions(found: Standing, terminal: Terminal) -> Rows:
    names = {each.id: each.name for each in found.people}
    yield list(map(terminal.sentence, ("cli.curate.question", "cli.curate.person", "cli.curate.said")))
    for each in found.questions[:MOST]:
        yield [f"{each.article} {each.start}", names.get(each.person, each.person), each.said]


COMMAND = Command("curate", "cli.help.curate", arguments, run)
