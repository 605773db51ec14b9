"""What the preview says is what the import then does, and nothing is written before."""

import json
from pathlib import Path

import pytest

from nhan.core.importing import ImportOptions, import_files
from nhan.core.importing.check import Fate
from nhan.core.importing.preview import FilePreview, preview_import
from nhan.core.importing.sources import AUTO, FileChoice
from nhan.core.labels import LabelSet
from nhan.core.messages import NhanError
from nhan.core.model import SpanStatus
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from tests.core.building import FLAT, FREE, LABELS
from tests.core.cli.running import tree

TEXT = "Ông Lê Nam ở Huế."
NAM, NAM_AT_HUE = (4, 10, "PER"), (7, 16, "LOC")


def line(*spans: tuple[int, int, str], text: str = TEXT, **more: object) -> str:
    found = [{"start": start, "end": end, "label": label} for start, end, label in spans]
    return json.dumps({"text": text, "spans": found, **more}, ensure_ascii=False) + "\n"


def project_in(folder: Path, labels: LabelSet = LABELS) -> Project:
    return Project.create(Disk(), folder / "p", labels)


def look(project: Project, *paths: Path, options: ImportOptions | None = None) -> tuple[FilePreview, ...]:
    return preview_import(project, paths, options or ImportOptions()).files


def test_each_file_has_its_fate_and_nothing_is_written(tmp_path: Path) -> None:
    project, source = project_in(tmp_path), tmp_path / "nguồn"
    (tmp_path / "cũ.txt").write_text("Đã có.", encoding="utf-8")
    import_files(project, [tmp_path / "cũ.txt"], ImportOptions())
    source.mkdir()
    (source / "lạ.jsonl").write_text(line((4, 10, "NGƯỜI")) + line(text="Bà Mai."), encoding="utf-8")
    (source / "hỏng.jsonl").write_text(line(NAM, text="Ông Lê Nam đi.") + "{\n", encoding="utf-8")
    (source / "cũ.txt").write_text("Khác.", encoding="utf-8")
    (source / "chép.txt").write_text("Đã có.", encoding="utf-8")
    (source / "tên.xyz").write_bytes(b"?")
    before = tree(tmp_path / "p")

    found = {each.path.name: each for each in look(project, source, source / "tên.xyz")}

    assert tree(tmp_path / "p") == before
    assert dict(found["lạ.jsonl"].fates) == {Fate.LABEL: 1, Fate.GOOD: 1}
    assert dict(found["hỏng.jsonl"].fates) == {Fate.GOOD: 1, Fate.DAMAGED: 1}
    assert (found["hỏng.jsonl"].articles, found["hỏng.jsonl"].spans) == (2, 1)
    assert dict(found["cũ.txt"].fates) == {Fate.THERE: 1}
    assert dict(found["chép.txt"].fates) == {Fate.GOOD: 1} and found["chép.txt"].repeated == 1
    assert (found["tên.xyz"].format_name, found["tên.xyz"].bad) == ("", 1)
    assert [each.key for each in found["tên.xyz"].reasons] == ["formats.no_reader"]


def test_what_was_said_to_be_good_comes_in_and_nothing_else(tmp_path: Path) -> None:
    project, source = project_in(tmp_path), tmp_path / "tin.jsonl"
    source.write_text("".join([line(NAM), "{\n", line(NAM, NAM), line((4, 10, "X")), line(NAM)]), encoding="utf-8")
    options = ImportOptions(skip_bad=True, leave_repeated=True)
    (preview,) = look(project, source, options=options)
    report = import_files(project, [source], options)
    assert (preview.good, preview.spans) == (report.articles, report.spans) == (1, 1)
    assert preview.bad == len(report.refused) == 4
    assert [message.key for message in report.refused] == [message.key for message in preview.reasons]


