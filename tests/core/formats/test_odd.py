"""What other programs, older versions and spreadsheets write beside what their documentation says: the spans are right,
or what is missing is said."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from nhan.core.formats.format import CHUNK, Incoming, ReadOptions
from nhan.core.formats.registry import find
from nhan.core.importing.sources import files_of
from nhan.core.messages import NhanError, say
from nhan.core.model import ArticleStatus
from nhan.core.store.disk import Disk
from tests.core.formats.test_all_formats import need

TEXT = "Ông Tư ở Huế"
SPANS = [("Tư", "PER"), ("Huế", "LOC")]
LABEL = [[4, 6, "PER"], [9, 12, "LOC"]]
REGIONS = [{"start": start, "end": end, "labels": [label]} for start, end, label in LABEL]
RESULT = [{"type": "labels", "from_name": "ner", "to_name": "text", "value": value} for value in REGIONS]
TASK = {"text": TEXT, "spans": [{"start": s, "end": e, "label": label} for s, e, label in LABEL], "answer": "accept"}
HEAD = ("id", "text", "start", "end", "label")
ROWS = tuple((1, TEXT, *each) for each in LABEL)


def lines(*rows: Any) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def cells(*rows: tuple[object, ...], separator: str = ",") -> str:
    return "".join(separator.join(map(str, row)) + "\r\n" for row in rows)


def imported(folder: Path, name: str, data: str | bytes) -> list[tuple[str, Incoming | NhanError]]:
    """What is read of a file whose format is not named, with the format that it is taken for."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    files = files_of(Disk(), [path])
    return [(file.format_name, each) for file in files for each in file.read(file.file, ReadOptions())]


def spans(found: Incoming) -> list[tuple[str, str]]:
    return [(found.article.text[span.start : span.end], span.label) for span in found.spans]


# By what is odd: the format, the file's ending, and what is in it; the last article is always the same.
READ = {
    "doccano, the first row damaged": ("doccano", "jsonl", lines({"text": None}, {"text": TEXT, "label": LABEL})),
    "doccano, the first span damaged": ("doccano", "jsonl", lines({"text": TEXT, "label": [[4, 6, None], *LABEL]})),
    "doccano, no ids, no list": (
        "doccano",
        "jsonl",
        lines({"text": "a", "label": None}, {"text": TEXT, "label": LABEL}),
    ),
    "doccano, floats as strings": (
        "doccano",
        "jsonl",
        lines({"text": TEXT, "label": [["4.0", "6.0", "PER"], [9.0, 12.0, "LOC"]]}),
    ),
    "doccano, BOM and CRLF": (
        "doccano",
        "jsonl",
        "\ufeff" + lines({"text": TEXT, "label": LABEL}).replace("\n", "\r\n"),
    ),
    "doccano, a list over lines": ("doccano", "json", json.dumps([{"text": TEXT, "label": LABEL}], indent=1)),
    "Label Studio before 1.0": (
        "label-studio",
        "json",
        lines([{"data": {"text": TEXT}, "completions": [{"id": 1, "result": RESULT}]}]),
    ),
    "Label Studio, null for predictions": (
        "label-studio",
        "json",
        lines([{"data": {"text": TEXT}, "annotations": [{"result": RESULT}], "predictions": None}]),
    ),
    "JSON_MIN, another name of the tag": ("label-studio-min", "json", lines([{"id": 1, "text": TEXT, "ner": REGIONS}])),
    "JSON_MIN, two tags": (
        "label-studio-min",
        "json",
        lines([{"id": 1, "text": TEXT, "label": REGIONS[:1], "place": REGIONS[1:], "annotation_id": 1}]),
    ),
    "Label Studio's CSV, another name of the tag": (
        "csv",
        "csv",
        cells(("id", "text", "ner"), (1, TEXT, '"{}"'.format(json.dumps(REGIONS).replace('"', '""')))),
    ),
    "Prodigy, no spans at first": ("prodigy", "jsonl", lines({"text": "a", "answer": "ignore", "_task_hash": 1}, TASK)),
    "Prodigy, null for spans": ("prodigy", "jsonl", lines({"text": "a", "spans": None, "answer": "reject"}, TASK)),
    "PhoNER as a list": ("phoner", "json", lines([{"words": TEXT.split(), "tags": ["O", "B-PER", "O", "B-LOC"]}])),
    "columns that count the tokens": ("conll2003", "conll", "1\tÔng\tO\n2\tTư\tB-PER\n3\tở\tO\n4\tHuế\tB-LOC\n"),
    "a row per span": ("csv", "csv", cells(HEAD, *ROWS)),
    "floats": ("csv", "csv", cells(HEAD, (1, TEXT, "4.0", "6.0", "PER"), (1, "", "9.0", "12.0", "LOC"))),
    "no ids": ("tsv", "tsv", cells(HEAD[1:], *(row[1:] for row in ROWS), separator="\t")),
    "semicolons": ("csv", "csv", cells(HEAD, *ROWS, separator=";")),
    "a table that says its separator": ("csv", "csv", "sep=;\r\n" + cells(HEAD, *ROWS, separator=";")),
}


