"""What other running programs write in the journals of the same annotator, while this one is at work."""

from collections.abc import Collection
from contextlib import suppress

from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk, Stat
from nhan.core.store.journal import Entry
from nhan.core.store.journals import Journals
from nhan.core.store.recovery import NumberedEdit


class OtherSessions:
    """The sessions that are not among those ``passed_over``, and what they have done, as far as it was looked at."""

    def __init__(self, disk: Disk, journals: Journals, passed_over: Collection[str]) -> None:
        self._disk, self._journals, self._passed_over = disk, journals, set(passed_over)
        self._stats: dict[str, Stat | None] = {}  # by the file's name: sealing moves it
        self._edits: dict[str, dict[str, list[NumberedEdit]]] = {}  # by session and article

    def pass_over(self, session: str) -> None:
        """It is this program's own."""
        self._passed_over.add(session)

    def look(self) -> set[str]:
        """Read what is new. Returns the articles that were edited in the sessions that have changed."""
        found = {name: paths for name, paths in self._journals.all().items() if name not in self._passed_over}
        stats = {path.name: self._disk.stat(path) for paths in found.values() for path in paths}
        changed: set[str] = set()
        for session, paths in found.items():
            its = {path.name: stats[path.name] for path in paths}
            if any(stat != self._stats.get(name) for name, stat in its.items()):
                with suppress(NhanError, OSError):  # damaged, or being sealed just now: it is looked at again
                    self._edits[session] = _by_article(session, self._journals.entries(paths))
                    changed |= self._edits[session].keys()
                    self._stats |= its
        return changed

    def edits(self, article_id: str) -> list[NumberedEdit]:
        """What the others did to the article, the sessions in order."""
        return [each for session in sorted(self._edits) for each in self._edits[session].get(article_id, ())]


def _by_article(session: str, entries: list[Entry]) -> dict[str, list[NumberedEdit]]:
    edits: dict[str, list[NumberedEdit]] = {}
    for entry in entries:
        for edit in entry.change.edits:
            edits.setdefault(edit.article, []).append(NumberedEdit(session, entry.seq, edit))
    return edits
