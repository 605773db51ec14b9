"""Files that somebody has made to do harm: nothing breaks, nothing takes long, and what comes in can be written."""

import json
import os
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from nhan.core.formats.format import Incoming, ReadOptions
from nhan.core.formats.label_configs import read_label_config
from nhan.core.formats.murmur import murmur64
from nhan.core.formats.registry import find
from nhan.core.formats.sentences import sentence_ends
from nhan.core.importing.sources import files_of
from nhan.core.messages import LANGUAGES, NhanError, say
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record, encode_line
from nhan.core.store.strict import Where
from tests.core.formats.round_trips import read_file
from tests.core.formats.test_all_formats import need

HUGE, DEEP, LONE = "9" * 5000, "[" * 800 + "]" * 800, '"\\ud800"'
TEXT = "Ông Tư ở Huế"
ROW = f'{{"text": "{TEXT}", '
CSV = "article,text,start,end,label,span\n"
TSV = "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.NamedEntity|value\n\n\n#Text=Huế\n"


def read_hostile(folder: Path, name: str, data: bytes) -> Iterator[Incoming]:
    """The articles of a file, each of which can be written down; what is wrong is said in one sentence."""
    chosen = find(name)
    need(chosen)
    path = folder / f"tin{chosen.extensions[0]}"
    path.write_bytes(data)
    if name == "brat":
        path.with_suffix(".txt").write_text(TEXT, encoding="utf-8")
    for found in read_file(chosen, path):
        if isinstance(found, NhanError):
            sentences = [say(found.message, language) for language in LANGUAGES]
            assert all("\n" not in each.strip() and len(each) < 1000 for each in sentences)
        else:
            assert msgspec.json.decode(encode_line(Record(article=found.article, spans=found.spans)))
            yield found


def cas(begin: str) -> str:
    """A JSON CAS with one annotation that begins there (JSON)."""
    value = '"value": {"%NAME": "value", "%RANGE": "uima.cas.String"}'
    types = f'{{"a.B": {{"%NAME": "a.B", "%SUPER_TYPE": "uima.tcas.Annotation", {value}}}}}'
    sofa = '{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": "Huế"}'
    entity = f'{{"%ID": 2, "%TYPE": "a.B", "@sofa": 1, "begin": {begin}, "end": 3, "value": "PER"}}'
    views = '{"_InitialView": {"%SOFA": 1, "%MEMBERS": [2]}}'
    return f'{{"%TYPES": {types}, "%FEATURE_STRUCTURES": [{sofa}, {entity}], "%VIEWS": {views}}}'


NO_NUMBERS = ('"--5"', '"٣-"', '"1e3"', "null", "true", "[]", "{}", "1.5", "-1", "1e999", "NaN", "9" * 25, HUGE)
NO_PLACES = [
    *(("doccano", f'{ROW}"label": [[0, {end}, "PER"]]}}') for end in NO_NUMBERS),
    *(("prodigy", f'{ROW}"spans": [{{"start": 0, "end": {end}, "label": "PER"}}]}}') for end in NO_NUMBERS),
    *(("uima-json", cas(begin)) for begin in NO_NUMBERS if begin != "true"),
    ("csv", f"{CSV}1,Huế,--1,3,LOC,\n"),
    ("csv", f"{CSV}1,Huế,0,{HUGE},LOC,\n"),
    ("brat", f"T1\tPER {HUGE} 3\tx\n"),
    ("brat", "T1\tPER -3 -1\tx\n"),
    ("brat", "T1\tPER 3 1;2 0\tx\n"),
    ("webanno-tsv", f"{TSV}1-1\t0-{HUGE}\tHuế\tLOC\t\n"),
]


@pytest.mark.parametrize(("name", "data"), NO_PLACES, ids=lambda each: each[:60])
def test_a_span_without_a_place_does_not_come_in(tmp_path: Path, name: str, data: str) -> None:
    assert not any(found.spans for found in read_hostile(tmp_path, name, data.encode()))


def docbin(user_data: object) -> bytes:
    """A DocBin of one document of one word."""
    whole = {
        "attrs": [65],
        "tokens": murmur64(b"Hu").to_bytes(8, "little"),
        "spaces": b"\0",
        "lengths": (1).to_bytes(4, "little"),
        "strings": ["Hu"],
        "user_data": [msgspec.msgpack.encode(user_data)],
    }
    return zlib.compress(msgspec.msgpack.encode(whole))


EVILS = (DEEP, HUGE, "1e999", LONE, f"{{{LONE}: 1}}")
ALONG = [
    *(
        (name, f'{{"text": "a", "meta": {{"x": {value}}}}}'.encode())
        for value in EVILS
        for name in ("doccano", "jsonl")
    ),
    *((name, f'{{"text": "a", "id": {value}}}'.encode()) for value in EVILS for name in ("doccano", "jsonl")),
    *(("hf-jsonl", json.dumps({"text": "a", "spans": [], "meta": f'{{"x": {value}}}'}).encode()) for value in EVILS),
    *(
        ("csv", f'article,text,span,meta\n1,a,,"{{""x"": {value.replace(chr(34), chr(34) * 2)}}}"\n'.encode())
        for value in EVILS
    ),
    ("webanno-tsv", f"{TSV}1-1\t0-3\tHuế\tLOC[{HUGE}]\t\n".encode()),
    ("csv", b'text,label\nHue,"[[0, 3, ""\\ud800""]]"\n'),
    *(("spacy", docbin({"meta": value})) for value in ({1: 2}, {"x": msgspec.msgpack.Ext(5, b"x")}, {"x": b"\xff"})),
    *(
        (
            "label-studio",
            f'[{{"data": {{"text": "Hu"}}, "predictions": [{{"score": {score}, "result": []}}]}}]'.encode(),
        )
        for score in ("9" * 400, "true", '"x"')
    ),
    *(
        ("prodigy", f'{ROW}"spans": [{{"start": 0, "end": 3, "label": "PER", "score": {score}}}]}}'.encode())
        for score in ("9" * 400, "true", '"x"', "-1", "2")
    ),
]


