"""Several people on one folder: each keeps what they did, and it is known who is meant."""

import json
from pathlib import Path

import pytest

from nhan.core.messages import NhanError
from nhan.core.model import Article, Change
from nhan.core.operations import accept, add, configure, reject, set_note
from nhan.core.ordering import ORDER, Order
from nhan.core.people.person import Person
from nhan.core.people.whose import default_reader, has_work, people, reader, stranger, writer
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk, Stat
from nhan.core.store.project_file import Annotator, Role
from tests.core.building import LABELS, TEXT, later_journal, span

LAN = Person(id="lan-7k2q", name="Nguyễn Thị Lan")
MINH = Person(id="minh-p3ra", name="Minh")
SUGGESTED = (span(TEXT, "Nguyễn Văn A", "PER"), span(TEXT, "Hoà Bình", "LOC"))


def make(folder: Path, disk: Disk | None = None) -> Project:
    project = Project.create(disk or Disk(), folder, LABELS)
    project.add_articles([Article(f"a{n}", TEXT) for n in range(3)])
    run = project.new_run("test", "1")
    run.write(run.next_pack, {f"a{n}": SUGGESTED for n in range(3)})
    run.finish()
    return project


def at_work(folder: Path, person: Person) -> Session:
    return Session(Project.open(Disk(), folder), person.id_in(folder), name=person.name)


def done(outcome: object) -> Change:
    assert isinstance(outcome, Change), outcome
    return outcome


def listed(folder: Path) -> list[dict[str, str]]:
    read: list[dict[str, str]] = json.loads((folder / "project.json").read_bytes())["annotators"]
    return read


def test_two_people_on_one_folder_lose_nothing_of_each_other(tmp_path: Path) -> None:
    make(tmp_path / "p")
    lan, minh = at_work(tmp_path / "p", LAN), at_work(tmp_path / "p", MINH)
    assert lan.read_only is None and minh.read_only is None
    for name in ("a0", "a1"):
        done(lan.commit(accept(lan.document(name), LABELS, SUGGESTED[0].id)))
        done(minh.commit(reject(minh.document(name), SUGGESTED[0].id)))
        done(minh.commit(add(minh.document(name), LABELS, 0, 7, "ORG")))
    expected = {each.annotator: [list(each.document(f"a{n}")) for n in range(3)] for each in (lan, minh)}
    assert minh.close() is None
    done(lan.undo())
    done(lan.redo())
    assert lan.close() is None
    for person in (LAN, MINH):
        again = at_work(tmp_path / "p", person)
        assert [list(again.document(f"a{n}")) for n in range(3)] == expected[person.id]
        assert {s.decision.by for n in range(3) for s in again.document(f"a{n}") if s.decision} == {person.id}
        again.close()


def test_who_edits_is_welcomed_and_who_looks_is_not(tmp_path: Path) -> None:
    make(tmp_path / "p")
    before = (tmp_path / "p" / "project.json").read_bytes()
    lan, minh = at_work(tmp_path / "p", LAN), at_work(tmp_path / "p", MINH)
    lan.document("a0")
    assert (tmp_path / "p" / "project.json").read_bytes() == before
    done(lan.commit(accept(lan.document("a0"), LABELS, SUGGESTED[0].id)))
    done(minh.commit(accept(minh.document("a0"), LABELS, SUGGESTED[0].id)))  # opened when Lan was not listed yet
    both = [{"id": LAN.id, "name": LAN.name}, {"id": MINH.id, "name": MINH.name}]
    assert listed(tmp_path / "p") == both
    lines = (tmp_path / "p" / "project.json").read_text(encoding="utf-8").splitlines()
    assert '    {"id": "minh-p3ra", "name": "Minh"}' in lines  # a person is a line
    lan.project.describe(name="Tên mới")
    assert listed(tmp_path / "p") == both
    lan.listing.rename("Lan")
    done(lan.undo())
    assert listed(tmp_path / "p") == [{"id": LAN.id, "name": "Lan"}, both[1]]


class NoList(Disk):
    """A disk on which project.json cannot be written."""

    def write_atomic(self, path: Path, data: bytes) -> Stat:
        if path.name == "project.json":
            raise OSError(13, "no")
        return super().write_atomic(path, data)


@pytest.mark.parametrize(("disk", "damage"), [(NoList(), b""), (Disk(), b"<<<<<<< HEAD\n")])
def test_a_list_that_cannot_be_written_is_no_reason_to_refuse_an_edit(
    tmp_path: Path, disk: Disk, damage: bytes
) -> None:
    make(tmp_path / "p")
    session = Session(Project.open(disk, tmp_path / "p"), LAN.id, name=LAN.name)
    file = tmp_path / "p" / "project.json"
    file.write_bytes(damage + file.read_bytes())
    before = file.read_bytes()
    done(session.commit(accept(session.document("a0"), LABELS, SUGGESTED[0].id)))
    done(session.commit(reject(session.document("a0"), SUGGESTED[1].id)))
    assert session.close() is None
    assert file.read_bytes() == before
    file.write_bytes(before.removeprefix(damage))
    assert [each.id for each in people(Project.open(Disk(), tmp_path / "p"))] == [LAN.id]  # known by the folder


