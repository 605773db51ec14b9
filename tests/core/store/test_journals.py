"""Which journals there are, whether their programs are gone, and how they are sealed."""

from pathlib import Path

from nhan.core.model import ArticleEdit, Change
from nhan.core.store.disk import Disk
from nhan.core.store.journal import Entry
from nhan.core.store.journal_reading import scan
from nhan.core.store.journals import Journals

ON_WINDOWS_TOO = True
DISK = Disk()
SESSION = "000001-abcdef"


def entry(seq: int) -> Entry:
    return Entry(seq, "2026-02-03T04:05:06Z", "do", Change("add", (ArticleEdit("a"),)))


def test_sessions_are_in_order_and_numbers_go_on_after_sealing(tmp_path: Path) -> None:
    journals = Journals(DISK, tmp_path, "an1")
    sessions = []
    for _ in range(12):
        writer = journals.writer()
        writer.append(entry(1))
        writer.close()
        sessions.append(writer.session)
    assert list(journals.live()) == sessions == sorted(sessions)
    assert [session[:6] for session in sessions] == [f"{number:06d}" for number in range(1, 13)]
    for session in sessions:
        journals.seal(session)
    assert journals.live() == {}
    assert list(journals.sealed()) == sessions
    assert journals.next_session().startswith("000013-")
    assert journals.entries(journals.sealed()[sessions[0]]) == [entry(1)]
    journals.sealed()[sessions[0]][0].unlink()
    assert journals.next_session().startswith("000013-")


def test_sessions_are_in_order_whichever_folder_their_files_are_in(tmp_path: Path) -> None:
    names = ["000001-bbbbbb.jsonl", "000001-bbbbbb.2.jsonl", "000002-aaaaaa.jsonl", "1000000-aaaaaa.jsonl"]
    for at, name in enumerate(names):
        folder = tmp_path / ("audit" if at % 2 else "journal") / "an1"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    journals = Journals(DISK, tmp_path, "an1")
    assert list(journals.all()) == ["000001-bbbbbb", "000002-aaaaaa", "1000000-aaaaaa"]
    assert [path.name for paths in journals.sessions() for path in paths] == names


def test_segments_are_in_order_beyond_nine_and_other_files_are_no_journals(tmp_path: Path) -> None:
    folder = tmp_path / "journal" / "an1"
    folder.mkdir(parents=True)
    names = [f"{SESSION}.jsonl", *(f"{SESSION}.{segment}.jsonl" for segment in range(2, 12))]
    for name in [*reversed(names), "notes.txt", "000002-abcdef.jsonl~", ".000003-abcdef.jsonl"]:
        (folder / name).touch()
    assert Journals(DISK, tmp_path, "an1").live() == {SESSION: [folder / name for name in names]}


def test_a_journal_that_has_no_whole_heading_yet_belongs_to_a_program_that_begins(tmp_path: Path) -> None:
    journals = Journals(DISK, tmp_path, "an1")
    writer = journals.writer()
    writer.append(entry(1))
    (path,) = journals.live()[writer.session]
    assert not journals.is_abandoned(writer.session), "it is locked"
    writer.close()
    assert journals.is_abandoned(writer.session)
    heading = path.read_bytes().partition(b"\n")[0]
    for begun in (b"", heading[: len(heading) // 2]):
        path.write_bytes(begun)
        assert not journals.is_abandoned(writer.session)
    path.write_bytes(heading + b"\n")
    assert journals.is_abandoned(writer.session)


class SealedMeanwhile(Disk):
    """A disk on which another program seals the same journal just before."""

    def __init__(self, other: Journals) -> None:
        self._other = other

    def rename(self, old: Path, new: Path) -> None:
        self._other.seal(SESSION)
        super().rename(old, new)


def test_two_programs_may_seal_the_same_journal(tmp_path: Path) -> None:
    other = Journals(DISK, tmp_path, "an1")
    writer = other.writer(SESSION)
    writer.append(entry(1))
    writer.close()
    (listed,) = other.live()[SESSION]
    Journals(SealedMeanwhile(other), tmp_path, "an1").seal(SESSION)
    assert (other.live(), list(other.sealed())) == ({}, [SESSION])
    assert list(scan(DISK, listed).entries) == [entry(1)], "who has listed it before finds it where it is now"