@pytest.mark.parametrize(("name", "data"), ALONG, ids=lambda each: str(each)[:60])
def test_what_comes_along_can_be_written_or_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    assert all(0 <= (span.confidence or 0) <= 1 for found in read_hostile(tmp_path, name, data) for span in found.spans)


MANY = 200_000
SLOW = [
    ("iob", b"#" + b" " * MANY + b"x\nA\tB-PER\n"),
    ("iob", b"# id = a" + b" " * MANY + b"b\nA\tB-PER\n"),
    ("iob", b"# " + b"a " * MANY + b"\nA\tB-PER\n"),
    ("vlsp2018", b"<ENAMEX" * MANY + b"a"),
    ("vlsp2018", b"<ENAMEX " + b" " * MANY + b"a"),
    ("webanno-tsv", TSV.encode() + b"1-1\t0-3\tHu\t" + b"[1" * MANY + b"\t\n"),
    ("brat", b"T1\tPER " + b"1 2;" * MANY + b"\n"),
    ("csv", b"text,label\na," + b'""' * MANY + b"\n"),
]


@pytest.mark.parametrize(("name", "data"), SLOW, ids=lambda each: str(each)[:30])
def test_no_line_takes_long(tmp_path: Path, name: str, data: bytes) -> None:
    began = time.process_time()
    list(read_hostile(tmp_path, name, data))
    assert time.process_time() - began < 5


@pytest.mark.parametrize("text", ["." * MANY, "." + "”" * MANY, ". " * MANY, "?!" * MANY + "a"])
def test_no_text_takes_long_to_part_into_sentences(text: str) -> None:
    began = time.process_time()
    list(sentence_ends(text))
    assert time.process_time() - began < 5


def imported(*paths: Path) -> list[Incoming | NhanError]:
    return [each for file in files_of(Disk(), paths) for each in file.read(file.file, ReadOptions())]


@pytest.mark.parametrize("named", [True, False], ids=["the file", "its folder"])
@pytest.mark.parametrize(
    ("first", "link"),
    [("a.ann", "a.txt"), ("a.txt", "a.ann"), ("a.xmi", "TypeSystem.xml"), ("a.jsonl", "dataset_info.json")],
)
def test_what_stands_beside_a_file_is_no_link_out_of_the_folder(
    tmp_path: Path, first: str, link: str, named: bool
) -> None:
    if first.endswith("xmi"):
        need(find("uima-xmi"))
    folder, secret = tmp_path / "tin", tmp_path / "bí mật"
    folder.mkdir()
    secret.write_text('T1\tPER 0 2\tBí\n"bí mật" <!DOCTYPE', encoding="utf-8")
    data = {"a.ann": "T1\tLOC 0 2\tBí\n", "a.txt": "Huế", "a.xmi": '<x xmlns:xmi="http://www.omg.org/XMI"/>'}
    (folder / first).write_text(data.get(first, '{"tokens": ["a"], "ner_tags": [0]}'), encoding="utf-8")
    (folder / link).symlink_to(secret)
    found = imported(folder / first if named else folder)
    assert found and all(isinstance(each, NhanError) for each in found)
    assert "formats.link" in [each.message.key for each in found if isinstance(each, NhanError)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names on Windows")
def test_what_stands_beside_a_file_is_no_pipe(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("T1\tLOC 0 2\tBí\n", encoding="utf-8")
    os.mkfifo(tmp_path / "a.txt")
    (found,) = imported(tmp_path / "a.ann")
    assert isinstance(found, NhanError)


@pytest.mark.parametrize("at", range(30, 130, 10))
def test_an_archive_whose_data_are_damaged_is_named(tmp_path: Path, at: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "".join(map(chr, range(0x1E00, 0x1F00))))
    data = bytearray(path.read_bytes())
    data[at : at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    for each in imported(path):
        assert isinstance(each, NhanError) and each.message.fields["file"] == str(path)


UTF7 = b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE a [+ADw-!ENTITY b +ACI-c+ACI-+AD4-]+AD4-<View/>'
XML = [
    UTF7,
    UTF7.replace(b'"UTF-7"', b"'utf7'"),
    b'<?xml version="1.0" encoding="IBM037"?><View/>',
    b"<!doctype x><View/>",
    b"<View>" * 100_000 + b"</View>" * 100_000,
]


@pytest.mark.parametrize("data", XML, ids=lambda each: str(each[:40]))
def test_xml_brings_no_entities_in_any_encoding_and_is_not_deep(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(NhanError) as refused:
        read_label_config(data, Where("a.xml"))
    assert refused.value.message.fields["file"] == "a.xml"
    need(find("uima-xmi"))
    path = tmp_path / "a.xmi"
    path.write_bytes(data)
    (error,) = read_file(find("uima-xmi"), path)
    assert isinstance(error, NhanError)
