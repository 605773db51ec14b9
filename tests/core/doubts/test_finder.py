"""Looking for doubts in a child process: seeded errors come first, whatever the order; it can be stopped."""

from pathlib import Path
from threading import Thread

import pytest
from msgspec.structs import replace

from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.doubts.doubt_store import keep_doubts, kept_doubts
from nhan.core.doubts.finder import DoubtFinder, open_doubts, whole_work
from nhan.core.doubts.protocol import Doubts
from nhan.core.messages import NhanError
from nhan.core.model import Change, SpanStatus
from nhan.core.operations import add
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.tagger.training_example import CorrectedArticle
from tests.core.news import articles
from tests.core.retraining.building import PORTS, make


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One in whose cache the articles stay tokenized."""
    return Project.create(Disk(), tmp_path_factory.mktemp("doubts") / "p", PORTS)


def wrong(count: int = 20) -> tuple[list[CorrectedArticle], str]:
    """News in which one span has the label of another kind and one is gone, and the article in which that is so."""
    found = articles(count)
    start, end, label = found[3].spans[0]
    other = "PER" if label != "PER" else "LOC"
    found[3] = replace(found[3], spans=[(start, end, other), *found[3].spans[2:]])
    return found, found[3].article


def seen_first(found: Doubts, article: str) -> set[DoubtKind]:
    return {each.kind for each in found.doubts[:2] if each.article == article}


def test_seeded_errors_come_first_and_the_order_of_articles_is_nothing(project: Project) -> None:
    given, article = wrong()
    steps: list[tuple[int, int]] = []
    found = DoubtFinder(project).find(given, lambda done, of: steps.append((done, of)))
    assert seen_first(found, article) == {DoubtKind.LABEL, DoubtKind.MISSING}
    assert found.stops > len(found.doubts) and all(each.is_worth_a_look for each in found.doubts)
    assert steps == sorted(steps) and steps[-1] == (40, 40)
    assert DoubtFinder(project).find(given[::-1]) == found


def test_words_alone_need_no_model(project: Project) -> None:
    given, article = wrong()
    found = DoubtFinder(project).find(given, words_only=True)
    assert seen_first(found, article) == {DoubtKind.LABEL, DoubtKind.MISSING}


def test_one_article_is_read_by_its_words(project: Project) -> None:
    assert DoubtFinder(project).find(articles(1)).stops > 0


def test_where_nothing_is_labelled_there_is_nothing_to_compare(project: Project) -> None:
    for given in ([], [CorrectedArticle("a", "Không có gì.", [])]):
        with pytest.raises(NhanError, match="nothing to compare"):
            DoubtFinder(project).find(given)


def test_stopping_ends_what_is_under_way(project: Project) -> None:
    finder = DoubtFinder(project)
    errors: list[NhanError] = []

    def look() -> None:
        try:
            finder.find(articles(200), lambda done, _: finder.stop())
        except NhanError as error:
            errors.append(error)

    thread = Thread(target=look)
    thread.start()
    thread.join(60)
    assert [error.message.key for error in errors] == ["doubts.stopped"]


def test_only_done_articles_are_looked_at(tmp_path: Path) -> None:
    session = Session(Project.open(Disk(), make(tmp_path / "p", 3, corrected=2)))
    assert [each.article for each in whole_work(session.project, session.readings(), print)] == ["bài 0", "bài 1"]
    session.close()


def test_what_was_found_is_kept_and_answered_once(tmp_path: Path) -> None:
    folder = make(tmp_path / "p", 2, corrected=1)
    session = Session(Project.open(Disk(), folder))
    first = next(span for span in session.document("bài 0") if span.status is SpanStatus.CONFIRMED)
    given = Doubt("bài 0", DoubtKind.SPURIOUS, first.label, (first.place[:2],), (None,), 2.0, 0.1, 0.9)
    missing = Doubt("bài 1", DoubtKind.MISSING, "PER", ((0, 3),), ((0, 3, "PER"),), 1.0, 0.1, 0.9)
    gone = replace(given, article="bài 9")
    assert kept_doubts(Disk(), folder, session.annotator) is None
    keep_doubts(Disk(), folder, session.annotator, Doubts([given, missing, gone], 9))
    kept = kept_doubts(Disk(), folder, session.annotator)
    assert kept == Doubts([given, missing, gone], 9)
    assert list(open_doubts(session.read, kept.doubts)) == [given, missing]
    assert isinstance(session.commit(add(session.document("bài 1"), PORTS, 0, 3, "PER")), Change)
    assert list(open_doubts(session.read, kept.doubts)) == [given]
    session.close()
    beyond = replace(missing, places=((9000, 9006),))
    assert not list(open_doubts(session.read, [beyond]))
    (file,) = (folder / "cache" / "doubts").iterdir()
    file.write_text("{", encoding="utf-8")
    assert kept_doubts(Disk(), folder, session.annotator) is None
    for damaged in (replace(given, alternative=()), replace(given, places=((-5, -1),)), replace(given, places=())):
        keep_doubts(Disk(), folder, session.annotator, Doubts([damaged], 9))
        assert kept_doubts(Disk(), folder, session.annotator) is None
