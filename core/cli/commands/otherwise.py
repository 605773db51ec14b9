"""``nhan otherwise``: what was decided otherwise than somebody had it, and what they say to it."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from nhan.core.adjudication.gold_places import places_for
from nhan.core.adjudication.otherwise import DecidedOtherwise
from nhan.core.cli.command import Command, Say
from nhan.core.cli.places import in_words
from nhan.core.cli.reading import add_annotator, open_to_read, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.writing import done, open_to_write
from nhan.core.messages import NhanError
from nhan.core.model import PlaceAnswer
from nhan.core.operations import answer
from nhan.core.people.whose import people, title
from nhan.core.readable import Opened, document_of
from nhan.core.session import Session
from nhan.core.store.layout import TEXTS
from nhan.core.store.strict import Where


class ListedPlace(msgspec.Struct, frozen=True):
    """What ``--json`` prints of a place, and what was said to it; None: nothing yet."""

    place: DecidedOtherwise
    answer: PlaceAnswer | None


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", help=say("cli.help.otherwise.articles"))
    parser.add_argument("--at", metavar="START", type=int, help=say("cli.help.otherwise.at"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--agree", action="store_true", help=say("cli.help.otherwise.agree"))
    what.add_argument("--say", metavar="WORDS", help=say("cli.help.otherwise.say"))
    what.add_argument("--ask", metavar="WORDS", help=say("cli.help.otherwise.ask"))
    what.add_argument("--open", action="store_true", help=say("cli.help.otherwise.open"))
    add_annotator(parser, say)
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    if given.agree or given.say is not None or given.ask is not None:
        with open_to_write(given.folder, wanted(given), terminal) as session:
            _answer(session, given, terminal)
    session = open_to_read(given.folder, wanted(given))
    listed = [each for each in _listed(session, given.articles, terminal) if not given.open or each.answer is None]
    if given.json:
        print(msgspec.json.format(msgspec.json.encode(listed), indent=2).decode(), file=terminal.out)
        return 0
    for each in listed:
        _tell(session, each, terminal)
    left = sum(each.answer is None for each in listed)
    name = next((title(each) for each in people(session.project) if each.id == session.annotator), session.annotator)
    terminal.tell("cli.otherwise.count", count=len(listed), open=left, name=name)
    return 0


def _answer(session: Session, given: argparse.Namespace, terminal: Terminal) -> None:
    if len(given.articles) != 1 or given.at is None:
        raise NhanError("cli.otherwise.which")
    found = list(_listed(session, given.articles, terminal))
    there = sorted((each for each in found if each.place.start == given.at), key=lambda each: each.answer is not None)
    place = there[0].place if there else None  # of several who decided there, one without an answer
    if place is None:
        raise NhanError("cli.otherwise.no_place", article=given.articles[0], start=given.at)
    said = (given.ask if given.ask is not None else given.say or "").strip()
    document = document_of(session.read(place.article))
    asked = {each.place.digest for each in found}
    done(session.commit(answer(document, place.answered(said, given.ask is not None), asked)))


def _listed(session: Session, articles: Sequence[str], terminal: Terminal) -> Iterator[ListedPlace]:
    for name in articles:
        if name not in session.project:
            raise Where(TEXTS).fault("store.unknown_article", "id", id=name)
    snapshot = session.snapshot()
    for place in places_for(snapshot, articles or session.begun, terminal.pass_over):
        reading = session.read(place.article)
        if isinstance(reading, Opened):
            yield ListedPlace(place, place.answer_in(reading.document.state))
        else:
            terminal.pass_over(reading)


def _tell(session: Session, listed: ListedPlace, terminal: Terminal) -> None:
    place, text = listed.place, session.project.article(listed.place.article).text
    nothing = terminal.sentence("cli.adjudicate.nothing")
    fields = {"had": in_words(text, place.had) or nothing, "stands": in_words(text, place.stands) or nothing}
    terminal.tell("cli.adjudicate.differs", article=place.article, start=place.start, **fields)
    if place.note or place.asked:
        terminal.tell("cli.otherwise.asked" if place.asked else "cli.otherwise.note", note=place.note)
    if listed.answer is not None:
        key = "cli.otherwise.agreed" if not listed.answer.said else "cli.otherwise.said"
        key = "cli.otherwise.asks" if listed.answer.question else key
        terminal.tell(key, said=listed.answer.said)


COMMAND = Command("otherwise", "cli.help.otherwise", arguments, run)