def test_an_import_of_all_or_nothing_stops_at_what_the_preview_says_first(tmp_path: Path) -> None:
    project, source = project_in(tmp_path), tmp_path / "tin.jsonl"
    source.write_text(line(NAM) + line(NAM, NAM_AT_HUE), encoding="utf-8")
    (preview,) = look(project, source)
    with pytest.raises(NhanError) as refused:
        import_files(project, [source], ImportOptions())
    assert refused.value.message == preview.reasons[0]
    assert len(project) == 0


POLICY = [
    ([NAM, NAM_AT_HUE], FLAT, ["formats.span_clash"]),
    ([NAM, NAM_AT_HUE], LABELS, ["formats.span_clash"]),
    ([NAM, NAM_AT_HUE], FREE, []),
    ([NAM, (7, 10, "LOC")], FLAT, ["formats.span_clash"]),
    ([NAM, (7, 10, "LOC")], LABELS, []),
    ([NAM, (4, 10, "LOC")], LABELS, ["formats.span_clash"]),
    ([NAM, NAM], FREE, ["formats.span_repeated"]),
    ([(3, 4, "PER")], FREE, ["formats.span_blank"]),
    ([(3, 11, "PER")], FREE, ["formats.span_edge"]),
]


@pytest.mark.parametrize(("spans", "labels", "keys"), POLICY)
def test_the_label_sets_policy_holds_where_articles_come_in(
    tmp_path: Path, spans: list[tuple[int, int, str]], labels: LabelSet, keys: list[str]
) -> None:
    project, source = project_in(tmp_path, labels), tmp_path / "tin.jsonl"
    source.write_text(line(*spans), encoding="utf-8")
    (preview,) = look(project, source)
    assert [message.key for message in preview.reasons] == keys
    assert dict(preview.fates) == {Fate.POLICY if keys else Fate.GOOD: 1}


def test_what_is_against_the_policy_can_come_in_as_suggestions(tmp_path: Path) -> None:
    project, source = project_in(tmp_path, FLAT), tmp_path / "tin.jsonl"
    source.write_text(line(NAM, NAM, NAM_AT_HUE, (3, 4, "PER"), (12, 16, "LOC"), id="a"), encoding="utf-8")
    options = ImportOptions(soften=True)
    (preview,) = look(project, source, options=options)
    report = import_files(project, [source], options)
    found = project.load("a", "an1").document
    assert [(each.start, each.end, each.status) for each in found] == [
        (4, 10, SpanStatus.CONFIRMED),
        (7, 16, SpanStatus.SUGGESTED),
        (13, 16, SpanStatus.SUGGESTED),
    ]
    assert (preview.spans, preview.softened) == (report.spans, len(report.softened)) == (3, 4)


def test_suggestions_may_cross(tmp_path: Path) -> None:
    project, source = project_in(tmp_path, FLAT), tmp_path / "tin.jsonl"
    source.write_text(line(NAM, NAM_AT_HUE), encoding="utf-8")
    (preview,) = look(project, source, options=ImportOptions(as_suggested=True))
    assert (preview.good, preview.spans) == (1, 2)


FOREIGN = [
    ({"label": [[4, 10, "PER"]]}, "label"),
    ({"entities": [{"id": 1, "label": "PER", "start_offset": 4, "end_offset": 10}]}, "entities"),
    ({"annotations": [{"id": 1, "result": [{"value": {"start": 4}}]}]}, "annotations"),
]


@pytest.mark.parametrize(("fields", "name"), FOREIGN)
def test_spans_of_another_program_are_not_lost_in_silence(tmp_path: Path, fields: dict[str, object], name: str) -> None:
    project, source = project_in(tmp_path), tmp_path / "tin.jsonl"
    source.write_text(json.dumps({"text": TEXT, **fields}), encoding="utf-8")
    (preview,) = look(project, source)
    assert [(message.key, message.fields["field"]) for message in preview.reasons] == [("formats.unread_spans", name)]


