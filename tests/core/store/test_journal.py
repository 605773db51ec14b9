"""The journal: what was acknowledged is read back, whatever is cut off or fails."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from nhan.core.messages import NhanError
from nhan.core.model import ArticleEdit, ArticleState, ArticleStatus, Change, Span
from nhan.core.store.disk import Disk
from nhan.core.store.journal import Entry, JournalWriter
from nhan.core.store.journal_reading import articles_in, bad_lines, read_session, scan
from nhan.core.store.journals import Journals
from tests.core.store.building import FullDisk, spans_over

ON_WINDOWS_TOO = True
DISK = Disk()
TEXT = "Hà Nội \r\n\u2028👩‍🌾"
SPAN = Span(id="s", start=0, end=6, label="LOC", extra={"ngày": 1})
SESSION = "000001-abcdef"


def entry(seq: int, spans: tuple[Span, ...] = (SPAN,)) -> Entry:
    state = ArticleState(ArticleStatus.DONE, "ghi chú\n")
    edit = ArticleEdit("Hà Nội/1", (), spans, ArticleState(), state)
    return Entry(
        seq=seq, at="2026-02-03T04:05:06Z", kind="do", change=Change("add", (edit,), "s"), bases={"a": "000001-u"}
    )


def entries_of(disk: Disk, path: Path) -> list[Entry]:
    return list(scan(disk, path).entries)


def written(folder: Path, count: int = 3) -> Path:
    writer = JournalWriter(DISK, folder, SESSION)
    for seq in range(1, count + 1):
        writer.append(entry(seq))
    writer.close()
    return folder / f"{SESSION}.jsonl"


@settings(suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
@given(spans=spans_over(TEXT))
def test_entries_are_read_back(tmp_path_factory: pytest.TempPathFactory, spans: tuple[Span, ...]) -> None:
    folder = tmp_path_factory.mktemp("journal")
    entries = [entry(1, spans), Entry(2, "", "undo", entry(1, spans).change.inverse())]
    writer = JournalWriter(DISK, folder, SESSION)
    for each in entries:
        writer.append(each)
    writer.close()
    assert entries_of(DISK, folder / f"{SESSION}.jsonl") == entries


def test_nothing_is_written_before_the_first_entry(tmp_path: Path) -> None:
    writer = Journals(DISK, tmp_path, "an1").writer()
    writer.close()
    assert list(tmp_path.iterdir()) == []


def test_every_truncation_keeps_every_whole_line(tmp_path: Path) -> None:
    data = written(tmp_path / "whole").read_bytes()
    cut = tmp_path / "cut.jsonl"
    for length in range(len(data) + 1):
        cut.write_bytes(data[:length])
        whole = max(0, data[:length].count(b"\n") - 1)  # the first line is the heading
        assert entries_of(DISK, cut) == [entry(seq) for seq in range(1, whole + 1)]
        assert scan(DISK, cut).bad_lines == ()


def test_every_changed_byte_costs_its_line_alone_and_names_it(tmp_path: Path) -> None:
    """A line end costs nothing: both lines that it stood between are there."""
    data = written(tmp_path / "whole").read_bytes()
    broken = tmp_path / "broken.jsonl"
    for at in range(len(data)):
        broken.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        line = data[:at].count(b"\n") + 1
        found = scan(DISK, broken)
        assert found.bad_lines == (line,)
        lost = line - 1 if data[at] != ord("\n") else 0
        assert [each.seq for each in found.entries] == [seq for seq in (1, 2, 3) if seq != lost]
        assert all(each == entry(each.seq) for each in found.entries)
        assert found.before == max(0, line - 2)
        assert bad_lines(broken.read_bytes()) == [line]


def test_lines_behind_a_block_of_zeros_are_used(tmp_path: Path) -> None:
    path = written(tmp_path, 9)
    lines = path.read_bytes().splitlines(keepends=True)
    start, end = len(b"".join(lines[:3])) - 40, len(b"".join(lines[:6])) + 40
    data = path.read_bytes()
    path.write_bytes(data[:start] + bytes(end - start) + data[end:])
    assert [each.seq for each in entries_of(DISK, path)] == [1, 7, 8, 9]
    journals = Journals(DISK, tmp_path, "an1")
    journals.entries([path])
    journals.entries([path])
    (fault,) = journals.faults
    assert (fault.key, fault.fields["line"]) == ("store.journal_damaged", 3)


def test_an_entry_that_is_quoted_in_a_note_is_none(tmp_path: Path) -> None:
    """A damaged line is searched for whole ones; what somebody has typed is escaped in it."""
    whole = written(tmp_path / "whole").read_bytes().splitlines()[1].decode()
    edit = ArticleEdit("a", now=ArticleState(note=f"{whole}\n{whole}"), was=ArticleState())
    writer = JournalWriter(DISK, tmp_path, SESSION)
    writer.append(Entry(1, "", "do", Change("note", (edit,))))
    writer.close()
    path = tmp_path / f"{SESSION}.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"seq":1', b'"seq":7'))
    found = scan(DISK, path)
    assert (found.entries, found.bad_lines) == ((), (2,))


def test_the_articles_of_a_journal_are_told_without_reading_it(tmp_path: Path) -> None:
    path = written(tmp_path, 1)
    data = path.read_bytes()
    assert articles_in(data) == {"Hà Nội/1"}
    quoted = ArticleEdit('"article":"b"', now=ArticleState(note='"article":"c"'))
    writer = JournalWriter(DISK, tmp_path / "quoted", SESSION)
    writer.append(Entry(1, "", "do", Change("note", (quoted,))))
    writer.close()
    assert articles_in((tmp_path / "quoted" / path.name).read_bytes()) == {'"article":"b"'}
    assert articles_in(data.replace(b"/1", b"/2")) == set()  # what a damaged line says is not trusted


@pytest.mark.parametrize(
    ("tail", "lines"),
    [(b"\0" * 512, ()), (b"\xff\xfe", ()), (b'{"crc32": "00000000", "entry": {}}\n', (5,)), (b"\n\n", (5, 6))],
)
def test_garbage_at_the_end_is_not_read_and_named_where_it_has_an_end(
    tmp_path: Path, tail: bytes, lines: tuple[int, ...]
) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes() + tail)
    found = scan(DISK, path)
    assert (list(found.entries), found.bad_lines) == ([entry(1), entry(2), entry(3)], lines)


def test_a_newer_journal_is_refused_not_taken_for_a_torn_one(tmp_path: Path) -> None:
    import zlib

    body = b'{"format":"nhan/journal","version":2,"session":"000001-abcdef","segment":1}'
    path = tmp_path / "j.jsonl"
    path.write_bytes(b'{"crc32": "%08x", "journal": %s}\n' % (zlib.crc32(body), body))
    with pytest.raises(NhanError) as caught:
        entries_of(DISK, path)
    assert caught.value.message.key == "store.unknown_version"


@pytest.mark.parametrize("call", ["write", "sync"])
@pytest.mark.parametrize("torn", [False, True])
def test_after_a_failed_write_the_file_is_never_touched_again(tmp_path: Path, call: str, torn: bool) -> None:
    class OnceFull(FullDisk):
        def fail(self, name: str) -> None:
            if name in self.failing:
                self.failing.clear()
                super().fail(name)
                raise OSError("once")

    disk = OnceFull(torn=torn)
    writer = JournalWriter(disk, tmp_path, SESSION)
    writer.append(entry(1))
    disk.failing.add(call)
    writer.append(entry(2))
    first = (tmp_path / f"{SESSION}.jsonl").read_bytes()
    writer.append(entry(3))
    writer.close()
    assert (tmp_path / f"{SESSION}.jsonl").read_bytes() == first
    paths = [tmp_path / f"{SESSION}.jsonl", tmp_path / f"{SESSION}.2.jsonl"]
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    assert entries_of(DISK, paths[1]) == [entry(2), entry(3)]
    assert read_session(DISK, paths) == [entry(1), entry(2), entry(3)]


@pytest.mark.parametrize("call", ["write", "sync", "open_append"])
def test_a_disk_that_stays_full_is_said_and_leaves_no_litter(tmp_path: Path, call: str) -> None:
    disk = FullDisk()
    writer = JournalWriter(disk, tmp_path, SESSION)
    writer.append(entry(1))
    disk.failing |= {call, "write"}
    for seq in range(2, 7):
        with pytest.raises(OSError, match="space"):
            writer.append(entry(seq))
    with pytest.raises(OSError, match="space"):
        writer.write_waiting()
    assert [path.name for path in tmp_path.iterdir()] == [f"{SESSION}.jsonl"]
    disk.failing.clear()
    writer.write_waiting()
    writer.append(entry(7))
    writer.close()
    paths = sorted(tmp_path.iterdir(), key=lambda path: len(path.name))
    assert len(paths) == 2 and read_session(DISK, paths) == [entry(seq) for seq in range(1, 8)]


def test_a_lone_surrogate_cannot_be_journaled_and_says_so(tmp_path: Path) -> None:
    writer = JournalWriter(DISK, tmp_path, SESSION)
    bad = ArticleEdit("a", now=ArticleState(note="\ud800"), was=ArticleState())
    with pytest.raises(NhanError):
        writer.append(Entry(1, "", "do", Change("note", (bad,))))
    writer.append(entry(1))
    writer.close()
    assert entries_of(DISK, tmp_path / f"{SESSION}.jsonl") == [entry(1)]
