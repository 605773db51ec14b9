"""From files to a data set that others load, by commands alone: three people, one gold, answers, a release."""

import json
import random
from pathlib import Path

import pytest

from nhan.core.releases.manifest import read_manifest, verify
from nhan.core.store.disk import Disk
from nhan.core.suggestion import Labelled
from tests.core.cli.running import Nhan

PEOPLE = ("Lan", "Minh", "Hoa")
PROSE = ("Công", "an", "tỉnh", "Bắc", "Ninh", "bắt", "ông", "Nguyễn", "Văn", "An", "ở", "Hoà", "Bình", "hôm", "qua")
ARTICLES, LABELS = 12, ("PER", "LOC", "ORG")


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose key of aliases is made where tests may write."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


def article(number: int) -> tuple[str, list[Labelled]]:
    """A text and its true spans."""
    dice = random.Random(number)
    words, spans, at = [dice.choice(PROSE) for _ in range(60)], list[Labelled](), 0
    for place, word in enumerate(words):
        if place % 6 == 2:
            spans.append((at, at + len(word), dice.choice(LABELS)))
        at += len(word) + 1
    return " ".join(words), spans


def file_of(path: Path, person: str = "") -> Path:
    """Suggestions of every article, or what a person made of them: one in ten is wrong."""
    lines = []
    for number in range(ARTICLES):
        text, spans = article(number)
        dice = random.Random(f"{person} {number}")
        record: dict[str, object] = {"id": f"a{number:02}", "title": f"Bài {number}", "text": text}
        record["meta"] = {"topic": f"t{number % 2}"}
        record["spans"] = [
            {"start": start, "end": end, "label": _other(label) if person and dice.random() < 0.1 else label}
            | {"status": "confirmed" if person else "suggested"}
            for start, end, label in spans
        ]
        lines.append(record | ({"format": "nhan/article", "version": 1, "status": "done"} if person else {}))
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines), encoding="utf-8")
    return path


def _other(label: str) -> str:
    return LABELS[(LABELS.index(label) + 1) % len(LABELS)]


def go(nhan: Nhan, tmp_path: Path) -> Path:
    """The whole way. Returns the release's folder."""
    folder = tmp_path / "p"
    nhan.done("new", folder)
    nhan.done("import", folder, file_of(tmp_path / "in.jsonl"))
    nhan.done("assign", folder, "--people", ",".join(PEOPLE), "--overlap", str(ARTICLES))
    for person in PEOPLE:  # done elsewhere, and brought in
        sent = file_of(tmp_path / f"{person}.jsonl", person)
        nhan.done("import", folder, sent, "--as", "work", "--annotator", person)
    measured = json.loads(nhan.done("agreement", folder, "--gamma", "--json").out)["agreement"]
    assert measured["articles"] == ARTICLES and 0.7 < measured["figures"]["exact"]["value"] < 1
    assert 0.7 < measured["figures"]["gamma"]["value"] < 1
    before = json.loads(nhan.done("curate", folder, "--json").out)["standing"]
    assert (before["ready"], before["adjudicated"]) == (ARTICLES, 0) and before["open"]
    nhan("adjudicate", folder, "--by", "majority", "--annotator", "Cúc")  # 1: where all three differ
    while (left := json.loads(nhan("adjudicate", folder, "--annotator", "Cúc", "--json").out)["open"]) != []:
        stop = left[0]
        nhan("adjudicate", folder, stop["article"], "--at", str(stop["start"]), "--take", "1", "--annotator", "Cúc")
    # (doubts about the gold: ``nhan doubts`` comes here)
    told = json.loads(nhan.done("otherwise", folder, "--annotator", "Lan", "--json").out)
    assert told and all(each["answer"] is None for each in told)
    first, second = (each["place"] for each in told[:2])
    nhan.done("otherwise", folder, first["article"], "--at", str(first["start"]), "--agree", "--annotator", "Lan")
    ask = ["--at", str(second["start"]), "--ask", "vì sao?", "--annotator", "Lan"]
    assert "vì sao?" in nhan.done("otherwise", folder, second["article"], *ask).out
    assert (
        len(json.loads(nhan.done("otherwise", folder, "--open", "--annotator", "Lan", "--json").out)) == len(told) - 2
    )
    stands = json.loads(nhan.done("curate", folder, "--json").out)
    assert stands["standing"]["adjudicated"] == ARTICLES and not stands["standing"]["open"]
    (question,) = stands["standing"]["questions"]
    assert (question["article"], question["start"], question["said"]) == (second["article"], second["start"], "vì sao?")
    assert all(each["f1"] > 0.8 for each in stands["standing"]["people"] if each["role"] == "annotator")
    said = nhan.done("curate", folder, "--lang", "en").out
    assert "12 articles: 12 done by at least two people, 12 adjudicated." in said and "vì sao?" in said
    formats = [word for name in ("jsonl", "hf-jsonl") for word in ("--format", name)]
    nhan.done("release", folder, "1.0", "--date", "2026-11-28", "--license", "CC-BY-4.0", *formats)
    made = folder / "releases" / "1.0"
    nhan.done("release", "--verify", made)
    manifest = read_manifest(Disk(), made)
    right = sum(set(article(int(each.id[1:]))[1]) == {tuple(span) for span in each.spans} for each in manifest.articles)
    assert len(manifest.articles) == ARTICLES and right > ARTICLES // 2 and verify(Disk(), made) == []
    assert json.loads(nhan.done("curate", folder, "--json").out)["releases"] == ["1.0"]
    return made


def test_from_files_to_a_data_set(nhan: Nhan, tmp_path: Path) -> None:
    assert go(nhan, tmp_path).is_dir()


def test_others_load_it(nhan: Nhan, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets", reason="the extra `interop` is not installed")
    loaded = datasets.load_dataset(str(go(nhan, tmp_path)), cache_dir=str(tmp_path / "cache"))
    assert sum(map(len, loaded.values())) == ARTICLES


def test_an_answer_needs_a_place_that_is_there(nhan: Nhan, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    nhan.done("new", folder)
    nhan.done("import", folder, file_of(tmp_path / "in.jsonl"))
    nhan.done("import", folder, file_of(tmp_path / "l.jsonl", "Lan"), "--as", "work", "--annotator", "Lan")
    for more in (["--agree"], ["a00", "--at", "3", "--agree"], ["không có", "--at", "3", "--agree"]):
        ran = nhan("otherwise", folder, *more, "--annotator", "Lan")
        assert ran.code == 1 and len(ran.err.splitlines()) == 1, ran
    assert nhan("otherwise", folder, "--agree", "--ask", "gì?").code == 2
    assert json.loads(nhan.done("otherwise", folder, "--annotator", "Lan", "--json").out) == []
    alone = json.loads(nhan.done("curate", folder, "--json").out)
    assert alone["agreement"] is None and alone["standing"]["ready"] == 0
