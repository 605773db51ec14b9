"""``nhan train``: trains the project's model on what has been confirmed, or takes a model in from another project."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.reading import add_annotator, open_to_read, wanted
from nhan.core.cli.stepping import step_of
from nhan.core.cli.terminal import Terminal
from nhan.core.export_target import export_target
from nhan.core.messages import NhanError
from nhan.core.retraining.learn_from import all_corrections
from nhan.core.retraining.trainer import Trainer
from nhan.core.store.disk import Disk
from nhan.core.tagger.model_store import imported, model_path


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--import", dest="source", metavar="FILE", type=Path, help=say("learning.help.import"))
    ways.add_argument("--export", dest="target", metavar="FILE", type=Path, help=say("learning.help.export"))
    add_annotator(parser, say)
    add_progress(parser, say)


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    disk = Disk()
    session = open_to_read(given.folder, wanted(given))
    path = model_path(session.project.folder)
    if given.source:
        data, model = imported(disk, given.source)
        disk.make_folders(path.parent)
        disk.write_atomic(path, data)
        terminal.tell("learning.imported", model=model.fingerprint, articles=len(model.studied))
        return 0
    if given.target:
        if not disk.exists(path):
            raise NhanError("learning.none_yet", folder=str(given.folder))
        data, model = imported(disk, path)
        disk.write_atomic(export_target(given.target, session.project.folder), data)
        terminal.tell("learning.exported", model=model.fingerprint, file=str(given.target))
        return 0
    articles = all_corrections(session, terminal.pass_over)
    with terminal.progress(len(articles), given.progress, "learning.progress.train") as bar:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        model = Trainer(disk, session.project.folder).train(articles, at, step_of(bar))
    spans = sum(each.spans for each in model.studied)
    terminal.tell("learning.trained", model=model.fingerprint, articles=len(model.studied), spans=spans)
    return 0


COMMAND = Command("train", "learning.help.train", arguments, run)
