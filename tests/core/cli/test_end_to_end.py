"""From an empty folder to labelled JSON, with the real suggester: the text is the source's, byte for byte."""

import hashlib
import json
import unicodedata
from pathlib import Path

from tests.core.cli.running import Nhan, tree


def test_new_import_suggest_export(nhan: Nhan, tmp_path: Path, shared_article: Path) -> None:
    source = shared_article.read_bytes()
    text = source.decode()
    copies = {
        "gốc": source,
        "nfd": unicodedata.normalize("NFD", text).encode(),
        "crlf": text.replace("\n", "\r\n").encode(),
        "emoji": ("\ufeff😀 " + text.replace("Tô Lâm", "Tô\u00a0Lâm").replace(",", " 👩‍🌾,\u200b")).encode(),
    }
    files = []
    for name, data in copies.items():
        files.append(tmp_path / f"{name}.txt")
        files[-1].write_bytes(data)
    project, out = tmp_path / "dự án", tmp_path / "ra.jsonl"

    assert "nhan import" in nhan.done("new", project).out
    nhan.done("import", project, *files)
    assert "starter" in nhan.done("suggest", project).out, "as in the window"
    nhan.done("export", project, "-o", out, "--suggested")

    articles = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [article["id"] for article in articles] == list(copies)
    for article in articles:
        exported = article["text"].encode()
        assert exported == copies[article["id"]]
        assert article["text_sha256"] == hashlib.sha256(exported).hexdigest()
        assert len(article["spans"]) > 10
        for span in article["spans"]:
            assert article["text"][span["start"] : span["end"]] == span["text"]
            assert span["status"] == "suggested"
            assert span["source"]["name"] == "starter"
            assert span["source"]["version"]

    said = nhan.done("suggest", project).out
    assert "--again" in said, "nothing is left to suggest for"
    nhan.done("check", project)

    before = tree(project)
    nhan.done("export", project, "-o", out)
    for line in out.read_text(encoding="utf-8").splitlines():
        assert json.loads(line)["spans"] == [], "nobody has confirmed anything"
    nhan.done("export", project, "-o", tmp_path / "từ.iob", "--format", "iob", "--suggested", "--unit", "word")
    assert "_" in (tmp_path / "từ.iob").read_text(encoding="utf-8")
    nhan.done("status", project)
    assert tree(project) == before, "looking and exporting write nothing"


def test_an_export_is_an_import(nhan: Nhan, tmp_path: Path, project: Path) -> None:
    first, second = tmp_path / "1.jsonl", tmp_path / "2.json"
    nhan.done("export", project, "-o", first, "--suggested", "--rejected")
    for number, (source, name) in enumerate(((first, "jsonl"), (second, "json"))):
        if name == "json":
            nhan.done("export", project, "-o", source, "--format", name, "--suggested", "--rejected")
        other, again = tmp_path / f"khác {number}", tmp_path / f"lại {number}.jsonl"
        nhan.done("new", other)
        nhan.done("import", other, source)
        nhan.done("export", other, "-o", again, "--suggested", "--rejected")
        assert again.read_bytes() == first.read_bytes()


def test_suggesting_goes_on_where_it_was_interrupted(nhan: Nhan, tmp_path: Path) -> None:
    project, article = tmp_path / "p", tmp_path / "một.txt"
    article.write_text("Ông Nguyễn Văn An ở Hà Nội.", encoding="utf-8")
    nhan.done("new", project)
    nhan.done("import", project, article)
    nhan.done("suggest", project)
    first = tree(project / "pre")
    article.rename(tmp_path / "hai.txt")
    nhan.done("import", project, tmp_path / "hai.txt")
    nhan.done("suggest", project, "--jobs", "1")
    second = tree(project / "pre")
    assert first.items() < second.items(), "what was suggested before is as it was"
    nhan.done("suggest", project, "--again")
    assert second.items() < tree(project / "pre").items()


def test_the_starter_is_the_one_for_the_project_s_labels(nhan: Nhan, tmp_path: Path) -> None:
    text = "Bệnh nhân 812: nữ, 45 tuổi, trú phường Hoà Hải, bị sốt từ ngày 3/8."
    (tmp_path / "bài.txt").write_text(text, encoding="utf-8")
    for labels, wanted in (("phoner", {"45": "AGE"}), ("vlsp2021", {"phường Hoà Hải": "LOCATION"})):
        project, out = tmp_path / labels, tmp_path / f"{labels}.jsonl"
        nhan.done("new", project, "--labels", labels)
        nhan.done("import", project, tmp_path / "bài.txt")
        nhan.done("suggest", project, "--suggester", "starter")
        nhan.done("export", project, "-o", out, "--suggested")
        found = {span["text"]: span["label"] for span in json.loads(out.read_text(encoding="utf-8"))["spans"]}
        assert wanted.items() <= found.items()


def test_an_unknown_suggester_is_named_and_nothing_is_written(nhan: Nhan, project: Path) -> None:
    before = tree(project)
    ran = nhan("suggest", project, "--suggester", "chatbot")
    assert ran.code == 1
    assert "chatbot" in ran.err
    assert ran.err.count("\n") == 1
    assert tree(project) == before


def test_labels_that_no_suggestion_has_are_mentioned(nhan: Nhan, tmp_path: Path) -> None:
    project, article, labels = tmp_path / "p", tmp_path / "một.txt", tmp_path / "nhãn.json"
    article.write_text("Ông Nguyễn Văn An ở Hà Nội.", encoding="utf-8")
    label = {"name": "CÂY", "title": {"vi": "Cây"}, "color": "#336699"}
    labels.write_text(json.dumps({"name": "cây", "title": {"vi": "Cây"}, "labels": [label]}))
    nhan.done("new", project, "--labels", labels)
    nhan.done("import", project, article)
    assert "CÂY" in nhan.done("suggest", project).err
