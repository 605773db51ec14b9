"""What an export says that it left behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nhan.core.exporting import Export, ExportOptions, ExportReport
from nhan.core.formats.format import Loss
from nhan.core.model import Article, ArticleStatus
from nhan.core.operations import accept, accept_rest, comment, set_flag, set_note, set_status
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import LABELS, TEXT, span
from tests.core.changed_projects import LAN, MINH, delete, done, opened

PERSON = span(TEXT, "Nguyễn Văn A", "PER", runner_up="ORG")
PLACE = span(TEXT, "Hoà Bình", "LOC")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Two articles, one done in bulk with a question, notes and a flag, the other skipped."""
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article(name, TEXT, meta={"url": "x"}) for name in ("a", "b")])
    run = project.new_run("test", "1")
    run.write(run.next_pack, {"a": (PERSON, PLACE), "b": ()})
    run.finish()
    session = Session(project, LAN)
    done(session.commit(accept(session.document("a"), LABELS, PERSON.id)))
    done(session.commit(comment(session.document("a"), PERSON.id, "ai?", question=True)))
    done(session.commit(accept_rest(session.document("a"), LABELS)))
    done(session.commit(set_note(session.document("a"), "xem lại")))
    done(session.commit(set_flag(session.document("a"), True)))
    done(session.commit(set_status(session.document("b"), ArticleStatus.SKIPPED)))
    yield session
    session.close()


def exported(session: Session, format_name: str) -> tuple[ExportReport, list[Loss]]:
    lost: list[Loss] = []
    export = Export(session.snapshot(), ExportOptions(format_name, lost=lost.append))
    assert b"".join(export.chunks())
    return export.report, lost


SPANS = {"notes": 1, "people": 2, "questions": 1, "runner_up": 1}
WHOLE = {"article_status": 1, "skipped": 1, "article_notes": 1, "flags": 1, "bulk": 1}
LEFT = {
    "jsonl": {},
    "doccano": SPANS | WHOLE,
    "label-studio": {name: count for name, count in (SPANS | WHOLE).items() if name not in ("notes", "skipped")},
    "csv": {"people": 2, "questions": 1, "runner_up": 1, "flags": 1, "bulk": 1},
    "iob": {"text": 2, "metadata": 2} | SPANS | WHOLE,
}


@pytest.mark.parametrize("format_name", LEFT)
def test_everything_that_a_format_cannot_say_is_counted(session: Session, format_name: str) -> None:
    report, _ = exported(session, format_name)
    assert report.left_out == LEFT[format_name]


def test_spans_of_a_deleted_label_are_counted_as_lost(session: Session) -> None:
    folder = session.project.folder
    session.close()
    minh = opened(folder, MINH)
    delete(minh, "LOC")  # which leaves it in what others have done
    minh.close()
    lan = opened(folder)
    report, lost = exported(lan, "jsonl")
    assert [each.label for each in lost] == ["LOC"]
    assert (report.spans, report.lost) == (1, 1)
    lan.close()