def work_of(folder: Path, *several: Person) -> Project:
    for person in several:
        session = at_work(folder, person)
        done(session.commit(set_note(session.document("a0"), person.name or person.id)))
        session.close()
    return Project.open(Disk(), folder)


def test_whose_work_is_meant(tmp_path: Path) -> None:
    empty = make(tmp_path / "p")
    assert reader(empty, "", None).id == reader(empty, "an1", None).id == writer(empty, "", None).id == "an1"
    assert reader(empty, "", LAN) == writer(empty, "", LAN) == Annotator(LAN.id, LAN.name)
    one = work_of(tmp_path / "p", LAN)
    assert reader(one, "", None).id == reader(one, "", MINH).id == LAN.id  # the only one who has work
    assert writer(one, "", MINH).id == MINH.id and writer(one, "", None).id == LAN.id
    two = work_of(tmp_path / "p", MINH)
    for wanted in ("Minh", "minh", MINH.id):
        assert reader(two, wanted, LAN) == Annotator(MINH.id, "Minh")
    assert reader(two, "nguyễn thị lan", None).id == reader(two, "", LAN).id == LAN.id
    for person in (None, Person(id="tu-2222", name="Tú")):
        assert default_reader(two, person) is None
        with pytest.raises(NhanError, match="minh-p3ra"):
            reader(two, "", person)
    with pytest.raises(NhanError, match="Hoa"):
        reader(two, "Hoa", LAN)
    newcomer = writer(two, " Hoa ", LAN)
    assert newcomer.name == "Hoa" and newcomer.id.startswith("hoa-")
    assert writer(two, "hoa-abcd", LAN) == Annotator("hoa-abcd")
    two.welcome("lan-3333", LAN.name, Role.ADJUDICATOR)
    with pytest.raises(NhanError, match="lan-3333"):
        reader(two, LAN.name, None)
    assert reader(two, "lan-3333", None).role is Role.ADJUDICATOR


def test_an_old_project_belongs_to_who_says_so(tmp_path: Path) -> None:
    make(tmp_path / "p")
    old = work_of(tmp_path / "p", Person(id="an1", name=""))
    assert listed(tmp_path / "p") == []
    assert reader(old, "", None).id == writer(old, "", None).id == "an1"
    found = stranger(old, LAN)
    assert found is not None and found.id == "an1"
    mine, others = LAN.known_in(tmp_path / "p", "an1"), LAN.known_in(tmp_path / "p", LAN.id)
    assert stranger(old, mine) is None and stranger(old, others) is None
    assert writer(old, "", mine) == Annotator("an1", LAN.name) == reader(old, LAN.name, mine)
    assert writer(old, "", others).id == LAN.id
    named = work_of(tmp_path / "p", mine)
    assert listed(tmp_path / "p") == [{"id": "an1", "name": LAN.name}]
    assert stranger(named, MINH) is None  # it has a name now


def test_the_same_name_may_be_the_same_person(tmp_path: Path) -> None:
    """Who works on two machines has two ids; who moves the folder is not known in it any more."""
    make(tmp_path / "p")
    at_home = Person(id="lan-hom3", name="nguyễn thị lan")
    project = work_of(tmp_path / "p", LAN, MINH)
    found = stranger(project, at_home)
    assert found is not None and found.id == LAN.id
    assert stranger(project, Person(id="tu-2222", name="Tú")) is None
    assert writer(project, "", at_home.known_in(tmp_path / "p", LAN.id)).id == LAN.id
    project = work_of(tmp_path / "p", at_home)
    assert stranger(project, at_home) is None and stranger(project, LAN) is None


def test_work_is_of_articles(tmp_path: Path) -> None:
    """Not what somebody sets for everybody, whether the journal of that is sealed or stays as a crash leaves it."""
    project = make(tmp_path / "p")
    curator = at_work(tmp_path / "p", Person(id="an1", name=""))
    done(curator.commit(configure(project.settings, {ORDER: Order.FILE.value})))
    assert people(project) == [] and stranger(project, LAN) is None
    done(curator.commit(accept(curator.document("a0"), LABELS, SUGGESTED[0].id)))
    assert [each.id for each in people(project)] == ["an1"]  # no record says so yet
    curator.close()
    for record in (tmp_path / "p" / "work").rglob("*.json"):
        record.unlink()
    (tmp_path / "p" / "work" / "an1").rename(tmp_path / "lost")
    assert has_work(project, "an1")  # what is lost is in the audit, to be recovered


def test_a_journal_that_cannot_be_read_may_have_work(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    curator = at_work(tmp_path / "p", MINH)
    done(curator.commit(configure(project.settings, {ORDER: Order.FILE.value})))
    curator.close()
    (sealed,) = (tmp_path / "p" / "audit" / MINH.id).iterdir()
    assert not has_work(project, MINH.id)
    sealed.write_bytes(sealed.read_bytes().replace(b"configure", b"configur\0"))
    assert has_work(project, MINH.id)
    later_journal(tmp_path / "p", LAN.id)
    assert has_work(project, LAN.id)
