"""What the preview says is what the import then does, and nothing is written before."""

import json
import zipfile
from pathlib import Path

import pytest

from nhan.core.formats.format import Loss
from nhan.core.formats.registry import AUTO, find
from nhan.core.importing import ImportOptions, import_files
from nhan.core.importing.check import Fate
from nhan.core.importing.preview import FilePreview, preview_import
from nhan.core.importing.sources import FileChoice
from nhan.core.labels import LabelSet
from nhan.core.messages import NhanError
from nhan.core.model import Article, Span, SpanStatus
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record
from tests.core.building import FLAT, FREE, LABELS
from tests.core.cli.running import tree
from tests.core.formats.round_trips import write_out

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
    source.write_text("".join([line(NAM), "{\n", line((5, 4, "PER")), line((4, 10, "X")), line(NAM)]), encoding="utf-8")
    options = ImportOptions(skip_bad=True, leave_repeated=True)
    (preview,) = look(project, source, options=options)
    report = import_files(project, [source], options)
    assert (preview.good, preview.spans) == (report.articles, report.spans) == (1, 1)
    assert preview.bad == len(report.refused) == 4
    assert [message.key for message in report.refused] == [message.key for message in preview.reasons]


def test_an_import_of_all_or_nothing_stops_at_what_the_preview_says_first(tmp_path: Path) -> None:
    project, source = project_in(tmp_path), tmp_path / "tin.jsonl"
    source.write_text(line(NAM) + line(NAM, (4, 10, "X")), encoding="utf-8")
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
    assert dict(preview.fates) == {Fate.GOOD: 1}
    assert preview.softened + preview.lost == len(keys)
    import_files(project, [source], ImportOptions())
    (name,) = project.ids
    found = project.load(name, "an1").document
    confirmed = [each for each in found if each.status is SpanStatus.CONFIRMED]
    assert len(confirmed) == len(spans) - len(keys)


def test_what_is_against_the_policy_comes_in_as_suggestions_and_is_named(tmp_path: Path) -> None:
    project, source = project_in(tmp_path, FLAT), tmp_path / "tin.jsonl"
    source.write_text(line(NAM, NAM, NAM_AT_HUE, (3, 4, "PER"), (12, 16, "LOC"), id="a"), encoding="utf-8")
    lost: list[Loss] = []
    changed: list[Loss] = []
    options = ImportOptions(lost=lost.append, changed=changed.append)
    (preview,) = look(project, source)
    report = import_files(project, [source], options)
    found = project.load("a", "an1").document
    assert [(each.start, each.end, each.status) for each in found] == [
        (4, 10, SpanStatus.CONFIRMED),
        (7, 16, SpanStatus.SUGGESTED),
        (13, 16, SpanStatus.SUGGESTED),
    ]
    assert (preview.spans, preview.softened, preview.lost) == (report.spans, report.changed, report.lost) == (3, 2, 2)
    assert len(preview.reasons) == 4
    assert [(each.start, each.end, each.reason.key) for each in lost] == [
        (3, 4, "formats.lost.blank"),
        (4, 10, "formats.lost.twice"),
    ]
    assert [(each.start, each.end, each.reason.key) for each in changed] == [
        (12, 16, "formats.lost.edge"),
        (7, 16, "formats.lost.overlap"),
    ]


def test_suggestions_may_cross(tmp_path: Path) -> None:
    project, source = project_in(tmp_path, FLAT), tmp_path / "tin.jsonl"
    source.write_text(line(NAM, NAM_AT_HUE), encoding="utf-8")
    (preview,) = look(project, source, options=ImportOptions(as_suggested=True))
    assert (preview.good, preview.spans) == (1, 2)


