"""Labels changed for everybody: what each person has is right, and undo takes the whole of it back."""

import json
from pathlib import Path

from nhan.core.curation.usage import in_words, label_usage
from nhan.core.importing import ImportOptions, import_files
from nhan.core.model import Rejected, SpanStatus
from nhan.core.operations import (
    accept,
    accept_rest,
    add,
    finish,
    merge_labels,
    reject,
    relabel,
)
from nhan.core.project import Project
from nhan.core.retraining.corrections_of_all import all_corrections
from nhan.core.session import Session
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
    delete,
    done,
    files_of,
    labels_of,
    make,
    opened,
    rename,
    sound,
    worked,
)
from tests.core.crashing import die


def test_a_renamed_label_is_renamed_in_everybodys_work_and_nobodys_file(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    for person in (LAN, MINH):
        worked(folder, person)
    before = files_of(folder, "work", "pre", "texts")
    session = rename(opened(folder), "PER", "NGƯỜI")
    expected = {A: "NGƯỜI", HOA: "LOC", HCM: "LOC"}
    for each in (session, opened(folder, MINH)):
        assert labels_of(each) == labels_of(each, "a1") == expected
        done(each.commit(relabel(each.document("a0"), each.project.labels, SUGGESTED[2].id, "NGƯỜI")))
        assert labels_of(again(each))[HCM] == "NGƯỜI"
    assert files_of(folder, "pre", "texts") == {name: data for name, data in before.items() if "work" not in name}
    stored = json.loads((folder / "work" / MINH).rglob("*.json").__next__().read_bytes())["spans"]
    assert [each["label"] for each in stored] == ["PER", "LOC", "PER"]
    assert sound(folder)


def test_undo_redo_and_undo_again_after_restarts(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    session = rename(opened(folder), "PER", "NGƯỜI")
    done(session.undo())
    session = again(session)
    assert [label.name for label in session.project.labels.labels] == ["PER", "LOC", "ORG", "MISC"]
    done(session.redo())
    session = again(session)
    assert labels_of(session)[A] == "NGƯỜI"
    done(session.undo())
    session = again(session)
    assert labels_of(session)[A] == "PER" and session.undo() == Rejected("session.nothing_to_undo")


def test_an_old_step_of_undo_brings_a_span_back_under_its_new_name(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    worked(folder, MINH)
    minh = opened(folder, MINH)
    done(minh.commit(reject(minh.document("a0"), SUGGESTED[0].id)))
    assert minh.close() is None
    rename(rename(opened(folder), "PER", "NGƯỜI"), "LOC", "PER").close()
    minh = opened(folder, MINH)
    done(minh.undo())
    assert labels_of(minh) == {A: "NGƯỜI", HOA: "PER", HCM: "PER"}
    minh = crashed(minh)
    assert labels_of(minh) == {A: "NGƯỜI", HOA: "PER", HCM: "PER"}
    for _ in range(2):
        done(minh.undo())
    assert labels_of(minh) == {A: "NGƯỜI", HOA: "PER", HCM: "PER"} and minh.undo() != Rejected("")


def test_a_window_that_was_open_all_the_time_loses_nothing(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    minh, lan = opened(folder, MINH), opened(folder)
    done(minh.commit(accept(minh.document("a0"), LABELS, SUGGESTED[0].id)))
    for old, new in (("PER", "x"), ("LOC", "PER"), ("x", "LOC")):
        lan = rename(lan, old, new)
    done(minh.commit(accept(minh.document("a0"), LABELS, SUGGESTED[1].id)))
    done(minh.commit(add(minh.document("a0"), LABELS, 0, 7, "ORG")))
    assert labels_of(minh) == {A: "PER", HOA: "LOC", HCM: "LOC", "Công an": "ORG"}
    expected = {A: "LOC", HOA: "PER", HCM: "PER", "Công an": "ORG"}
    assert labels_of(crashed(minh)) == expected
    minh = opened(folder, MINH)
    done(minh.commit(relabel(minh.document("a0"), minh.project.labels, SUGGESTED[2].id, "LOC")))
    assert labels_of(again(minh)) == expected | {HCM: "LOC"}
    assert sound(folder)


def exchanged(folder: Path) -> Session:
    """Lan gives PER the name of LOC and LOC that of PER."""
    session = opened(folder)
    for old, new in (("PER", "x"), ("LOC", "PER"), ("x", "LOC")):
        session = rename(session, old, new)
    return session


def test_what_only_a_journal_has_is_right_after_an_exchange_of_names(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    lan = exchanged(folder)
    done(lan.commit(relabel(lan.document("a0"), lan.project.labels, SUGGESTED[2].id, "LOC")))
    lan = crashed(lan)
    assert labels_of(lan) == {A: "LOC", HOA: "PER", HCM: "LOC"} and sound(folder)
    delete(lan, "LOC")
    lan = crashed(lan)
    assert labels_of(lan) == {HOA: "PER"} and labels_of(lan, "a1") == {HOA: "PER", HCM: "PER"} and sound(folder)
    done(lan.undo())
    assert labels_of(crashed(lan)) == {A: "LOC", HOA: "PER", HCM: "LOC"} and sound(folder)


def test_undoing_a_merge_tells_apart_what_others_have_worked_on_since(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    worked(folder, MINH)
    lan = opened(folder)
    done(lan.commit(merge_labels(LABELS, "PER", "ORG")))
    lan = again(lan)
    minh = opened(folder, MINH)
    assert labels_of(minh) == {A: "ORG", HOA: "LOC", HCM: "LOC"}
    done(minh.commit(relabel(minh.document("a0"), minh.project.labels, SUGGESTED[2].id, "ORG")))
    minh = crashed(again(minh))  # once from the record, once from the journal
    done(minh.commit(finish(minh.document("a0"))))
    minh = crashed(minh)
    assert labels_of(minh) == {A: "ORG", HOA: "LOC", HCM: "ORG"}
    die(minh)
    done(lan.undo())
    lan.close()
    assert labels_of(opened(folder, MINH)) == {A: "PER", HOA: "LOC", HCM: "ORG"}
    assert sound(folder)


def test_deleting_a_label_rejects_ones_own_spans_and_leaves_the_others_theirs(tmp_path: Path) -> None:
    folder = make(tmp_path / "p", articles=40)
    for person in (LAN, MINH):
        worked(folder, person)
    before = files_of(folder, f"work/{MINH}")
    lan = opened(folder)
    usage = in_words(label_usage(lan.snapshot())["LOC"], "en")
    assert usage == (
        "lan has 2 spans in 1 articles; minh has 2 spans in 1 articles; 78 spans in 39 articles that nobody has begun"
    )
    change = delete(lan, "LOC")
    assert len(change.edits) == 40
    lan = again(lan)
    assert labels_of(lan) == labels_of(lan, "a39") == {A: "PER"}
    assert [each.status for each in lan.document("a0")].count(SpanStatus.REJECTED) == 2
    minh = opened(folder, MINH)
    assert labels_of(minh) == {A: "PER", HOA: "LOC", HCM: "LOC"} and files_of(folder, f"work/{MINH}") == before
    labels = minh.project.labels
    assert accept(minh.document("a0"), labels, SUGGESTED[2].id) == Rejected("verbs.unknown_label", {"label": "LOC"})
    done(minh.commit(relabel(minh.document("a0"), labels, SUGGESTED[2].id, "ORG")))
    assert sound(folder)
    delete(minh, "LOC")  # what of it is still there, in one's own work
    assert labels_of(again(minh)) == {A: "PER", HCM: "ORG"}
    lan = again(lan)  # undo after a restart
    done(lan.undo())
    lan = again(lan)
    assert labels_of(lan) == labels_of(lan, "a39") == {A: "PER", HOA: "LOC", HCM: "LOC"}
    assert lan.project.labels == LABELS and sound(folder)
    done(lan.redo())
    assert labels_of(again(lan), "a39") == {A: "PER"}


def test_spans_of_a_deleted_label_go_into_no_model(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    minh = opened(folder, MINH)
    done(minh.commit(accept_rest(minh.document("a0"), LABELS)))
    minh.close()
    lan = opened(folder)
    assert [len(each.spans) for each in all_corrections(lan, lambda _: None)] == [3]
    delete(lan, "LOC")
    assert [len(each.spans) for each in all_corrections(again(lan), lambda _: None)] == [1]


def test_a_label_that_somebody_else_has_changed_meanwhile_is_not_changed_back(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    lan = rename(opened(folder), "PER", "NGƯỜI")
    rename(rename(opened(folder, MINH), "NGƯỜI", "AI"), "LOC", "NƠI").close()
    assert lan.undo() == Rejected("session.stale")
    lan = again(lan)
    assert [label.name for label in lan.project.labels.labels] == ["AI", "NƠI", "ORG", "MISC"]


def test_old_names_in_files_that_come_in_are_understood(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    rename(rename(opened(folder), "PER", "NGƯỜI"), "NGƯỜI", "AI").close()
    file = tmp_path / "new.jsonl"
    spans = [{"start": 0, "end": 3, "label": name} for name in ("PER", "NGƯỜI", "AI")]
    lines = [json.dumps({"id": f"n{n}", "text": "Lan", "spans": [each]}) for n, each in enumerate(spans)]
    file.write_text("\n".join(lines), encoding="utf-8")
    project = Project.open(Disk(), folder)
    import_files(project, [file], ImportOptions())
    lan = opened(folder)
    assert [labels_of(lan, f"n{n}") for n in range(3)] == [{"Lan": "AI"}] * 3 and sound(folder)