@pytest.mark.parametrize("fields", [{"label": ["thể thao"]}, {"tokens": [{"text": "Ông", "start": 0, "end": 3}]}])
def test_other_fields_are_kept_and_counted(tmp_path: Path, fields: dict[str, object]) -> None:
    project, source = project_in(tmp_path), tmp_path / "tin.jsonl"
    source.write_text(json.dumps({"text": TEXT, **fields}), encoding="utf-8")
    (preview,) = look(project, source)
    assert preview.good == 1
    assert preview.aside == dict.fromkeys(fields, 1)


def test_spans_that_were_refused_elsewhere_are_not_taken_for_confirmed(tmp_path: Path) -> None:
    project, source = project_in(tmp_path), tmp_path / "tin.jsonl"
    source.write_text(line(NAM, answer="accept") + line((0, 3, "PER"), text="Nam.", answer="reject"), encoding="utf-8")
    (preview,) = look(project, source)
    assert (preview.good, [message.key for message in preview.reasons]) == (1, ["formats.unread_answer"])


def test_json_lines_that_are_called_json(tmp_path: Path) -> None:
    project, source = project_in(tmp_path), tmp_path / "tin.json"
    source.write_text(line(NAM) + '{"text": "Bà Mai ở Vinh."}\n', encoding="utf-8")
    assert import_files(project, [source], ImportOptions()).articles == 2
    source.write_text(json.dumps({"text": "Một bài.", "id": "b"}, indent=2), encoding="utf-8")
    assert import_files(project, [source], ImportOptions()).articles == 1


ENCODED = ["utf-16", "utf-16-le", "windows-1258"]


@pytest.mark.parametrize("encoding", ENCODED)
def test_another_encoding_is_seen_and_read(tmp_path: Path, encoding: str) -> None:
    text = "Hôm nay trơ\u0300i mưa nho\u0309, o\u0309 Cu\u0309 Chi co\u0301 gio\u0301."
    project, source = project_in(tmp_path), tmp_path / "bài.txt"
    source.write_bytes(text.encode(encoding))
    (as_it_is,) = look(project, source)
    assert (as_it_is.good, as_it_is.looks_like) == (0, encoding)
    (guessed,) = look(project, source, options=ImportOptions(encoding=AUTO))
    assert (guessed.good, guessed.encoding) == (1, encoding)
    import_files(project, [source], ImportOptions(choices={source: FileChoice(encoding=encoding)}))
    assert project.article("bài").text == text


def test_lines_in_another_encoding(tmp_path: Path) -> None:
    project, source = project_in(tmp_path), tmp_path / "tin.jsonl"
    source.write_bytes((line(NAM) * 1).encode("utf-16") + line(text="Bà Mai.").encode("utf-16-le"))
    (preview,) = look(project, source, options=ImportOptions(encoding=AUTO))
    assert (preview.good, preview.spans) == (2, 1)


def test_a_wrong_encoding_or_format_is_named(tmp_path: Path) -> None:
    project, source = project_in(tmp_path), tmp_path / "bài.txt"
    source.write_text(TEXT, encoding="utf-8")
    (preview,) = look(project, source, options=ImportOptions(encoding="ascii"))
    assert [message.key for message in preview.reasons] == ["formats.not_in_encoding"]
    for choice in (FileChoice(encoding="klingon"), FileChoice(format_name="klingon")):
        with pytest.raises(NhanError):
            look(project, source, options=ImportOptions(choices={source: choice}))


def test_a_file_that_is_left_out_is_not_read(tmp_path: Path) -> None:
    project, source = project_in(tmp_path), tmp_path / "bài.txt"
    source.write_text(TEXT, encoding="utf-8")
    assert look(project, source, options=ImportOptions(left_out=frozenset([source]))) == ()


def test_only_the_first_reasons_are_kept(tmp_path: Path) -> None:
    project, source = project_in(tmp_path), tmp_path / "tin.jsonl"
    source.write_text("{\n" * 1000, encoding="utf-8")
    (preview,) = look(project, source)
    assert preview.bad == 1000
    assert len(preview.reasons) == 20
