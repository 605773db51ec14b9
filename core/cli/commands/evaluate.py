"""``nhan evaluate``: the project's newest suggestions against what an annotator has confirmed."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import msgspec

from nhan.core.cli.command import Command, Say
from nhan.core.cli.reading import open_to_read
from nhan.core.cli.terminal import Terminal
from nhan.core.messages import NhanError
from nhan.core.metrics.scores import Evaluation, Score, evaluate
from nhan.core.readable import Unreadable
from nhan.core.retraining.corrections import corrections
from nhan.core.session import Session
from nhan.core.suggestion import Labelled, Suggestion


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("--against", metavar="ANNOTATOR", required=True, help=say("learning.help.against"))
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    session = open_to_read(given.folder, given.against, terminal)
    result = evaluate(_pairs(session, terminal))
    if not result.articles:
        raise NhanError("learning.nothing_to_evaluate", name=given.against)
    if given.json:
        print(msgspec.json.format(msgspec.json.encode(result), indent=2).decode(), file=terminal.out)
    else:
        _tell(result, terminal)
    return 0


def _pairs(session: Session, terminal: Terminal) -> Iterator[tuple[list[Suggestion], list[Labelled]]]:
    for article in corrections(session, terminal.pass_over):
        try:
            found = session.project.suggested(article.article)
        except NhanError as error:
            terminal.pass_over(Unreadable(article.article, error.message))
            continue
        if found is not None:
            spans = found.spans
            yield [Suggestion(s.start, s.end, s.label, s.confidence, s.runner_up) for s in spans], article.spans


def _tell(result: Evaluation, terminal: Terminal) -> None:
    terminal.tell("learning.evaluated", articles=result.articles)
    rows: list[tuple[str, Score]] = [
        (terminal.sentence("learning.exact"), result.exact),
        (terminal.sentence("learning.partial"), result.partial),
        *result.by_label.items(),
    ]
    for name, score in rows:
        numbers = {
            key: f"{value:.3f}" for key, value in msgspec.structs.asdict(score).items() if isinstance(value, float)
        }
        terminal.tell("learning.evaluated.row", name=name, wanted=score.wanted, **numbers)
    if result.calibration_error is not None:
        terminal.tell("learning.evaluated.calibration", error=f"{result.calibration_error:.3f}")


COMMAND = Command("evaluate", "learning.help.evaluate", arguments, run)
