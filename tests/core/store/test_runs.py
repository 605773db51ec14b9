"""Runs of suggesters: immutable, pack by pack, the newest wins, an interrupted one goes on."""

import shutil
from pathlib import Path

import pytest

from nhan.core.messages import NhanError
from nhan.core.model import Article, Source, Span, SpanStatus
from nhan.core.store.disk import Disk
from nhan.core.store.run_writer import RunWriter, begin
from nhan.core.store.runs import Runs
from nhan.core.store.texts import Texts
from tests.core.building import pack_of
from tests.core.store.building import FullDisk

ON_WINDOWS_TOO = True
DISK = Disk()
TEXT = "Hà Nội và Huế"
HANOI = Span(
    id="h", start=0, end=6, label="LOC", source=Source("machine", "u", "9.5.0"), confidence=0.5, runner_up="ORG"
)
HUE = Span(id="u", start=10, end=13, label="LOC", source=Source("machine", "u", "9.5.0"))
LABELS = frozenset({"LOC", "ORG"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Texts(DISK, tmp_path).add([Article(name, TEXT) for name in "abc"], {}, LABELS)
    return tmp_path


def runs(folder: Path, disk: Disk = DISK) -> Runs:
    return Runs(disk, folder, Texts(disk, folder))


def writer(of: Runs, version: str = "1") -> RunWriter:
    return begin(of, "underthesea.ner", version, {"model": "crf"}, LABELS)


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in (folder / "pre").rglob("*") if path.is_file())


def test_what_is_written_counts_at_once_and_after_reopening(folder: Path) -> None:
    ours = runs(folder)
    assert ours.newest("a") is None
    run = writer(ours)
    run.write(1, {"a": [HUE, HANOI], "b": []})
    for seen in (ours, runs(folder)):
        assert seen.newest("a") == seen.newest("b") == run.run
        assert seen.newest("c") is None
        found = seen.read("a", TEXT)
        assert found is not None
        assert (found.run, set(found.spans)) == (run.run, {HANOI, HUE})
        assert found.sha256 == seen.line_sha256("a", run.run) != seen.line_sha256("b", run.run)
        assert [entry.count for name in "ab" if (entry := seen.entry(name))] == [2, 0]


def test_nothing_is_written_before_the_first_pack(folder: Path) -> None:
    run = writer(runs(folder))
    run.finish()
    assert not (folder / "pre").exists()


def test_the_newest_run_that_has_the_article_wins_and_the_older_stays(folder: Path) -> None:
    ours = runs(folder)
    old = writer(ours)
    old.write(1, {"a": [HANOI], "b": [HANOI]})
    old.finish()
    new = writer(ours)
    new.write(1, {"a": [HUE]})
    assert old.run < new.run
    for seen in (ours, runs(folder)):
        assert (seen.newest("a"), seen.newest("b")) == (new.run, old.run)
        assert seen.names == [new.run, old.run]
        found = seen.read("a", TEXT, old.run)
        assert found is not None
        assert found.spans == (HANOI,)
        assert seen.read("b", TEXT, new.run) is None


def test_an_interrupted_run_goes_on(folder: Path) -> None:
    run = writer(runs(folder))
    run.write(1, {"a": [HANOI]})
    run.close()  # as the end of the process does
    again = writer(runs(folder))
    assert again.run == run.run
    assert again.written == {"a"}
    assert again.next_pack == 2
    again.write(2, {"b": [HANOI]})
    again.finish()
    packs = [pack_of(folder / "pre" / run.run, number).name for number in (1, 2)]
    assert files(folder) == [f"pre/{run.run}/{name}" for name in (*packs, "run.json")]
    assert writer(runs(folder)).run != run.run


def test_a_run_that_somebody_is_writing_or_of_another_suggester_is_left_alone(folder: Path) -> None:
    ours = runs(folder)
    busy = writer(ours)
    busy.write(1, {"a": [HANOI]})
    other = writer(runs(folder))
    assert other.run != busy.run
    busy.close()
    assert writer(runs(folder), "2").run != busy.run


def test_a_pack_is_never_written_twice(folder: Path) -> None:
    run = writer(runs(folder))
    run.write(1, {"a": [HANOI]})
    with pytest.raises(FileExistsError):
        run.write(1, {"a": []})
    found = runs(folder).read("a", TEXT)
    assert found is not None
    assert found.spans == (HANOI,)


@pytest.mark.parametrize(
    ("span", "key"),
    [
        (Span(id="s", start=0, end=99, label="LOC"), "store.span_outside"),
        (Span(id="s", start=0, end=1, label="XYZ"), "store.unknown_label"),
        (HANOI, "store.span_repeated"),
    ],
)
def test_wrong_suggestions_write_nothing(folder: Path, span: Span, key: str) -> None:
    run = writer(runs(folder))
    with pytest.raises(NhanError) as caught:
        run.write(1, {"b": [], "a": [HANOI, span]})
    assert caught.value.message.key == key
    assert [name for name in files(folder) if name.endswith(".jsonl")] == []


def test_only_suggestions_are_suggested(folder: Path) -> None:
    with pytest.raises(ValueError, match="suggestions only"):
        writer(runs(folder)).write(1, {"a": [Span(id="s", start=0, end=1, label="LOC", status=SpanStatus.CONFIRMED)]})


def test_a_full_disk_leaves_what_was_written(folder: Path) -> None:
    disk = FullDisk()
    ours = runs(folder, disk)
    run = writer(ours)
    run.write(1, {"a": [HANOI]})
    disk.failing.add("write_atomic")
    with pytest.raises(OSError, match="space"):
        run.write(2, {"b": [HANOI]})
    assert (ours.newest("a"), ours.newest("b")) == (run.run, None)
    disk.failing.clear()
    run.write(2, {"b": [HANOI]})
    assert runs(folder).newest("b") == run.run


@pytest.mark.parametrize("damage", [b"\xff", b""])
def test_a_damaged_pack_loses_its_own_suggestions_only(folder: Path, damage: bytes) -> None:
    run = writer(runs(folder))
    run.write(1, {"a": [HANOI]})
    run.write(2, {"b": [HANOI]})
    path = pack_of(folder / "pre" / run.run)
    path.write_bytes(damage + path.read_bytes()[1:])
    ours = runs(folder)
    assert (ours.newest("a"), ours.newest("b")) == (None, run.run)
    assert [(fault.fields["file"], fault.fields["line"]) for fault in ours.faults] == [
        (f"pre/{run.run}/{path.name}", 1)
    ]


def test_bytes_that_are_no_text_are_named(folder: Path) -> None:
    run = writer(runs(folder))
    run.write(1, {"a": [HANOI]})
    path = pack_of(folder / "pre" / run.run)
    path.write_bytes(path.read_bytes().replace("Hà Nội".encode(), b"H\xe0 N\xf4i"))
    with pytest.raises(NhanError) as caught:
        runs(folder).read("a", TEXT)
    assert (caught.value.message.key, caught.value.message.fields["line"]) == ("store.not_utf8", 2)


def test_suggestions_for_another_text_are_refused(folder: Path) -> None:
    run = writer(runs(folder))
    run.write(1, {"a": [HANOI]})
    path = pack_of(folder / "pre" / run.run)
    digest = '"text_sha256":"'
    data = path.read_text(encoding="utf-8")
    path.write_text(data.replace(digest, digest + "0", 1), encoding="utf-8")
    with pytest.raises(NhanError) as caught:
        runs(folder).read("a", TEXT)
    fields = caught.value.message.fields
    assert (caught.value.message.key, fields["line"], fields["field"]) == ("store.text_changed", 2, "text_sha256")


def test_suggestions_for_another_article_are_refused(folder: Path) -> None:
    run = writer(runs(folder))
    run.write(1, {"a": [HANOI]})
    opened, path = runs(folder), pack_of(folder / "pre" / run.run)
    assert opened.read("a", TEXT) is not None
    data = path.read_bytes()
    assert b'"id":"a"' in data
    path.write_bytes(data.replace(b'"id":"a"', b'"id":"b"', 1))
    with pytest.raises(NhanError) as caught:
        opened.read("a", TEXT)
    assert caught.value.message.key == "store.other_article"


def test_a_run_that_two_clones_went_on_with_has_the_packs_of_both(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    run = writer(runs(folder))
    run.write(1, {"a": [HANOI]})
    run.close()
    other = tmp_path_factory.mktemp("clone") / "p"
    shutil.copytree(folder, other)
    for place, article in ((folder, "b"), (other, "c")):
        again = writer(runs(place))
        again.write(again.next_pack, {article: [HUE]})
        again.close()
    shutil.copytree(other, folder, dirs_exist_ok=True)
    assert len(files(folder)) == 4 and runs(folder).articles(run.run) == {"a", "b", "c"}


def test_runs_of_two_clones_never_have_one_name(folder: Path) -> None:
    assert len({writer(runs(folder)).run for _ in range(50)}) == 50
