"""Articles deleted for everybody and brought back: nothing of anybody's work is lost."""

import json
import zlib
from pathlib import Path

import pytest

from nhan.core.curation.usage import article_usage, in_words, label_usage
from nhan.core.importing import ImportOptions, import_files
from nhan.core.messages import NhanError
from nhan.core.model import Rejected, SpanStatus
from nhan.core.operations import (
    accept,
    accept_rest,
    delete_articles,
    restore_articles,
)
from nhan.core.project import Project
from nhan.core.retraining.corrections_of_all import all_corrections
from nhan.core.store.disk import Disk
from tests.core.building import LABELS
from tests.core.changed_projects import (
    HCM,
    HOA,
    LAN,
    MINH,
    SUGGESTED,
    A,
    again,
    crashed,
    done,
    files_of,
    labels_of,
    make,
    opened,
    sound,
    worked,
)


def test_a_deleted_article_is_nowhere_and_comes_back_with_everything(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    for person in (LAN, MINH):
        worked(folder, person)
    lan = opened(folder)
    done(lan.commit(accept_rest(lan.document("a0"), LABELS)))
    assert in_words(article_usage(lan.snapshot(), ["a0", "a2"]), "en") == (
        "lan has 3 spans in 1 articles; minh has 3 spans in 1 articles"
    )
    before = files_of(folder, "texts", "pre", f"work/{MINH}")
    done(lan.commit(delete_articles(lan.project, lan.project.deleted, ["a0", "a2", "a0"])))
    for session in (lan, again(lan), opened(folder, MINH)):
        project = session.project
        assert list(project.ids) == ["a1"] and len(project) == 1 and list(project.deleted) == ["a0", "a2"]
        assert (
            [each.id for each in session.summaries()] == [each.id for each in session.snapshot().summaries()] == ["a1"]
        )
        assert session.begun == [] and list(session.snapshot().ids) == ["a1"]
        assert all_corrections(session, lambda _: None) == []
    assert files_of(folder, "texts", "pre", f"work/{MINH}") == before and sound(folder)
    lan = again(opened(folder))
    done(lan.undo())
    assert list(lan.project.ids) == ["a0", "a1", "a2"]
    lan = again(lan)
    assert labels_of(lan) == {A: "PER", HOA: "LOC", HCM: "LOC"} and lan.begun == ["a0"]
    done(lan.redo())
    assert list(again(lan).project.ids) == ["a1"]


def test_work_on_an_article_that_somebody_deletes_meanwhile_is_kept(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    minh, lan = opened(folder, MINH), opened(folder)
    done(minh.commit(accept(minh.document("a0"), LABELS, SUGGESTED[0].id)))
    done(lan.commit(delete_articles(lan.project, lan.project.deleted, ["a0"])))
    minh = crashed(minh)
    assert list(minh.project.ids) == ["a1", "a2"]
    done(minh.commit(accept(minh.document("a1"), LABELS, SUGGESTED[0].id)))
    minh = again(minh)
    done(lan.undo())
    minh = again(minh)
    assert minh.document("a0").count(status=SpanStatus.CONFIRMED) == 1 and sound(folder)


def test_the_id_of_a_deleted_article_is_not_given_away(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    lan = opened(folder)
    done(lan.commit(delete_articles(lan.project, lan.project.deleted, ["a0"])))
    file = tmp_path / "a0.txt"
    file.write_text("Khác.", encoding="utf-8")
    with pytest.raises(NhanError) as raised:
        import_files(Project.open(Disk(), folder), [file], ImportOptions())
    assert raised.value.message.key == "store.id_deleted"


def test_what_is_refused_of_articles(tmp_path: Path) -> None:
    lan = opened(make(tmp_path / "p"))
    assert delete_articles(lan.project, lan.project.deleted, ["a1", "x"]) == Rejected("articles.unknown", {"id": "x"})
    done(lan.commit(delete_articles(lan.project, lan.project.deleted, ["a0"])))
    assert delete_articles(lan.project, lan.project.deleted, ["a0"]) == Rejected("verbs.already")
    assert restore_articles(lan.project.deleted, ["a0", "a1"]) == Rejected("articles.not_deleted", {"id": "a1"})
    done(lan.commit(restore_articles(lan.project.deleted, ["a0"])))
    assert list(lan.project.ids) == ["a0", "a1", "a2"]
    assert "deleted_articles" not in json.loads((lan.project.folder / "project.json").read_bytes())


def test_whose_work_cannot_be_counted_is_said(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    worked(folder, MINH)
    body = b'{"format":"nhan/journal","version":9,"session":"000009-abcdef","segment":1}'
    line = b'{"crc32": "%08x", "journal": %s}\n' % (zlib.crc32(body), body)
    (folder / "journal" / MINH / "000009-abcdef.jsonl").write_bytes(line)
    snapshot = opened(folder).snapshot()
    nobody = "the work of minh cannot be read"
    assert in_words(label_usage(snapshot)["ORG"], "en") == in_words(article_usage(snapshot, ["a0"]), "en") == nobody
