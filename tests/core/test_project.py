"""A project folder end to end: created, filled, worked on, opened again; looking at it writes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.labels import Label, LabelSet
from nhan.core.loaded_article import Loaded
from nhan.core.messages import NhanError
from nhan.core.model import Article, ArticleEdit, ArticleState, ArticleStatus, Change, Source, Span, SpanStatus
from nhan.core.project import Project
from nhan.core.queue import Summary
from nhan.core.store.disk import Disk
from nhan.core.store.journal import Entry
from nhan.core.store.record import decode_record, encode_record
from nhan.core.store.strict import Where
from nhan.core.validation import check
from tests.core.building import LABELS, TEXT, span
from tests.core.store.building import FullDisk
from tests.core.store.test_record import RECORD, VERSION_1

ON_WINDOWS_TOO = True

NAME = span(TEXT, "Nguyễn Văn A", "PER")
PLACE = span(TEXT, "Hoà Bình", "LOC")
IMPORTED = Source("import", "cũ.jsonl")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project.create(Disk(), tmp_path / "p", LABELS, "Dự án thử")
    project.add_articles([Article("a", TEXT, "Bài a"), Article("Bài b", TEXT, "Bài b"), Article("c", TEXT)])
    return project


def again(project: Project) -> Project:
    return Project.open(Disk(), project.folder)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def suggest(project: Project, **spans: list[Span]) -> str:
    run = project.new_run("underthesea.ner", "9.5.0")
    run.write(run.next_pack, spans)
    run.finish()
    return run.run


def confirm(document: Document, *chosen: Span) -> None:
    added = tuple(_confirmed(each) for each in chosen)
    was, now = document.state, ArticleState(ArticleStatus.DONE, "xong")
    document.apply(ArticleEdit(document.id, chosen, added, was, now))


def _confirmed(each: Span) -> Span:
    return Span(
        id=each.id, start=each.start, end=each.end, label=each.label, status=SpanStatus.CONFIRMED, source=each.source
    )


def save(project: Project, loaded: Loaded, **changes: Any) -> None:
    """Whatever record is there by now."""
    project.save(replace(loaded, stat=project.record_stat(loaded.document.id, "an1"), **changes), "an1")


def refusal(attempt: Any, *arguments: Any) -> tuple[str, str]:
    with pytest.raises(NhanError) as caught:
        attempt(*arguments)
    assert str(caught.value)
    return caught.value.message.key, caught.value.message.fields.get("field", "")


def test_what_was_created_is_opened(project: Project) -> None:
    for seen in (project, again(project)):
        assert (seen.name, seen.labels, seen.annotator) == ("Dự án thử", LABELS, "an1")
        assert (list(seen.ids), len(seen)) == (["a", "Bài b", "c"], 3)
        assert seen.title("a") == "Bài a"
        assert seen.article("Bài b") == Article("Bài b", TEXT, "Bài b")
    assert (project.folder / ".gitattributes").read_bytes() == b"* -text\n"


def test_looking_at_everything_writes_nothing(project: Project) -> None:
    suggest(project, a=[NAME])
    before = tree(project.folder.parent)
    seen = again(project)
    assert [seen.load(name, "an1").touched for name in seen.ids] == [False] * 3
    assert len(list(seen.summaries("an1"))) == 3
    assert list(seen.unsuggested()) == ["Bài b", "c"]
    assert seen.suggested("a") is not None
    assert seen.journal("an1").live() == {}
    assert tree(project.folder.parent) == before


@pytest.mark.parametrize("labels", [(), LABELS.labels[:1] * 2])
def test_labels_that_could_not_be_read_again_are_not_written(
    project: Project, tmp_path: Path, labels: tuple[Label, ...]
) -> None:
    before = tree(project.folder)
    wrong = LabelSet(name="wrong", title={}, labels=labels)
    assert refusal(lambda: project.describe(labels=wrong))[1].startswith("labels.labels")
    assert refusal(Project.create, Disk(), tmp_path / "new", wrong)[1].startswith("labels.labels")
    assert tree(project.folder) == before
    assert not (tmp_path / "new").exists()


def test_a_file_cannot_be_a_project(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("a file")
    with pytest.raises(NhanError) as caught:
        Project.create(Disk(), tmp_path / "p", LABELS)
    assert caught.value.message.key == "store.no_folder"


def test_git_is_told_of_an_old_project_when_it_is_next_written(project: Project) -> None:
    """Not when it is opened; and what somebody has written there stays."""
    files = [project.folder / name for name in (".gitattributes", ".gitignore")]
    assert [path.exists() for path in files] == [True, True]
    writes = (
        lambda ours: ours.add_articles([Article("d", TEXT)]),
        lambda ours: ours.describe(name="khác"),
        lambda ours: ours.save(ours.load("a", "an1"), "an1"),
    )
    for write in writes:
        for path in files:
            path.unlink(missing_ok=True)
        files[1].write_bytes(b"mine\n")
        ours = again(project)
        assert not files[0].exists()
        write(ours)
        assert (files[0].read_bytes(), files[1].read_bytes()) == (b"* -text\n", b"mine\n")


def test_annotators_and_settings_have_a_line_each(project: Project) -> None:
    """In the order of their names, so that two people who add different ones do it in different places."""
    project.describe(settings={"b": {"x": [1]}, "c": 1, "a": "x"})
    lines = (project.folder / "project.json").read_text(encoding="utf-8").split("\n")
    at = lines.index('  "settings": {')
    assert lines[at + 1 : at + 7] == ['    "a": "x"', "    ,", '    "b": {"x": [1]}', "    ,", '    "c": 1', "  }"]
    project.welcome("lan-7k2q", "Lan")
    project.welcome("minh-3f9x", "Minh")
    lines = (project.folder / "project.json").read_text(encoding="utf-8").split("\n")
    at = next(at for at, line in enumerate(lines) if '"lan-7k2q"' in line)
    assert lines[at + 1] == "    ," and '"minh-3f9x"' in lines[at + 2]
    assert dict(again(project).settings) == {"b": {"x": [1]}, "c": 1, "a": "x"}


def test_a_project_is_not_made_over_another(project: Project, tmp_path: Path) -> None:
    assert refusal(Project.create, Disk(), project.folder, LABELS)[0] == "store.folder_taken"
    (tmp_path / "half" / "work").mkdir(parents=True)
    assert refusal(Project.create, Disk(), tmp_path / "half", LABELS)[0] == "store.folder_taken"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "README").touch()
    assert Project.create(Disk(), tmp_path / "mine", LABELS).name == "mine"
    assert refusal(Project.open, Disk(), tmp_path)[0] == "store.no_project"
    assert refusal(Project.open, Disk(), tmp_path / "nowhere")[0] == "store.no_project"


def test_an_untouched_article_starts_with_the_newest_suggestions(project: Project) -> None:
    first = suggest(project, a=[NAME], c=[NAME])
    second = suggest(project, a=[PLACE])
    for seen in (project, again(project)):
        assert [list(seen.load(name, "an1").document) for name in seen.ids] == [[PLACE], [], [NAME]]
        assert [seen.load(name, "an1").base for name in seen.ids] == [second, "", first]
        assert list(seen.load("a", "an1", first).document) == [NAME]
        assert list(seen.load("a", "an1", "").document) == []


def test_work_is_read_back_and_newer_suggestions_leave_it_alone(project: Project) -> None:
    run = suggest(project, **{"Bài b": [NAME, PLACE]})
    loaded = project.load("Bài b", "an1")
    confirm(loaded.document, NAME)
    save(project, loaded, applied={"000001-abcdef": 7})
    suggest(project, **{"Bài b": []})
    for seen in (project, again(project)):
        back = seen.load("Bài b", "an1")
        assert list(back.document) == list(loaded.document)
        assert back.document.state == ArticleState(ArticleStatus.DONE, "xong")
        assert (back.base, back.touched) == (run, True)
        assert back.applied == ({"000001-abcdef": 7} if seen is project else {})  # known of what was written here
        assert list(seen.load("Bài b", "an2").document) == []


def test_the_record_names_the_suggestions_it_stands_on_even_when_they_are_gone(project: Project) -> None:
    run = suggest(project, a=[NAME])
    found = project.suggested("a", run)
    assert found is not None
    loaded = project.load("a", "an1")
    save(project, loaded, applied={})
    for path in sorted((project.folder / "pre").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    seen = again(project)
    loaded = seen.load("a", "an1")
    save(seen, loaded, applied={"000001-abcdef": 1})
    written = json.loads(seen.record_path("a", "an1").read_bytes())
    assert written["base"] == {"run": run, "sha256": found.sha256}


def test_unknown_keys_of_a_record_survive_the_next_save(project: Project) -> None:
    loaded = project.load("a", "an1")
    confirm(loaded.document)
    save(project, loaded, base="", applied={})
    path = project.record_path("a", "an1")
    path.write_bytes(encode_record(replace(decode_record(path.read_bytes(), Where("")), extra={"reviewer": "Lan"})))
    for read_first in (True, False):
        seen = again(project)
        if read_first:
            seen.load("a", "an1")
        save(seen, loaded, base="", applied={})
        assert json.loads(path.read_bytes())["reviewer"] == "Lan"


def test_a_record_of_version_1_is_kept_beside_the_one_that_replaces_it(project: Project) -> None:
    """As it was, and once: the next save has nothing older to keep. Looking alone migrates nothing."""
    old = VERSION_1.replace(RECORD.article.text, TEXT).encode()
    path = project.record_path("a", "an1")
    path.parent.mkdir(parents=True)
    path.write_bytes(old)
    kept = path.with_name("a.json.v1")
    loaded = again(project).load("a", "an1")
    assert (len(loaded.document), loaded.applied, kept.exists()) == (2, {"000001-abcdef": 142}, False)
    disk = FullDisk("write_atomic")
    with pytest.raises(OSError, match="space"):
        save(Project.open(disk, project.folder), loaded, applied={})
    assert path.read_bytes() == old
    for note in ("một", "hai"):
        loaded.document.apply(ArticleEdit("a", now=ArticleState(ArticleStatus.DONE, note)))
        save(again(project), loaded, applied={})
        assert kept.read_bytes() == old
        seen = again(project).load("a", "an1").document
        assert (list(seen), seen.state.note) == (list(loaded.document), note)
    assert json.loads(path.read_bytes())["version"] == 2
    assert next(iter(again(project).summaries("an1"))).note == "hai"
    assert {Path(problem.file).suffix for problem in check(project)} == {".json"}  # it stands on another text


def test_imported_decisions_stay_and_suggestions_go_around_them(project: Project) -> None:
    mine = _confirmed(span(TEXT, "ông Nguyễn Văn A", "PER", id="m", source=IMPORTED))
    old = span(TEXT, "Bắc Ninh", "LOC", id="o", source=IMPORTED)
    project.add_articles([Article("d", TEXT), Article("e", TEXT)], {"d": [mine, old], "e": [old]})
    assert list(project.unsuggested()) == ["a", "Bài b", "c"]
    assert list(project.load("d", "an1").document) == [old, mine]
    suggest(project, d=[NAME, PLACE, span(TEXT, "Công an", "ORG", id="m")], e=[PLACE])
    for seen in (project, again(project)):
        assert list(seen.load("d", "an1").document) == [mine, PLACE]
        assert list(seen.load("e", "an1").document) == [PLACE]
        assert [(seen.summary(name, "an1").suggested, seen.summary(name, "an1").confirmed) for name in "de"] == [
            (1, 1),
            (1, 0),
        ]


def test_summaries_say_what_loading_would_show(project: Project) -> None:
    suggest(project, a=[NAME, PLACE], c=[NAME])
    loaded = project.load("a", "an1")
    confirm(loaded.document, NAME)
    save(project, loaded, applied={})
    expected = [
        Summary("a", "Bài a", ArticleStatus.DONE, "xong", 1, 1, 0, len(TEXT)),
        Summary("Bài b", "Bài b", ArticleStatus.NEW, "", 0, 0, 0, len(TEXT)),
        Summary("c", "", ArticleStatus.NEW, "", 1, 0, 0, len(TEXT)),
    ]
    for seen in (project, again(project)):
        assert list(seen.summaries("an1")) == expected
        assert [seen.summary(name, "an1") for name in seen.ids] == expected
        assert [each.confirmed for each in seen.summaries("an2")] == [0, 0, 0]
    confirm(loaded.document, PLACE)
    save(project, loaded, applied={})
    assert (project.summary("a", "an1").confirmed, project.summary("a", "an1").suggested) == (2, 0)


def test_a_summary_follows_what_another_program_has_written(project: Project) -> None:
    loaded = project.load("a", "an1")
    confirm(loaded.document)
    save(project, loaded, applied={})
    before, other = project.summary("a", "an1"), again(project)
    theirs = other.load("a", "an1")
    state = theirs.document.state
    now = ArticleState(ArticleStatus.SKIPPED, "của người khác", flagged=True)
    theirs.document.apply(ArticleEdit("a", was=state, now=now))
    save(other, theirs, applied={})
    assert project.summary("a", "an1") == other.summary("a", "an1") != before


def test_a_damaged_record_is_said_and_never_opened_as_an_empty_article(project: Project) -> None:
    loaded = project.load("a", "an1")
    confirm(loaded.document)
    save(project, loaded, base="", applied={})
    path = project.record_path("a", "an1")
    data = path.read_bytes()
    for damaged in (b"", b"\0" * len(data), data[:-30], data.replace(b"xong", b"long"), b"<<<<<<<\n" + data):
        path.write_bytes(damaged)
        assert refusal(again(project).load, "a", "an1")[0].startswith("store.")
        assert path.read_bytes() == damaged
        refusal(again(project).save, loaded, "an1")
        assert path.read_bytes() == damaged
    path.write_bytes(b"{")
    assert again(project).summary("a", "an1").problem is not None
    other = project.record_path("c", "an1")
    other.parent.mkdir(parents=True)
    other.write_bytes(data)
    assert refusal(again(project).load, "c", "an1") == ("store.other_article", "id")


def test_a_full_disk_leaves_the_old_record(project: Project) -> None:
    disk = FullDisk()
    ours = Project.open(disk, project.folder)
    loaded = ours.load("a", "an1")
    save(ours, loaded, base="", applied={"000001-abcdef": 1})
    before = tree(project.folder)
    disk.failing.add("write_atomic")
    confirm(loaded.document)
    with pytest.raises(OSError, match="space"):
        save(ours, loaded, base="", applied={"000001-abcdef": 2})
    assert tree(project.folder) == before


def test_two_imports_at_once_are_refused(project: Project) -> None:
    def articles() -> Any:
        assert refusal(again(project).add_articles, [Article("e", TEXT)])[0] == "store.import_running"
        yield Article("d", TEXT)

    assert project.add_articles(articles()) == 1
    assert list(again(project).ids) == ["a", "Bài b", "c", "d"]


def test_name_labels_and_settings_can_be_changed_and_unknown_keys_stay(project: Project) -> None:
    path = project.folder / "project.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"settings"', '"ngày": 7,\n  "settings"'), encoding="utf-8"
    )
    ours = again(project)
    fewer = LabelSet(name="ít", title={}, labels=LABELS.labels[:1])
    ours.describe(labels=fewer, settings={"unit": "grapheme"})
    for seen in (ours, again(project)):
        assert (seen.name, seen.labels, seen.settings) == ("Dự án thử", fewer, {"unit": "grapheme"})
    assert json.loads(path.read_bytes())["ngày"] == 7


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"version": 1', '"version": 0', ("store.unknown_version", "version")),
        ("nhan/project", "nhan/article", ("store.other_format", "format")),
        ('"name": "Dự án thử"', '"name": 7', ("store.wrong_type", "name")),
        ('"settings": {}', '"settings": {}, "name": ""', ("store.duplicate_key", "name")),
        ('"name": "LOC"', '"name": "PER"', ("store.label_repeated", "labels.labels[1].name")),
        ('"name": "LOC"', '"name": " LOC"', ("formats.label_name", "labels.labels[1].name")),
        ('"key": "2"', '"key": "1"', ("formats.label_key_repeated", "labels.labels[1].key")),
        ('"key": "2"', '"key": "x"', ("formats.label_key", "labels.labels[1].key")),
        ('"color": "#336699"', '"color": "xanh"', ("formats.label_color", "labels.labels[0].color")),
        ('"key": "2"', '"parents": ["X"]', ("formats.label_parent", "labels.labels[1].parents")),
        ('"annotators": []', '"annotators": [{"id": "../an1"}]', ("store.annotator_name", "annotators[0].id")),
        ('"color": "#336699"', '"colour": "#336699"', ("store.missing_field", "labels.labels[0].color")),
        ('"settings": {}', '"settings": {', ("store.cut_short", "")),
    ],
)
def test_a_wrong_project_file_is_refused_by_its_field(
    project: Project, old: str, new: str, expected: tuple[str, str]
) -> None:
    path = project.folder / "project.json"
    data = path.read_text(encoding="utf-8")
    assert old in data
    path.write_text(data.replace(old, new), encoding="utf-8")
    assert refusal(again, project) == expected


def test_sealed_journals_move_to_the_audit(project: Project) -> None:
    unused, writer = project.journal("an1").writer(), project.journal("an1").writer()
    entry = Entry(1, "", "do", Change("accept", ()))
    writer.append(entry)
    writer.close()
    project.seal("an1", [unused.session, writer.session])
    journals = again(project).journal("an1")
    assert (list(journals.live()), list(journals.sealed())) == ([], [writer.session])
    assert journals.entries(journals.sealed()[writer.session]) == [entry]