@pytest.mark.parametrize("name", READ)
def test_the_spans_are_those_of_the_file(tmp_path: Path, name: str) -> None:
    format_name, ending, data = READ[name]
    found = imported(tmp_path, f"tin.{ending}", data)
    assert {each for each, _ in found} == {format_name}
    last = found[-1][1]
    assert isinstance(last, Incoming) and (last.article.text, spans(last)) == (TEXT, SPANS)
    assert not last.article.meta.keys() & {"ner", "place", "label", "start", "end"}


def test_a_task_that_was_rejected_or_passed_over_is_not_confirmed(tmp_path: Path) -> None:
    rows = [{"text": "a", "answer": "ignore", "_task_hash": 1}, TASK | {"answer": "reject"}]
    passed, rejected = (each for _, each in imported(tmp_path, "tin.jsonl", lines(*rows)))
    assert isinstance(passed, Incoming) and isinstance(rejected, Incoming)
    assert passed.state is not None and passed.state.status is ArticleStatus.SKIPPED
    assert {span.status.value for span in rejected.spans} == {"rejected"}


@pytest.mark.parametrize("several", [1, 2])
@pytest.mark.parametrize("listed", [True, False])
def test_an_article_longer_than_what_is_looked_at_first_is_recognised(
    tmp_path: Path, several: int, listed: bool
) -> None:
    rows = [{"id": number, "text": TEXT + " " * 2 * CHUNK, "label": LABEL} for number in range(several)]
    found = imported(tmp_path, "tin.jsonl", json.dumps(rows) if listed else lines(*rows))
    assert [each for each, _ in found] == ["doccano"] * several
    assert all(isinstance(each, Incoming) and spans(each) == SPANS for _, each in found)


def test_what_nobody_has_submitted_is_said(tmp_path: Path) -> None:
    task = {"data": {"text": TEXT}, "annotations": [], "drafts": [{"result": RESULT}, {"result": []}]}
    ((_, found),) = imported(tmp_path, "tin.json", lines([task]))
    assert isinstance(found, Incoming)
    assert [(each.key, each.fields["count"]) for each in found.said] == [("formats.said.drafts", 1)]


def test_what_is_asked_of_the_whole_task_is_kept(tmp_path: Path) -> None:
    row = {"id": 1, "text": TEXT, "sentiment": "vui", "annotation_id": 1}
    ((_, found),) = imported(tmp_path, "tin.json", lines([row]))
    assert isinstance(found, Incoming) and found.article.meta == {"sentiment": "vui"}


ADDRESSES = ("https://a.vn/x.txt", "/data/upload/1/x.png", "s3://kho/x", "data:image/png;base64,xx")


