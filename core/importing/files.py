"""Bringing files into a project: all of a batch or nothing, or the good articles and a list of the others."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from nhan.core.formats.format import Incoming, Loss, ReadOptions
from nhan.core.importing.check import CheckedArticle, Fate, ImportCheck
from nhan.core.importing.sources import FileChoice, ImportFile, files_of
from nhan.core.messages import Message, NhanError
from nhan.core.model import Article, Change, Rejected, Span
from nhan.core.operations import add_labels
from nhan.core.project import Project


class ImportReport(msgspec.Struct, frozen=True):
    """What an import has done. ``refused`` is empty unless bad articles were to be skipped."""

    articles: int
    spans: int
    refused: tuple[Message, ...]
    left: Mapping[str, int]  # fields that were not taken over, and in how many articles
    lost: int = 0  # spans of the files that did not come in
    changed: int = 0  # spans that came in as suggestions, because the overlap policy is against them
    said: Sequence[tuple[Message, int]] = ()  # what was decided in reading, and for how many articles
    labels: Sequence[str] = ()  # those that were added to the project's


class ImportOptions(msgspec.Struct, frozen=True):
    """``format_name`` "" or ``auto`` goes by what is in each file, ``encoding`` "" is UTF-8 (see ``FileChoice``).

    ``choices`` are stronger for their files; ``left_out``: files that are not read (see ``ImportFile.path``).
    ``reading``: how files are read where they do not say so; ``names``: what their labels are called here;
    ``leave_repeated``: see ``ImportCheck``. ``replace``: work (see ``import_work``) takes the place of what its maker
    has here already. ``seen`` hears of every article that was looked at, ``lost`` of every span that does not come in,
    ``changed`` of every one that comes in as a suggestion. ``add_labels`` makes the change that gives the project the
    labels which it does not have, before anything comes in; None: spans that bear them are refused, and so are those
    with labels that are not among ``new_labels`` (None: all may be added).
    """

    format_name: str = ""
    as_suggested: bool = False
    skip_bad: bool = False
    replace: bool = False
    seen: Callable[[], object] = lambda: None
    encoding: str = ""
    choices: Mapping[Path, FileChoice] = {}
    left_out: frozenset[Path] = frozenset()
    leave_repeated: bool = False
    reading: ReadOptions = ReadOptions()
    names: Mapping[str, str] = {}
    lost: Callable[[Loss], object] = lambda _: None
    changed: Callable[[Loss], object] = lambda _: None
    add_labels: Callable[[Change], object] | None = None
    new_labels: Container[str] | None = None

    def files(self, project: Project, paths: Sequence[Path]) -> Iterator[ImportFile]:
        """The files to read, in order, looked for as they are drawn: of an archive all that is unpacked stays on the
        disk as long as somebody has a file of it. NhanError where one is missing."""
        wanted = FileChoice(self.format_name, self.encoding)
        found = files_of(project.disk, paths, wanted, self.choices)
        return (each for each in found if each.path not in self.left_out)

    @property
    def read_options(self) -> ReadOptions:
        return replace(self.reading, as_suggested=self.as_suggested or self.reading.as_suggested)

    def check(self, project: Project) -> ImportCheck:
        return ImportCheck(project, self.names, self.leave_repeated, self._may_add)

    def _may_add(self, label: str) -> bool:
        return self.add_labels is not None and (self.new_labels is None or label in self.new_labels)

    def tell(self, checked: CheckedArticle) -> None:
        """Of the spans that do not come in as they are."""
        for loss in checked.lost:
            self.lost(loss)
        for loss in checked.changed:
            self.changed(loss)


def import_files(project: Project, paths: Sequence[Path], options: ImportOptions) -> ImportReport:
    """Import files and folders of files, in this order.

    NhanError: the first thing that is wrong with any of them (or, skipping what is bad, that nothing can be imported at
    all); then the project is as it was. Articles are streamed: memory holds one pack, not the whole batch.
    """
    files: Iterable[ImportFile] = options.files(project, paths)
    labels: Sequence[str] = ()
    if options.add_labels is not None:
        files = list(files)  # once for both readings
        labels = _add_labels(project, files, options, options.add_labels)
    batch = _Batch(options, options.check(project))
    added = project.add_articles(batch.articles(files), batch)
    said = tuple(batch.said.values())
    return ImportReport(added, batch.spans, tuple(batch.refused), batch.left, batch.lost, batch.changed, said, labels)


def _add_labels(
    project: Project, files: Iterable[ImportFile], options: ImportOptions, make: Callable[[Change], object]
) -> Sequence[str]:
    """Give the project the labels of the articles that will come in. NhanError where nothing would: no label, too."""
    check = options.check(project)
    for file in files:
        for found in file.read(file.file, options.read_options):
            _may_come_in(check.look(found), options)
    match add_labels(project.labels, check.new_labels):
        case Change() as change:
            make(replace(change, machine=True))  # undone by itself it would leave spans with labels that are none
            project.read_again()
        case Rejected():
            pass  # there are none
    return check.new_labels


def _may_come_in(checked: CheckedArticle, options: ImportOptions) -> bool:
    """Whether an article comes in, or is left out, as was asked for. NhanError where all is to be refused for it."""
    if checked.fate is Fate.GOOD:
        return True
    if not options.skip_bad and checked.fate is not Fate.REPEATED:
        raise checked.errors[0]
    return False


class _Batch(Mapping[str, Sequence[Span]]):
    """The articles on their way into the project; as a mapping, the spans of the one that was drawn last."""

    def __init__(self, options: ImportOptions, check: ImportCheck) -> None:
        self._options, self._check = options, check
        self._current: Incoming | None = None
        self.spans = self.lost = self.changed = 0
        self.refused: list[Message] = []
        self.left: dict[str, int] = {}
        self.said: dict[str, tuple[Message, int]] = {}

    def articles(self, files: Iterable[ImportFile]) -> Iterator[Article]:
        for each in files:
            for found in each.read(each.file, self._options.read_options):
                self._options.seen()
                if (incoming := self._accepted(found)) is not None:
                    self._current = incoming
                    yield incoming.article

    def _accepted(self, found: Incoming | NhanError) -> Incoming | None:
        """The article, counted, or None where it is refused and may be skipped. NhanError where it may not."""
        checked = self._check.look(found)
        if not _may_come_in(checked, self._options):
            self.refused.append(checked.errors[0].message)
            return None
        assert checked.incoming is not None  # what is good could be read
        self._options.tell(checked)
        self.lost += len(checked.lost)
        self.changed += len(checked.changed)
        self.spans += len(checked.incoming.spans)
        for name in checked.incoming.left:
            self.left[name] = self.left.get(name, 0) + 1
        for message in checked.incoming.said:
            _, count = self.said.get(repr(message), (message, 0))
            self.said[repr(message)] = message, count + 1
        return checked.incoming

    def __getitem__(self, article_id: str) -> Sequence[Span]:
        if self._current is None or self._current.article.id != article_id:
            raise KeyError(article_id)
        return self._current.spans

    def __iter__(self) -> Iterator[str]:
        return iter([self._current.article.id] if self._current else [])

    def __len__(self) -> int:
        return 1 if self._current else 0
