"""Bringing files into a project: all of a batch or nothing, or the good articles and a list of the others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from nhan.core.formats.format import Incoming, ReadOptions
from nhan.core.importing.check import Fate, ImportCheck
from nhan.core.importing.sources import FileChoice, ImportFile, files_of
from nhan.core.messages import Message, NhanError
from nhan.core.model import Article, Span
from nhan.core.project import Project


class ImportReport(msgspec.Struct, frozen=True):
    """What an import has done. ``refused`` is empty unless bad articles were to be skipped.

    ``softened``: what came in as a suggestion because the overlap policy is against it, a sentence each.
    """

    articles: int
    spans: int
    refused: tuple[Message, ...]
    left: Mapping[str, int]  # fields that were not taken over, and in how many articles
    softened: tuple[Message, ...] = ()


class ImportOptions(msgspec.Struct, frozen=True):
    """``format_name`` "" goes by each file's ending, ``encoding`` "" is UTF-8 (see ``sources.AUTO``).

    ``choices`` are stronger for their files; ``left_out``: files that are not read. ``soften``, ``leave_repeated``: see
    ``ImportCheck``. ``replace``: work (see ``import_work``) takes the place of what its maker has here already.
    ``seen`` hears of every article that was looked at.
    """

    format_name: str = ""
    as_suggested: bool = False
    skip_bad: bool = False
    replace: bool = False
    seen: Callable[[], object] = lambda: None
    encoding: str = ""
    choices: Mapping[Path, FileChoice] = {}
    left_out: frozenset[Path] = frozenset()
    soften: bool = False
    leave_repeated: bool = False

    def files(self, project: Project, paths: Sequence[Path]) -> list[ImportFile]:
        """The files to read, in order. NhanError where one is missing."""
        wanted = FileChoice(self.format_name, self.encoding)
        found = files_of(project.disk, paths, wanted, self.choices)
        return [each for each in found if each.file.path not in self.left_out]

    @property
    def reading(self) -> ReadOptions:
        return ReadOptions(as_suggested=self.as_suggested)

    def check(self, project: Project) -> ImportCheck:
        return ImportCheck(project, self.soften, self.leave_repeated)


def import_files(project: Project, paths: Sequence[Path], options: ImportOptions) -> ImportReport:
    """Import files and folders of files, in this order.

    NhanError: the first thing that is wrong with any of them (or, skipping what is bad, that nothing can be imported at
    all); then the project is as it was. Articles are streamed: memory holds one pack, not the whole batch.
    """
    batch = _Batch(options, options.check(project))
    added = project.add_articles(batch.articles(options.files(project, paths)), batch)
    return ImportReport(added, batch.spans, tuple(batch.refused), batch.left, tuple(batch.softened))


class _Batch(Mapping[str, Sequence[Span]]):
    """The articles on their way into the project; as a mapping, the spans of the one that was drawn last."""

    def __init__(self, options: ImportOptions, check: ImportCheck) -> None:
        self._options, self._check = options, check
        self._current: Incoming | None = None
        self.spans = 0
        self.refused: list[Message] = []
        self.softened: list[Message] = []
        self.left: dict[str, int] = {}

    def articles(self, files: Sequence[ImportFile]) -> Iterator[Article]:
        for each in files:
            for found in each.read(each.file, self._options.reading):
                self._options.seen()
                if (incoming := self._accepted(found)) is not None:
                    self._current = incoming
                    yield incoming.article

    def _accepted(self, found: Incoming | NhanError) -> Incoming | None:
        """The article, counted, or None where it is refused and may be skipped. NhanError where it may not."""
        checked = self._check.look(found)
        messages = [error.message for error in checked.errors]
        if checked.fate is not Fate.GOOD:
            if not self._options.skip_bad and checked.fate is not Fate.REPEATED:  # leaving that out was asked for
                raise checked.errors[0]
            self.refused += messages[:1]
            return None
        assert checked.incoming is not None  # what is good could be read
        self.softened += messages
        self.spans += len(checked.incoming.spans)
        for name in checked.incoming.left:
            self.left[name] = self.left.get(name, 0) + 1
        return checked.incoming

    def __getitem__(self, article_id: str) -> Sequence[Span]:
        if self._current is None or self._current.article.id != article_id:
            raise KeyError(article_id)
        return self._current.spans

    def __iter__(self) -> Iterator[str]:
        return iter([self._current.article.id] if self._current else [])

    def __len__(self) -> int:
        return 1 if self._current else 0
