"""What tells whether another program has written into a project, by the stats of some hundred files and folders."""

from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from nhan.core.store.disk import Disk, Stat
from nhan.core.store.layout import ASSIGNMENTS, JOURNAL, SUGGESTED, TEXTS, WORK, annotator_folder, record_folder

Stats = dict[str, Stat | None]


class Fingerprint(msgspec.Struct, frozen=True):
    """Of the packs of articles and suggestions with what is given to people, and of one annotator's records and
    journals.

    A record that is replaced changes its folder, a journal that grows itself: no record is looked at.
    """

    packs: Stats
    work: Stats
    records: Stats  # of the folders of records, by name

    def folders_changed_since(self, last: "Fingerprint | None") -> list[str]:
        """The folders of records in which something was written."""
        return [name for name, stat in self.records.items() if last is None or last.records.get(name) != stat]


def fingerprint(disk: Disk, folder: Path, annotator: str) -> Fingerprint:
    """A project's as it is now. Runs in any thread. OSError where the folder cannot be read."""
    suggested, work = folder / SUGGESTED, annotator_folder(folder, WORK, annotator)
    journal = annotator_folder(folder, JOURNAL, annotator)
    packs = [folder / TEXTS, suggested, folder / ASSIGNMENTS, *(suggested / name for name in disk.list(suggested))]
    records = {name: disk.stat(work / name) for name in disk.list(work)}
    journals = _stats(disk, [journal, *(journal / name for name in disk.list(journal))])
    return Fingerprint(_stats(disk, packs), {**records, **journals}, records)


def articles_in(folders: Collection[str], article_ids: Iterable[str]) -> list[str]:
    """Those of the articles whose records are, or would be, in these folders of an annotator's."""
    return [article_id for article_id in article_ids if record_folder(article_id) in folders] if folders else []


def _stats(disk: Disk, paths: Iterable[Path]) -> Stats:
    return {path.as_posix(): disk.stat(path) for path in paths}
