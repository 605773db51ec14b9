"""Labels and articles changed for everybody: what each person has is right, and undo takes the whole of it back."""

import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhan.core.corpus_change import WorkedOut, delete_label_everywhere, make_ready
from nhan.core.curation.usage import article_usage, in_words, label_usage
from nhan.core.importing import ImportOptions, import_files
from nhan.core.labels import LabelSet
from nhan.core.messages import NhanError
from nhan.core.model import Article, Change, Rejected, SpanStatus
from nhan.core.operations import (
    accept,
    add,
    delete_articles,
    finish,
    merge_labels,
    reject,
    relabel,
    rename_label,
    restore_articles,
)
from nhan.core.outcome import Outcome
from nhan.core.project import Project
from nhan.core.retraining.corrections_of_all import all_corrections
from nhan.core.session import Session
from nhan.core.store.disk import Disk, Stat
from nhan.core.validation import check_folder
from tests.core.building import LABELS, TEXT, span
from tests.core.crashing import CrashError, CrashingDisk, die

A, HOA, HCM = "Nguyễn Văn A", "Hoà Bình", "TP.HCM"
SUGGESTED = (span(TEXT, A, "PER"), span(TEXT, HOA, "LOC"), span(TEXT, HCM, "LOC"))
LAN, MINH = "lan-7k2q", "minh-p3ra"
NOW = "2026-01-02T03:04:05Z"


def make(folder: Path, articles: int = 3) -> Path:
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(f"a{n}", TEXT) for n in range(articles)])
    run = project.new_run("test", "1")
    run.write(run.next_pack, {f"a{n}": SUGGESTED for n in range(articles)})
    run.finish()
    return folder


def opened(folder: Path, annotator: str = LAN, disk: Disk | None = None) -> Session:
    return Session(Project.open(disk or Disk(), folder), annotator, clock=lambda: NOW, name=annotator.partition("-")[0])


def done(outcome: Outcome) -> Change:
    assert isinstance(outcome, Change), outcome
    return outcome


def crashed(session: Session) -> Session:
    """The same work after the program has died and was started again."""
    die(session)
    return opened(session.project.folder, session.annotator)


def again(session: Session) -> Session:
    assert session.close() is None
    return opened(session.project.folder, session.annotator)


def labels_of(session: Session, article_id: str = "a0") -> dict[str, str]:
    """By words, the label of every span that nobody has rejected."""
    document = session.document(article_id)
    return {document.text[each.start : each.end]: each.label for each in document.unrejected()}


def worked(folder: Path, annotator: str) -> None:
    """Somebody accepts the first two suggestions of the first article."""
    session = opened(folder, annotator)
    for each in SUGGESTED[:2]:
        done(session.commit(accept(session.document("a0"), LABELS, each.id)))
    assert session.close() is None


def rename(session: Session, old: str, new: str) -> Session:
    done(session.commit(rename_label(session.project.labels, old, new)))
    return again(session)


def delete(session: Session, label: str) -> Change:
    found = delete_label_everywhere(session.snapshot(), label)
    match found:
        case WorkedOut():
            return done(session.commit_ready(make_ready(found, session.decision(found.change.verb))))
        case _:
            return done(session.commit(found))


def files_of(folder: Path, *parts: str) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for part in parts for path in folder.glob(f"{part}/**/*.json*")}


def sound(folder: Path) -> bool:
    return list(check_folder(Disk(), folder)) == []


# -- labels ------------------------------------------------------------------------------------------------------------


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
    done(minh.commit(finish(minh.document("a0"), bulk=True)))
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


# -- articles ----------------------------------------------------------------------------------------------------------


