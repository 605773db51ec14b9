"""What an import or export did not carry: named on the screen, and written down as a whole where that is wanted."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from nhan.core.cli.terminal import Terminal
from nhan.core.export_target import export_target
from nhan.core.formats.format import Loss
from nhan.core.messages import Message
from nhan.core.store.disk import Disk

MOST_LISTED = 100  # losses on the screen; more go into a file


class LossReport(msgspec.Struct):
    """``lost``: spans that are not where they were to go; ``changed``: those that are there otherwise; ``left_out``:
    what else was there to be carried, by name, and how often; ``undone``, ``unbegun``: articles that stayed behind
    because they are not done, or because nobody has begun them; ``by``: whose work went out, by id; ``said``: what was
    decided that no file says."""

    direction: str
    format: str
    articles: int = 0
    spans: int = 0
    lost: list[Loss] = []
    changed: list[Loss] = []
    left_out: dict[str, int] = {}
    undone: int = 0
    unbegun: int = 0
    by: str = ""
    said: Sequence[tuple[Message, int]] = ()

    def write(self, path: Path, project: Path, terminal: Terminal) -> None:
        """As JSON, the reasons in words. OSError. NhanError: it may not be there, as in the folder ``project``."""
        whole = msgspec.structs.asdict(self)
        whole["lost"] = [_in_words(loss, terminal) for loss in self.lost]
        whole["changed"] = [_in_words(loss, terminal) for loss in self.changed]
        whole["said"] = [{"said": terminal.say(message), "articles": count} for message, count in self.said]
        data = msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"
        Disk().write_atomic(export_target(path, project), data)
        terminal.warn("cli.loss.written", file=str(path))


def list_losses(terminal: Terminal, key: str, losses: Sequence[Loss], full: Path | None) -> None:
    """Name each span; where they are too many and ``full`` is given, name the first, and write all into that file."""
    many = full is not None and len(losses) > MOST_LISTED
    for loss in losses[:MOST_LISTED] if many else losses:
        terminal.complain(Message(key, msgspec.structs.asdict(loss)))
    if many and full is not None:
        Disk().write_atomic_parts(full, (msgspec.json.encode(_in_words(loss, terminal)) + b"\n" for loss in losses))
        terminal.warn("cli.export.lost_file", file=str(full))


def _in_words(loss: Loss, terminal: Terminal) -> dict[str, object]:
    return {**msgspec.structs.asdict(loss), "reason": terminal.say(loss.reason)}
