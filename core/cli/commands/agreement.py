"""``nhan agreement``: how far people, or a model and people, say the same, and where they do not."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from nhan.core.agreement.advice import advice_in_words, shared_advice
from nhan.core.agreement.choice import AgreementChoice, chosen
from nhan.core.agreement.compare import Comparison, ComparisonView, compare
from nhan.core.agreement.measures import LEADING, MEASURES, ON_WISH
from nhan.core.agreement.result import Agreement, Cell, Figure, GroupAgreement
from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.reading import add_annotator, read_somebody, read_work, viewer, wanted
from nhan.core.cli.table import lines_of
from nhan.core.cli.terminal import Terminal
from nhan.core.messages import NhanError
from nhan.core.people.aliases import read_key
from nhan.core.people.person import read_person
from nhan.core.people.whose import default_reader, reader
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk

WORST = 10  # articles that are named
Rows = list[Sequence[str]]


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("--people", metavar="NAME", nargs="+", default=(), help=say("agreement.help.people"))
    against = parser.add_mutually_exclusive_group()
    against.add_argument("--gold", metavar="NAME", default="", help=say("agreement.help.gold"))
    against.add_argument("--model", action="store_true", help=say("agreement.help.model"))
    against.add_argument("--again", metavar="DIR", type=Path, default=None, help=say("agreement.help.again"))
    parser.add_argument("--trimmed", action="store_true", help=say("agreement.help.trimmed"))
    parser.add_argument("--gamma", action="store_true", help=say("agreement.help.gamma"))
    parser.add_argument("--spans-only", action="store_true", help=say("agreement.help.spans_only"))
    parser.add_argument("--hide-names", action="store_true", help=say("agreement.help.hide_names"))
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))
    add_annotator(parser, say)
    add_progress(parser, say)


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    project, user = Project.open(Disk(), given.folder), read_person(Disk())
    session = _session(project, wanted(given))
    key = read_key(project.disk) if given.hide_names else b""
    choice = AgreementChoice(tuple(given.people), given.gold, given.model, given.again, key)
    who = chosen(session.snapshot(), choice, user, terminal.complain, viewer(project))
    if who.withheld.left:
        terminal.warn("withheld.compared", count=who.withheld.left)
    view = ComparisonView(given.spans_only, given.trimmed, given.gamma)
    with terminal.progress(len(project), given.progress, "agreement.progress") as bar:
        found = compare(project, who.sides, who.pairs, view, bar.update, terminal.pass_over)
    if given.json:
        measured = found.plain.figures
        there = {name: each for name, each in MEASURES.items() if name in measured or name not in ON_WISH}
        definitions = {name: terminal.say(measure.definition) for name, measure in there.items()}
        whole = {
            "definitions": definitions,
            "agreement": _with_confusion(found.plain),
            "trimmed": _with_confusion(found.trimmed),
            "advice": shared_advice(found.plain),
        }
        print(msgspec.json.format(msgspec.json.encode(whole), indent=2).decode(), file=terminal.out)
        return 0
    if not found.plain.articles:
        raise NhanError("agreement.nothing_in_common")
    _tell(found, not (given.gold or given.model or given.again), terminal)
    return 0


def _session(project: Project, name: str) -> Session:
    """Whose session does not matter, all people being read: anybody's."""
    user = read_person(Disk())
    someone = reader(project, name, user) if name else default_reader(project, user)
    return read_work(project, someone.id) if someone is not None else read_somebody(project)


def _with_confusion(found: Agreement | None) -> object:
    """With what is not kept but made of the pairs."""
    return found and {**msgspec.to_builtins(found), "too_few": found.is_too_few, "confusion": list(found.confusion)}


def _tell(found: Comparison, everybody: bool, terminal: Terminal) -> None:
    plain = found.plain
    terminal.tell("agreement.of", people=", ".join(plain.people_compared), articles=plain.articles)
    if plain.is_too_few:
        terminal.tell("agreement.too_few", articles=plain.articles)
    for message in advice_in_words(plain, everybody):
        print(terminal.say(message), file=terminal.out)
    for rows in (
        list(_measures(found, terminal)),
        list(_matrix(plain, terminal)) if len(plain.compared) > 1 else [],
        list(_groups("agreement.by_label", plain.labels, terminal)),
        list(_groups("agreement.by_topic", plain.topics, terminal)),
        list(_articles(plain, terminal)),
        list(_confusion(plain.confusion, terminal)),
    ):
        if rows:
            print(file=terminal.out)
            for line in lines_of(rows):
                print(line, file=terminal.out)


def _measures(found: Comparison, terminal: Terminal) -> Iterator[Sequence[str]]:
    for name, measure in MEASURES.items():
        if name in ON_WISH and name not in found.plain.figures:
            continue
        words = [terminal.say(measure.title), in_words(found.plain.figures.get(name))]
        if found.trimmed is not None:
            words.append(terminal.sentence("agreement.when_trimmed", value=in_words(found.trimmed.figures.get(name))))
        yield [*words, terminal.say(measure.definition)]


def _matrix(found: Agreement, terminal: Terminal) -> Iterator[Sequence[str]]:
    """Exact F1 of each pair, the first below and the second across."""
    values = {(each.first, each.second): each.figures.get(LEADING) for each in found.compared}
    across = [name for name in found.people if any(second == name for _, second in values)]
    yield [terminal.sentence("agreement.pairs"), *across]
    for first in found.people:
        if any(pair[0] == first for pair in values):
            cells = (values.get((first, second)) for second in across)
            yield [first, *(in_words(cell) if cell else "" for cell in cells)]


def _groups(title: str, groups: Sequence[GroupAgreement], terminal: Terminal) -> Iterator[Sequence[str]]:
    if groups:
        measures = [name for name in MEASURES if name in groups[0].figures]
        heads = (terminal.say(MEASURES[name].title) for name in measures)
        yield [terminal.sentence(title), terminal.sentence("agreement.articles"), *heads]
    for each in groups:
        yield [each.name, str(each.articles), *(in_words(each.figures.get(name)) for name in measures)]


def _articles(found: Agreement, terminal: Terminal) -> Iterator[Sequence[str]]:
    measured = [each for each in found.by_article if each.exact is not None and each.differing]
    measured.sort(key=lambda each: (each.exact, each.article))
    for each in measured[:WORST]:
        if each is measured[0]:
            yield [terminal.sentence("agreement.worst"), terminal.say(MEASURES[LEADING].title), ""]
        differing = terminal.sentence("agreement.differing", count=each.differing)
        yield [each.article, in_words(Figure(each.exact)), differing]


def _confusion(cells: Sequence[Cell], terminal: Terminal) -> Iterator[Sequence[str]]:
    nothing = terminal.sentence("agreement.nothing")
    counts = {(cell.first or nothing, cell.second or nothing): cell.count for cell in cells}
    rows, columns = ([*dict.fromkeys(sorted((pair[at] for pair in counts), key=nothing.__eq__))] for at in (0, 1))
    if counts:
        yield [terminal.sentence("agreement.confusion"), *columns]
    for row in rows:
        yield [row, *(str(counts.get((row, column), 0)) for column in columns)]


def in_words(figure: Figure | None) -> str:
    return str(figure or Figure(None))


COMMAND = Command("agreement", "agreement.help", arguments, run)