@pytest.mark.parametrize("key", ["image", "audio", "text"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_no_text(tmp_path: Path, key: str, address: str) -> None:
    tasks = {f"data.{key}": {"data": {key: address}, "annotations": []}, key: {key: address, "annotation_id": 1}}
    for field, task in tasks.items():
        ((_, found),) = imported(tmp_path, "tin.json", lines([task]))
        assert isinstance(found, NhanError) and found.message.key == "formats.address"
        assert (found.message.fields["line"], found.message.fields["field"]) == (1, f"[0].{field}")


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def test_an_archive_in_an_archive_is_read_and_no_deeper_than_can_be_meant(tmp_path: Path) -> None:
    row = lines({"text": TEXT, "label": LABEL}).encode()
    inner = zipped({"an.jsonl": row, "__MACOSX/._an.jsonl": b"\0", ".DS_Store": b"\0"})
    found = imported(tmp_path, "tin.zip", zipped({"bình.jsonl": row, "an.zip": inner}))
    sound = [each for _, each in found if isinstance(each, Incoming)]
    assert [(each.article.id, spans(each)) for each in sound] == [("an", SPANS), ("bình", SPANS)]
    for _ in range(3):
        inner = zipped({"trong.zip": inner})
    ((_, error),) = imported(tmp_path, "sâu.zip", inner)
    assert isinstance(error, NhanError) and error.message.key == "formats.zip_deep"
    assert str(error.message.fields["file"]).endswith("sâu.zip/trong.zip/trong.zip/trong.zip")


def test_a_table_whose_article_has_two_texts_names_the_row(tmp_path: Path) -> None:
    rows = [(1, TEXT, 4, 6, "PER"), (1, "Huế", 0, 3, "LOC"), (2, TEXT, 9, 12, "LOC")]
    (_, error), (_, sound) = imported(tmp_path, "tin.csv", cells(HEAD, *rows))
    assert isinstance(error, NhanError) and error.message.fields["line"] == 3
    assert isinstance(sound, Incoming) and spans(sound) == SPANS[1:]


@pytest.mark.parametrize(("language", "words"), [("vi", "quan hệ: 2 dòng"), ("en", "relations: 2 lines")])
def test_what_brat_has_beside_spans_is_said_in_ones_language(tmp_path: Path, language: str, words: str) -> None:
    standoff = "T1\tPER 4 6\tTư\nT2\tLOC 9 12\tHuế\nR1\tở Arg1:T1 Arg2:T2\n*\tEquiv T1 T2\n"
    ((_, found),) = imported(tmp_path, "tin.zip", zipped({"a.txt": TEXT.encode(), "a.ann": standoff.encode()}))
    assert isinstance(found, Incoming) and spans(found) == SPANS
    (said,) = found.said
    assert say(said, language).startswith(words)


def test_who_has_done_nothing_is_passed_over_in_an_archive(tmp_path: Path) -> None:
    row = lines({"text": TEXT, "label": LABEL}).encode()
    ((_, found),) = imported(tmp_path, "tin.zip", zipped({"an.jsonl": row, "bình.jsonl": b"\n"}))
    assert isinstance(found, Incoming) and spans(found) == SPANS
    ((_, error),) = imported(tmp_path, "rỗng.zip", zipped({"bình.jsonl": b"\n"}))
    assert isinstance(error, NhanError) and error.message.key == "store.empty_file"


def test_of_a_project_of_inception_the_annotations_come_in_once(tmp_path: Path) -> None:
    head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value\n\n\n"
    tokens = (head + "#Text=Ông Tư\n1-1\t0-3\tÔng\t_\t\n1-2\t4-6\tTư\t{}\t\n").format
    members = {
        "exportedproject.json": "{}",
        "annotation/a.txt/admin.tsv": tokens("PER"),
        "annotation/a.txt/INITIAL_CAS.tsv": tokens("_"),
        "annotation/b.txt/INITIAL_CAS.tsv": tokens("_").replace("Ông", "Anh"),
        "source/a.txt": "Ông Tư",
        "source/b.txt": "Anh Tư",
    }
    found = imported(tmp_path, "tin.zip", zipped({name: data.encode() for name, data in members.items()}))
    sound = [each for _, each in found if isinstance(each, Incoming)]
    assert [(each.article.text, spans(each)) for each in sound] == [("Ông Tư", SPANS[:1]), ("Anh Tư", [])]


def test_a_span_of_brat_that_stands_elsewhere_than_its_words_is_named(tmp_path: Path) -> None:
    """As where another program has counted bytes, UTF-16 units, or a line's end as one."""
    standoff = "T1\tPER 5 7\tTư\nT2\tLOC 9 12\t Huê\u0301\nT3\tLOC 9 12\n"
    ((_, found),) = imported(tmp_path, "tin.zip", zipped({"a.txt": TEXT.encode(), "a.ann": standoff.encode()}))
    assert isinstance(found, Incoming) and spans(found) == SPANS[1:]
    assert [(each.reason.key, each.reason.fields.get("words")) for each in found.lost] == [
        ("formats.lost.other_words", "Tư"),
        ("formats.lost.twice", None),
    ]


def test_of_several_models_one_is_taken_and_said(tmp_path: Path) -> None:
    predictions = [{"model_version": name, "result": [each]} for name, each in zip("ab", RESULT, strict=True)]
    ((_, found),) = imported(tmp_path, "tin.json", lines([{"data": {"text": TEXT}, "predictions": predictions}]))
    assert isinstance(found, Incoming) and spans(found) == SPANS[:1]
    assert [(each.key, each.fields["count"], each.fields["person"]) for each in found.said] == [
        ("formats.said.chosen", 2, "a")
    ]


def test_an_archive_with_a_password_says_so(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.jsonl": lines({"text": TEXT}).encode()}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    ((_, error),) = imported(tmp_path, "tin.zip", bytes(data))
    assert isinstance(error, NhanError) and error.message.key == "formats.zip_locked"


def test_the_other_texts_of_a_cas_are_said(tmp_path: Path) -> None:
    need(find("uima-xmi"))
    sofas = "".join(
        f'<cas:Sofa xmi:id="{number}" sofaNum="{number}" sofaID="{name}" sofaString="{text}"/>'
        f'<cas:View sofa="{number}" members=""/>'
        for number, name, text in ((1, "_InitialView", TEXT), (2, "khác", "Huế"))
    )
    spaces = 'xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
    ((_, found),) = imported(tmp_path, "tin.xmi", f'<xmi:XMI {spaces} xmi:version="2.0">{sofas}</xmi:XMI>')
    assert isinstance(found, Incoming) and found.article.text == TEXT
    assert [(each.key, each.fields["count"]) for each in found.said] == [("formats.said.views", 1)]