def test_a_deleted_article_is_nowhere_and_comes_back_with_everything(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    for person in (LAN, MINH):
        worked(folder, person)
    lan = opened(folder)
    done(lan.commit(finish(lan.document("a0"), bulk=True)))
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


# -- a disk that refuses, a program that dies ------------------------------------------------------------------------


class NoProjectFile(Disk):
    """project.json cannot be replaced."""

    refuses = True

    def write_atomic(self, path: Path, data: bytes) -> Stat:
        if self.refuses and path.name == "project.json":
            raise OSError(28, "full")
        return super().write_atomic(path, data)


def test_a_change_that_project_json_lacks_is_made_later(tmp_path: Path) -> None:
    folder, disk = make(tmp_path / "p"), NoProjectFile()
    worked(folder, LAN)  # who is listed now
    lan = opened(folder, disk=disk)
    done(lan.commit(rename_label(LABELS, "PER", "NGƯỜI")))
    assert lan.project_changes.failure is not None and lan.close() == lan.project_changes.failure
    assert Project.open(Disk(), folder).labels == LABELS
    looking = opened(folder, disk=disk)
    assert looking.project_changes.failure is not None and looking.project.labels == LABELS
    looking.close()
    lan = opened(folder)
    assert lan.project_changes.failure is None and labels_of(lan)[A] == "NGƯỜI"
    disk.refuses = False
    lan = again(lan)
    rename(opened(folder, MINH), "NGƯỜI", "PER").close()
    assert labels_of(again(lan))[A] == "PER"  # it was made once: what others did since stays
    assert sound(folder)


@pytest.mark.parametrize("end", [again, crashed])
def test_several_changes_that_project_json_lacks_are_made_in_order(
    tmp_path: Path, end: Callable[[Session], Session]
) -> None:
    folder, disk = make(tmp_path / "p"), NoProjectFile()
    worked(folder, LAN)
    lan = opened(folder, disk=disk)
    done(lan.commit(delete_articles(lan.project, lan.project.deleted, ["a0"])))
    done(lan.commit(delete_articles(lan.project, lan.project.deleted, ["a1"])))
    done(lan.undo())
    assert list(Project.open(Disk(), folder).ids) == ["a0", "a1", "a2"]
    disk.refuses = False
    assert list(end(lan).project.ids) == ["a1", "a2"]
    assert list(Project.open(Disk(), folder).deleted) == ["a0"]


def test_what_was_made_is_not_made_again_after_a_crash(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    lan = opened(folder)
    done(lan.commit(rename_label(LABELS, "PER", "NGƯỜI")))
    done(lan.commit(delete_articles(lan.project, lan.project.deleted, ["a0"])))
    die(lan)  # it dies with its journal open
    minh = rename(opened(folder, MINH), "NGƯỜI", "PER")
    done(minh.commit(restore_articles(minh.project.deleted, ["a0"])))
    minh.close()
    lan = opened(folder)
    assert lan.project.labels.labels[0].name == "PER" and list(lan.project.ids) == ["a0", "a1", "a2"]


def on_its_disk_again(session: Session) -> Session:
    assert session.close() is None
    return opened(session.project.folder, disk=session.project.disk)


def steps(session: Session) -> Iterator[Session]:
    """One step after the other, as the window makes them: a new session after each change of labels."""
    done(session.commit(accept(session.document("a0"), session.project.labels, SUGGESTED[0].id)))
    yield session
    done(session.commit(rename_label(session.project.labels, "PER", "NGƯỜI")))
    yield session
    session = on_its_disk_again(session)
    delete(session, "LOC")
    yield session
    session = on_its_disk_again(session)
    done(session.undo())
    yield session
    session = on_its_disk_again(session)
    done(session.redo())
    yield session
    done(session.commit(delete_articles(session.project, session.project.deleted, ["a2"])))
    yield session
    done(session.undo())
    yield session
    session.close()
    yield session


Picture = tuple[LabelSet, tuple[str, ...], dict[str, dict[str, str]]]


def picture(folder: Path, annotator: str = LAN) -> Picture:
    session = Session(Project.open(Disk(), folder), annotator, name="lan")
    try:
        found = {name: labels_of(session, name) for name in session.project.ids}
        return session.project.labels, tuple(session.project.ids), found
    finally:
        die(session)


def run(folder: Path, disk: CrashingDisk) -> int:
    """How many steps came to their end."""
    session, made = opened(folder, disk=disk), 0
    with suppress(CrashError):
        for session in steps(session):  # noqa: B020, B007 - the one that is open is let go
            made += 1
    die(session)
    return made


@pytest.mark.parametrize("when", ["before", "half", "after"])
def test_wherever_the_program_dies_the_change_is_whole_or_not_there(tmp_path: Path, when: str) -> None:
    folder = make(tmp_path / "whole", 3)
    whole = [picture(folder)]
    session = opened(folder)
    for session in steps(session):  # noqa: B020
        die(session)
        whole.append(picture(folder))
    counted = CrashingDisk()
    assert run(make(tmp_path / "counted", 3), counted) == len(whole) - 1
    assert counted.calls > 30
    for at in range(counted.calls):
        folder = make(tmp_path / f"{at}", 3)
        made = run(folder, CrashingDisk(at, when))
        assert picture(folder) in whole[made : made + 2], (at, made)
        assert picture(folder) == picture(folder)  # opening once more changes nothing more
        session = opened(folder)
        while isinstance(session.undo(), Change):
            session = again(session)
        session.close()
        assert picture(folder) == whole[0] and sound(folder)


# -- anything in any order -------------------------------------------------------------------------------------------


class Model:
    """What everybody should see: labels are numbers, which never change; names and mergers are said of them."""

    def __init__(self) -> None:
        self.names = {n: label.name for n, label in enumerate(LABELS.labels)}
        self.into: dict[int, int] = {}
        self.deleted: set[int] = set()
        self.spans = {who: {A: 0, HOA: 1, HCM: 1} for who in (LAN, MINH)}

    def number(self, name: str) -> int | None:
        return next((n for n, its in self.names.items() if its == name and self._is_there(n)), None)

    def _is_there(self, number: int) -> bool:
        return number not in self.into and number not in self.deleted

    def shown(self, who: str) -> dict[str, str]:
        return {words: self.names[self._end(number)] for words, number in self.spans[who].items()}

    def _end(self, number: int) -> int:
        while number in self.into:
            number = self.into[number]
        return number

    def rejected(self, who: str, name: str) -> None:
        self.spans[who] = {words: n for words, n in self.spans[who].items() if self.names[self._end(n)] != name}


NAMES = ("PER", "LOC", "ORG", "MISC", "NGƯỜI", "TÊN")


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_done_in_whatever_order_everybody_sees_the_right_labels(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = make(tmp_path_factory.mktemp("p") / "p", 1)
    sessions = {who: opened(folder, who) for who in (LAN, MINH)}
    model = Model()
    before: list[Model] = []
    undone: list[Model] = []
    name = st.sampled_from(NAMES)
    for _ in range(data.draw(st.integers(1, 12))):
        verb = data.draw(
            st.sampled_from(["rename", "rename", "merge", "delete", "mine", "theirs", "undo", "redo", "crash"])
        )
        lan = sessions[LAN]
        here: Any = deepcopy(model)
        old, new, words = data.draw(name), data.draw(name), data.draw(st.sampled_from([A, HOA, HCM]))
        outcome: Outcome | None = None
        if verb in ("rename", "merge"):
            make_it = rename_label if verb == "rename" else merge_labels
            outcome = lan.commit(make_it(lan.project.labels, old, new))
            one, other = model.number(old), model.number(new)
            if isinstance(outcome, Change) and verb == "rename" and one is not None:
                model.names[one] = new
            elif isinstance(outcome, Change) and one is not None and other is not None:
                model.into[one] = other
        elif verb == "delete" and model.number(old) is not None and len(lan.project.labels.labels) > 1:
            outcome = delete(lan, old)
            model.rejected(LAN, old)
            model.deleted.add(model.number(old) or 0)
        elif verb in ("mine", "theirs"):
            who = LAN if verb == "mine" else MINH
            sessions[MINH] = again(sessions[MINH])
            session = sessions[who]
            document = session.document("a0")
            found = next((s for s in document.unrejected() if document.text[s.start : s.end] == words), None)
            made = session.commit(relabel(document, session.project.labels, found.id if found else "", old))
            number = model.number(old)
            if isinstance(made, Change) and number is not None and model.shown(who)[words] != old:
                model.spans[who][words] = number
            outcome = made if who == LAN else None
        elif verb == "undo" and before:
            outcome = done(lan.undo())
            undone.append(deepcopy(model))
            theirs = model.spans[MINH]
            model = before.pop()
            model.spans[MINH] = theirs
        elif verb == "redo" and undone:
            outcome = done(lan.redo())
            before.append(deepcopy(model))
            theirs = model.spans[MINH]
            model = undone.pop()
            model.spans[MINH] = theirs
        elif verb == "crash":
            sessions = {who: crashed(session) for who, session in sessions.items()}
        if isinstance(outcome, Change) and verb not in ("undo", "redo"):
            before.append(here)
            undone.clear()
        if isinstance(outcome, Change):
            sessions[LAN] = again(sessions[LAN])
        assert labels_of(sessions[LAN]) == model.shown(LAN)
    sessions = {who: again(session) for who, session in sessions.items()}
    for who, session in sessions.items():
        assert labels_of(session) == model.shown(who)
        assert session.close() is None
    assert sound(folder)
