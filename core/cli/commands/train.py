"""``nhan train``: trains the project's model on what has been confirmed, or takes a model in from another project."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.reading import add_annotator, open_to_read, wanted
from nhan.core.cli.stepping import step_of
from nhan.core.cli.suggester_options import add_suggester, adviser_choice
from nhan.core.cli.terminal import Terminal
from nhan.core.export_target import export_target
from nhan.core.messages import NhanError
from nhan.core.people.learn_from import trained_by
from nhan.core.retraining.corrections_of_all import all_corrections
from nhan.core.retraining.trainer import Trainer
from nhan.core.store.disk import Disk
from nhan.core.tagger.model_store import imported, keep_model, newest_model


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--import", dest="source", metavar="FILE", type=Path, help=say("learning.help.import"))
    ways.add_argument("--export", dest="target", metavar="FILE", type=Path, help=say("learning.help.export"))
    add_suggester(parser, say, say("learning.help.adviser"))
    add_annotator(parser, say)
    add_progress(parser, say)


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    disk = Disk()
    session = open_to_read(given.folder, wanted(given), terminal)
    folder, annotator = session.project.folder, session.annotator
    if given.source:
        data, model = imported(disk, given.source)
        keep_model(disk, folder, annotator, data)
        terminal.tell("learning.imported", model=model.fingerprint, articles=len(model.studied))
        return 0
    if given.target:
        path = newest_model(disk, folder, trained_by(session.project, annotator))
        if path is None:
            raise NhanError("learning.none_yet", folder=str(given.folder))
        data, model = imported(disk, path)
        disk.write_atomic(export_target(given.target, folder), data)
        terminal.tell("learning.exported", model=model.fingerprint, file=str(given.target))
        return 0
    adviser = adviser_choice(given, session.project.labels)
    articles = all_corrections(session, terminal.pass_over)
    with terminal.progress(len(articles), given.progress, "learning.progress.train") as bar:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        model = Trainer(disk, folder, annotator).train(articles, at, step_of(bar), adviser=adviser)
    spans = sum(each.spans for each in model.studied)
    terminal.tell("learning.trained", model=model.fingerprint, articles=len(model.studied), spans=spans)
    return 0


COMMAND = Command("train", "learning.help.train", arguments, run)
