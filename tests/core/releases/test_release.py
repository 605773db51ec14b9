"""A release: in which part an article is, what is in the files and what is not, and that it is the same each time."""

import json
import os
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from nhan.core.cli import main
from nhan.core.messages import NhanError
from nhan.core.model import Article, ArticleState, ArticleStatus, Decision, Source, Span, SpanStatus
from nhan.core.project import Project
from nhan.core.releases.manifest import read_manifest, verify
from nhan.core.releases.split import Split, groups, split_of
from nhan.core.store.disk import Disk
from nhan.core.store.layout import record_path
from nhan.core.store.project_file import Role
from nhan.core.store.record import Record, encode_record
from tests.core.building import LABELS
from tests.core.cli.running import Nhan, tree

GOLD, OTHER, THIRD = "hoa-2222", "lan-7k2q", "minh-9999"
SECRET, NOTE = "Trần Thị Hoa", "chỗ này tôi không chắc"
DONE = ArticleState(ArticleStatus.DONE, note=NOTE)
FORMATS = ("jsonl", "conll2003", "hf-jsonl", "brat")


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's key is made where tests may write."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def nhan(capsys: pytest.CaptureFixture[str]) -> Nhan:
    return Nhan(capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Sixty articles, all done by the curator and most by another; one that nobody has done."""
    folder = tmp_path / "p"
    project = Project.create(Disk(), folder, LABELS, "Tin")
    texts = {
        f"a{at:02}": f"Số {at}: ông Lê Lợi đến Huế, việc {' '.join(str(at * 7 + n) for n in range(9))}."
        for at in range(61)
    }
    project.add_articles([Article(name, text, meta={"source": f"s{name[-1]}"}) for name, text in texts.items()])
    project.welcome(GOLD, SECRET, Role.ADJUDICATOR)
    project.welcome(OTHER, "Lan")
    for name in list(texts)[:60]:
        work(folder, GOLD, name, texts[name], "LOC")
        if name != "a00":
            work(folder, OTHER, name, texts[name], "LOC" if int(name[1:]) % 3 else "ORG")
    return folder


def work(
    folder: Path, who: str, name: str, text: str, label: str, verb: str = "accept", state: ArticleState = DONE
) -> None:
    spans = tuple(
        Span(
            id=words,
            start=text.index(words),
            end=text.index(words) + len(words),
            label=its,
            status=status,
            source=Source("human", who),
            decision=Decision(verb, who, "2026-01-02T03:04:05Z"),
            note=NOTE,
            votes={OTHER: True, GOLD: False} if who == GOLD else None,
            extra={"máy": SECRET},
        )
        for words, its, status in (
            ("Lê Lợi", "PER", SpanStatus.CONFIRMED),
            ("Huế", label, SpanStatus.CONFIRMED),
            ("Số", "ORG", SpanStatus.REJECTED),
        )
    )
    path = record_path(folder, who, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encode_record(Record(article=Article(name, text), spans=spans, state=state, annotator=who)))


def third(folder: Path) -> None:
    """Another annotator, who has done what the first one has."""
    project = Project.open(Disk(), folder)
    project.welcome(THIRD, "Minh")
    for name in [each for each in project.ids if each not in ("a00", "a60")]:
        work(folder, THIRD, name, project.article(name).text, "LOC")


def released(nhan: Nhan, folder: Path, name: str = "1.0", *more: str | Path) -> Path:
    formats = [word for each in FORMATS for word in ("--format", each)]
    nhan.done("release", folder, name, "--date", "2026-11-28", *formats, "--license", "CC-BY-4.0", *more)
    return folder / "releases" / name


def test_it_is_there_as_a_whole_and_verifies(nhan: Nhan, folder: Path) -> None:
    made = released(nhan, folder)
    manifest = read_manifest(Disk(), made)
    assert len(manifest.articles) == 60 and manifest.labels_of() == {"PER": 60, "LOC": 60}
    assert [each.id for each in manifest.articles] == sorted(each.id for each in manifest.articles)
    assert sum(manifest.count(split) for split in Split) == 60 and all(manifest.count(split) for split in Split)
    assert {each.people for each in manifest.articles} == {1}
    assert verify(Disk(), made) == []
    assert "all as released" in nhan.done("release", "--verify", made, "--lang", "en").out
    assert {path.split("/")[1] for path in tree(made) if path.startswith("data/")} == set(FORMATS)
    assert nhan.done("check", folder).code == 0  # the project is as good as it was


@pytest.mark.parametrize("harm", ["changed", "missing", "unknown", "spans"])
def test_what_is_not_as_released_is_named(nhan: Nhan, folder: Path, harm: str) -> None:
    made = released(nhan, folder)
    victim = made / "data" / "jsonl" / "train.jsonl"
    match harm:
        case "changed":
            victim.write_bytes(victim.read_bytes().replace("Huế".encode(), b"Hue", 1))
        case "missing":
            victim.unlink()
        case "unknown":
            (made / "data" / "more.txt").write_text("?", encoding="utf-8")
        case "spans":
            file = made / "manifest.json"
            file.write_bytes(file.read_bytes().replace(b'"PER"\n    ]', b'"ORG"\n    ]', 1))
    ran = nhan("release", "--verify", made, "--lang", "en")
    wanted = {"changed": "data/jsonl/train.jsonl is not as", "missing": "data/jsonl/train.jsonl is missing"}
    assert ran.code == 1 and {**wanted, "unknown": "data/more.txt is no part", "spans": "the spans of"}[harm] in ran.err


def test_the_same_project_gives_the_same_bytes(nhan: Nhan, folder: Path, tmp_path: Path) -> None:
    first = tree(released(nhan, folder))
    again = tmp_path / "copy"
    shutil.copytree(folder, again, ignore=shutil.ignore_patterns("releases", "work"))
    for path in sorted((folder / "work").rglob("*.json"), reverse=True):  # files that came in another order
        target = again / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
        os.utime(target, (1, 1))
    assert tree(released(nhan, again)) == first
    elsewhere = tmp_path / "out"
    released(nhan, again, "1.0", "-o", elsewhere)
    assert tree(elsewhere) == first


def test_nobody_is_named_and_nothing_noted_is_said(nhan: Nhan, folder: Path) -> None:
    made = released(nhan, folder)
    whole = b"".join(data for data in tree(made).values() if data)
    for word in (SECRET, GOLD, OTHER, '"Lan"', NOTE):
        assert word.encode() not in whole
    record = json.loads((made / "data/jsonl/train.jsonl").read_text(encoding="utf-8").splitlines()[0])
    aliases = {record["annotator"], record["spans"][0]["decision"]["by"], record["spans"][0]["source"]["name"]}
    assert aliases in ({"A1"}, {"A2"}) and record["note"] == ""
    assert all(span["status"] == "confirmed" for span in record["spans"])
    assert not any("release-key" in name for name in tree(folder))


def test_who_is_who_depends_on_the_key(nhan: Nhan, folder: Path, tmp_path: Path) -> None:
    curators = set()
    for at in range(12):
        file = tmp_path / f"key{at}"
        file.write_text(f"{at:064}", encoding="utf-8")
        made = tmp_path / f"out{at}"
        nhan.done("release", folder, "1", "--date", "2026-11-28", "-o", made, "--key", file, "--no-agreement")
        curators.add(read_manifest(Disk(), made).articles[0].curator)
    assert curators == {"A1", "A2"}
    (tmp_path / "short").write_text("x", encoding="utf-8")
    ran = nhan("release", folder, "2", "--date", "2026-11-28", "--key", tmp_path / "short", "--lang", "en")
    assert ran.code == 1 and "is no key" in ran.err


class Checked(HTMLParser):
    """What would be fetched or run by a browser."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}


def test_the_card(nhan: Nhan, folder: Path) -> None:
    evil = '<img src=x onerror="alert(1)"> | # "'
    third(folder)
    made = released(nhan, folder, "1.0", "--title", evil, "--creator", "Viện A", "--url", "https://example.org/x")
    text = (made / "README.md").read_text(encoding="utf-8")
    _, front, body = text.split("---\n", 2)
    assert f"pretty_name: {json.dumps(evil)}\n" in front and "language: [vi]\n" in front
    assert 'license: "cc-by-4.0"\n' in front and "task_categories: [token-classification]\n" in front
    assert '  - split: validation\n    path: "data/hf-jsonl/dev.jsonl"\n' in front
    assert "<img" not in body and "| LOC |" in body and "exact F1" in body
    assert "Viện A" in body
    page = (made / "card.html").read_text(encoding="utf-8")
    parser = Checked()
    parser.feed(page)
    assert {"svg", "table", "rect"} <= parser.tags and not {"img", "script", "link"} & parser.tags
    assert not {"src", "href", "onerror"} & parser.names and "F1 khớp hẳn" in page


def test_agreement_is_of_those_who_annotated(nhan: Nhan, folder: Path) -> None:
    """Whoever decides for all is not among them: the gold is made of what the others did."""
    alone = (released(nhan, folder) / "README.md").read_text(encoding="utf-8")
    assert "Agreement of" not in alone
    third(folder)
    made = released(nhan, folder, "1.1")
    assert "Agreement of 2 people on the 59 articles" in (made / "README.md").read_text(encoding="utf-8")
    assert {each.people for each in read_manifest(Disk(), made).articles} == {1, 2}


def test_the_description_for_machines(nhan: Nhan, folder: Path) -> None:
    made = released(nhan, folder)
    found: dict[str, Any] = json.loads((made / "croissant.json").read_text(encoding="utf-8"))
    assert found["conformsTo"][0] == "http://mlcommons.org/croissant/1.1"
    assert (found["version"], found["datePublished"], found["license"]) == ("1.0", "2026-11-28", "CC-BY-4.0")
    files = {each["contentUrl"]: each["sha256"] for each in found["distribution"]}
    manifest = {each.path: each.sha256 for each in read_manifest(Disk(), made).files}
    assert files.items() <= manifest.items() and "data/jsonl/test.jsonl" in files
    for name in ("annotationsPerItem", "annotatorDemographics", "dataAnnotationProtocol", "dataAnnotationAnalysis"):
        assert found[f"rai:{name}"]
    splits, *records = found["recordSet"]
    assert [each["splits/name"] for each in splits["data"]] == ["train", "dev", "test"] and len(records) == 3


def test_nothing_is_written_over_and_what_is_wrong_is_said(nhan: Nhan, folder: Path) -> None:
    made = released(nhan, folder)
    before = tree(made)
    ran = nhan("release", folder, "1.0", "--date", "2026-11-28", "--lang", "en")
    assert ran.code == 1 and "Nothing is written over a release" in ran.err and tree(made) == before
    for more, said in (
        (("../x", "--date", "2026-11-28"), "cannot name a release"),
        (("2.0", "--date", "28/11/2026"), "is not a date"),
        (("2.0", "--date", "2026-11-28", "--format", "nope"), "nope"),
        (("2.0", "--date", "2026-11-28", "--by", "Nobody"), "Nobody"),
    ):
        ran = nhan("release", folder, *more, "--lang", "en")
        assert ran.code == 1 and said in ran.err
    assert nhan("release", folder, "2.0").code == 2 and nhan("release").code == 2
    assert [path.name for path in (folder / "releases").iterdir()] == ["1.0"]


def test_whose_work_is_the_gold(nhan: Nhan, folder: Path, tmp_path: Path) -> None:
    released(nhan, folder, "lan", "--by", "Lan")
    assert read_manifest(Disk(), folder / "releases" / "lan").labels_of()["ORG"] == 20 - 1  # Lan has not done a00
    Project.open(Disk(), folder).welcome(GOLD, SECRET, Role.ANNOTATOR)
    ran = nhan("release", folder, "2.0", "--date", "2026-11-28", "--lang", "en")
    assert ran.code == 1 and "--by" in ran.err


def test_a_damaged_record_is_never_left_out_in_silence(nhan: Nhan, folder: Path) -> None:
    path = record_path(folder, GOLD, "a07")
    path.write_bytes(path.read_bytes().replace(b'"PER"', b'"ORG"', 1))
    ran = nhan("release", folder, "1.0", "--date", "2026-11-28")
    assert ran.code == 1 and "a07" in ran.err and not (folder / "releases" / "1.0").exists()


def test_diff_of_releases_and_of_a_project(nhan: Nhan, folder: Path) -> None:
    curated = released(nhan, folder)
    lans = released(nhan, folder, "lan", "--by", "Lan")
    found = json.loads(nhan.done("diff", curated, lans, "--json").out)
    assert found["counts"]["relabelled"] == 19 and list(found["removed"]) == ["a00"] and not found["added"]
    said = nhan.done("diff", curated, lans, "--lang", "en").out
    assert "relabelled" in said and "LOC → " in said and "articles: 0 added, 1 removed" in said
    assert nhan.done("diff", curated, folder, "--lang", "en").out == "No differences.\n"
    assert nhan("diff", curated, folder.parent, "--lang", "en").err.endswith("neither a release nor a project.\n")


def test_a_newer_release_is_refused(nhan: Nhan, folder: Path) -> None:
    made = released(nhan, folder)
    file = made / "manifest.json"
    file.write_bytes(file.read_bytes().replace(b'"version": 1', b'"version": 2', 1))
    with pytest.raises(NhanError, match=r"manifest\.json"):
        read_manifest(Disk(), made)


def test_parts_are_by_a_hash_that_others_can_make() -> None:
    """By hand: sha256("nhan-split/1\\0" "0\\0" group) as a share of 2^256."""
    import hashlib

    for group in ("a00", "bài-1"):
        share = int(hashlib.sha256(f"nhan-split/1\0000\0{group}".encode()).hexdigest(), 16) / 2**256
        wanted = Split.TEST if share < 0.1 else Split.DEV if share < 0.2 else Split.TRAIN
        assert split_of(group) is wanted
    found = [split_of(f"a{at}") for at in range(2000)]
    assert 150 < found.count(Split.TEST) < 250 and 150 < found.count(Split.DEV) < 250
    assert split_of("a", "1") is not split_of("a", "2") or split_of("b", "1") is not split_of("b", "2")


def test_what_is_nearly_the_same_stays_together_and_new_articles_move_none() -> None:
    first = " ".join(f"từ{at}" for at in range(100))
    near = first.replace("từ50", "khác") + " thêm"
    other = " ".join(f"chữ{at}" for at in range(100))
    articles = [("a", first, "x"), ("b", other, "y"), ("c", near, "y"), ("d", "ngắn", "x")]
    assert groups((name, text, "") for name, text, _ in articles) == {"a": "a", "b": "b", "c": "a", "d": "d"}
    by_source = groups(articles)
    assert by_source == {"a": "a", "b": "b", "c": "a", "d": "a"}
    more = groups([*articles, ("e", first + " " + other, "y")])
    assert {name: more[name] for name in by_source} == by_source


def test_datasets_loads_it(nhan: Nhan, folder: Path, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets", reason="the extra `interop` is not installed")
    loaded = datasets.load_dataset(str(released(nhan, folder)), cache_dir=str(tmp_path / "cache"))
    assert set(loaded) == {"train", "validation", "test"} and sum(map(len, loaded.values())) == 60


def test_the_command_says_what_a_format_has_no_place_for(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    text = Project.open(Disk(), folder).article("a01").text
    path = record_path(folder, GOLD, "a01")
    spans = (Span(id="1", start=0, end=1, label="LOC", status=SpanStatus.CONFIRMED),)
    path.write_bytes(encode_record(Record(article=Article("a01", text), spans=spans, state=DONE)))
    assert main(["release", str(folder), "1.0", "--date", "2026-11-28", "--format", "conll2003", "--lang", "en"]) == 0
    assert "conll2003: 1 spans have no place in this format" in capsys.readouterr().err


def test_a_key_that_is_named_has_to_be_there(nhan: Nhan, folder: Path, tmp_path: Path) -> None:
    """Another one would give everybody another alias, without a word."""
    key = tmp_path / "khóa"
    ran = nhan("release", folder, "1.0", "--date", "2026-11-28", "--format", "jsonl", "--key", key)
    assert ran.code == 1 and str(key) in ran.err and not key.exists()
    assert not (folder / "releases").exists()


def test_a_folder_that_is_not_there_is_said_in_the_user_s_language(nhan: Nhan, tmp_path: Path) -> None:
    ran = nhan("release", "--verify", tmp_path / "nowhere", "--lang", "vi")
    assert ran.code == 1 and "không tìm thấy" in ran.err and "No such file" not in ran.err