FOREIGN = [
    ({"label": [[4, 10, "PER"]]}, "label", "formats.not_json_lines"),
    (
        {"entities": [{"id": 1, "label": "PER", "start_offset": 4, "end_offset": 10}]},
        "entities",
        "formats.not_json_lines",
    ),
    ({"annotations": [{"id": 1, "result": [{"value": {"start": 4}}]}]}, "annotations", "formats.not_json_lines"),
    ({"ner": [{"begin": 4, "end": 10, "type": "PER"}]}, "ner", "formats.unread_spans"),
    ({"tên": [[4, 10, "PER"], [13, 16, "LOC"]]}, "tên", "formats.unread_spans"),
]


@pytest.mark.parametrize(("fields", "name", "key"), FOREIGN)
def test_spans_of_another_program_are_not_lost_in_silence(
    tmp_path: Path, fields: dict[str, object], name: str, key: str
) -> None:
    project, source = project_in(tmp_path), tmp_path / "tin.jsonl"
    source.write_text(json.dumps({"text": TEXT, **fields}), encoding="utf-8")
    (preview,) = look(project, source, options=ImportOptions("jsonl"))
    assert [(message.key, message.fields["field"]) for message in preview.reasons] == [(key, name)]


@pytest.mark.parametrize("fields", [FOREIGN[0][0], FOREIGN[1][0]])
def test_spans_of_another_program_are_read_where_it_is_recognised(tmp_path: Path, fields: dict[str, object]) -> None:
    project, source = project_in(tmp_path), tmp_path / "tin.jsonl"
    source.write_text(json.dumps({"text": TEXT, **fields}), encoding="utf-8")
    (preview,) = look(project, source)
    assert (preview.format_name, preview.good, preview.spans) == ("doccano", 1, 1)


def test_a_file_of_an_archive_is_chosen_by_its_name_in_it(tmp_path: Path) -> None:
    """An archive is unpacked into another folder each time it is read."""
    project, source = project_in(tmp_path), tmp_path / "xuất.zip"
    text = "O\u0309 Cu\u0309 Chi co\u0301 gio\u0301."
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("a.txt", text.encode("windows-1258"))
        archive.writestr("b.jsonl", json.dumps({"text": TEXT, "label": [[4, 10, "PER"]]}))
    (first, second) = look(project, source, options=ImportOptions(encoding=AUTO))
    assert (first.shown, first.encoding) == (f"{source}/a.txt", "windows-1258")
    assert (second.format_name, second.spans) == ("doccano", 1)
    options = ImportOptions(choices={first.path: FileChoice(encoding=AUTO)}, left_out=frozenset([second.path]))
    assert import_files(project, [source], options).articles == 1
    assert project.article("a").text == text


def test_a_file_that_is_no_text_has_no_encoding(tmp_path: Path) -> None:
    project, source = project_in(tmp_path), tmp_path / "bài"
    source.mkdir()
    span = Span(id="1", start=4, end=10, label="PER", status=SpanStatus.CONFIRMED)
    write_out(find("spacy"), [Record(article=Article("1", TEXT, "T"), spans=(span,))], source)
    (preview,) = look(project, source, options=ImportOptions(encoding=AUTO))
    assert (preview.format_name, preview.good, preview.encoding, preview.looks_like) == ("spacy", 1, "", "")


def test_a_companion_is_read_in_the_encoding_of_its_file(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    (tmp_path / "a.txt").write_bytes(TEXT.encode("utf-16"))
    (tmp_path / "a.ann").write_bytes("T1\tPER 4 10\tLê Nam\n".encode("utf-16"))
    (preview,) = look(project, tmp_path / "a.txt", tmp_path / "a.ann", options=ImportOptions(encoding=AUTO))
    assert (preview.format_name, preview.encoding, preview.spans) == ("brat", "utf-16", 1)


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
    (preview,) = look(project, source, options=ImportOptions("jsonl"))
    assert (preview.good, [message.key for message in preview.reasons]) == (1, ["formats.unread_answer"])
    import_files(project, [source], ImportOptions())  # where the format is recognised, it is what they say
    statuses = [span.status for name in project.ids for span in project.load(name, "an1").document]
    assert statuses == [SpanStatus.CONFIRMED, SpanStatus.REJECTED]


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
