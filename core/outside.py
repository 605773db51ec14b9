"""What other programs do to one annotator's articles while a session is open: noticed, and merged into what is open.

Two programs of one name may be at work on one folder, with a common lock or without. Each journals for itself, so
nothing is ever lost; records are what they overwrite each other. So a record is looked at before it is replaced, and
where it is not what was read, or another program's journal has grown, the article is put together again: the file
with all that this session and the others have done to it (see ``merging``). Nothing of that has to be journaled, since
it follows from what is on the disk.
"""

from msgspec.structs import replace

from nhan.core.ahead import Ahead
from nhan.core.loaded_article import Loaded
from nhan.core.merging.combine import difference, is_nothing, preferring
from nhan.core.merging.replay import replay
from nhan.core.model import MERGE, Change
from nhan.core.open_articles import OpenArticles
from nhan.core.project import Project
from nhan.core.store.disk import Stat
from nhan.core.store.journal import Entry
from nhan.core.store.other_sessions import OtherSessions
from nhan.core.store.recovery import NumberedEdit, Pending, Recovered


class Outside:
    """One session's view of what others do."""

    def __init__(self, project: Project, annotator: str, recovered: Recovered) -> None:
        self._project, self._annotator = project, annotator
        self._recovered = recovered
        self._entries: list[tuple[str, Entry]] = []  # what this session has journaled, and is not in ``_own`` yet
        self._own: dict[str, list[NumberedEdit]] = {}  # the same by article
        self._written: dict[str, Stat] = {}  # the records that this session has written, by article
        self._others = OtherSessions(project.disk, project.journal(annotator), recovered.known)

    def journaled(self, session: str, entry: Entry) -> None:
        """An entry of this session, whose journal has this name."""
        self._others.pass_over(session)
        self._entries.append((session, entry))

    def written(self, article_id: str, stat: Stat) -> None:
        """This session has replaced the article's record."""
        self._written[article_id] = stat

    def changed(self, opened: OpenArticles) -> list[str]:
        """The articles that others have touched since this was last asked, by their journals or by their records."""
        found = dict.fromkeys(name for name in self._others.look() if name in self._project)
        known = self._written | {name: each.stat for name, each in opened.items()}
        for name, stat in known.items():
            if self._project.record_stat(name, self._annotator) != stat:
                found[name] = None
        return list(found)

    def put_together(self, article_id: str, ahead: Ahead, opened: Loaded | None) -> tuple[Loaded, bool]:
        """The article as it is with all that was done to it, and whether its file lacks some of that.

        What two programs made of something differently stays as it is ``opened``. NhanError, OSError: it cannot be
        read now.
        """
        edits = self._edits(article_id, ahead)
        pending = ahead.journaled.get(article_id)
        loaded = self._project.load(article_id, self._annotator, pending.base if pending else None)
        if loaded.stat is not None and article_id in self._written:
            self._written[article_id] = loaded.stat
        made = replay(loaded.document, self._project.labels, Pending(None, tuple(edits)), {}, self._annotator)
        if opened is not None:
            loaded.document.apply(preferring(loaded.document, self._project.labels, opened.document))
        lacking = not is_nothing(made) or bool(loaded.copies) or (bool(edits) and not loaded.touched)
        if lacking:
            ahead.fall_behind(article_id, edits, loaded.base)
        loaded.touched = loaded.touched or bool(edits)
        return loaded, lacking

    def _edits(self, article_id: str, ahead: Ahead) -> list[NumberedEdit]:
        """This session's and the others', each once; which of them are in the file that was there before."""
        for session, entry in self._entries:
            for edit in entry.change.edits:
                self._own.setdefault(edit.article, []).append(NumberedEdit(session, entry.seq, edit))
        self._entries.clear()
        pending = ahead.journaled.get(article_id)
        unsaved = {(each.session, each.seq) for each in pending.edits if not each.saved} if pending else set()
        before = self._recovered.pending.get(article_id)
        own = [*(before.edits if before else ()), *self._own.get(article_id, ())]
        known = {(each.session, each.seq) for each in own}
        others = [each for each in self._others.edits(article_id) if (each.session, each.seq) not in known]
        return [*(replace(each, saved=(each.session, each.seq) not in unsaved) for each in own), *others]


def exchange(loaded: Loaded, found: Loaded) -> Change | None:
    """Make the open article what was found. Returns what that changed, for the views; None: nothing."""
    edit = difference(loaded.document, found.document)
    loaded.stat, loaded.touched, loaded.copies = found.stat, found.touched, found.copies
    if is_nothing(edit):
        return None
    loaded.document.apply(edit)
    return Change(MERGE, (edit,), machine=True)
