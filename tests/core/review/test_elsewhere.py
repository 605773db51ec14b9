"""How words are labelled elsewhere: by label and person, and where nothing is labelled."""

from pathlib import Path

import pytest

from nhan.core.model import Article, Change
from nhan.core.operations import add, finish, refuse
from nhan.core.project import Project
from nhan.core.review import elsewhere
from nhan.core.review.elsewhere import OfOthers, PlaceElsewhere, SeenElsewhere, look_elsewhere
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import LABELS

TEXT = "Ở Huế. Về Huế. Chợ Huế Mới."  # "Huế" at 2, 10, 19
LAN, MINH = "lan-2222", "minh-3333"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Lan is done with two of four articles and has begun a third; Minh is done with the second."""
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article(f"a{n}", TEXT) for n in range(4)])
    work(project, LAN, "a0", (2, "LOC"), (10, "PER"))
    work(project, LAN, "a1", (2, "LOC"))
    work(project, LAN, "a2", (2, "ORG"), done=False)
    work(project, MINH, "a1", (2, "LOC"), (10, "ORG"))
    return project


def work(project: Project, person: str, article: str, *places: tuple[int, str], done: bool = True) -> None:
    session = Session(project, person, name=person)
    document = session.document(article)
    for start, label in places:
        assert isinstance(session.commit(add(document, LABELS, start, start + 3, label)), Change)
    assert isinstance(session.commit(add(document, LABELS, 15, 26, "ORG")), Change)  # around the last one
    if done:
        assert isinstance(session.commit(finish(document)), Change)
    assert session.close() is None


def of_others(project: Project) -> OfOthers:
    return lambda article, person: project.load(article, person).document


def seen(project: Project, words: str = "Huế", by: str = LAN) -> SeenElsewhere:
    session = Session(project, by)
    begun = {by: session.begun} | {each: project.touched(each) for each in (LAN, MINH) if each != by}
    found = look_elsewhere(session.snapshot(), of_others(project), begun, words)
    session.close()
    return found


def test_labels_are_counted_by_person_and_twins_in_one_s_own_done_work(project: Project) -> None:
    found = seen(project)
    assert found.labels == {"LOC": {LAN: 2, MINH: 1}, "PER": {LAN: 1}, "ORG": {LAN: 1, MINH: 1}}
    assert [(each.article, each.start, each.label) for each in found.places] == [
        ("a0", 2, "LOC"),
        ("a0", 10, "PER"),
        ("a1", 2, "LOC"),
        ("a1", 10, ""),
        ("a2", 2, "ORG"),
    ]  # none of the begun article's empty places, none that is part of a longer name
    assert found.twins == 1 and not found.more
    assert [each.article for each in found.differing("LOC")] == ["a0", "a1", "a2"]


def test_others_see_their_own_places_and_the_same_counts(project: Project) -> None:
    theirs = seen(project, by=MINH)
    assert theirs.labels == seen(project).labels and theirs.twins == 0
    assert [each.article for each in theirs.places] == ["a1", "a1"]


def test_an_edit_that_no_file_has_yet_counts(project: Project) -> None:
    session = Session(project, LAN)
    assert isinstance(session.commit(add(session.document("a3"), LABELS, 2, 5, "MISC")), Change)
    found = look_elsewhere(session.snapshot(), of_others(project), {LAN: session.begun}, "Huế")
    assert found.labels["MISC"] == {LAN: 1}
    session.close()


def test_words_are_the_same_in_any_spelling_and_as_whole_syllables(project: Project) -> None:
    assert seen(project, "Hu\u00ea\u0301").labels == seen(project).labels
    assert seen(project, "Hu").labels == {} == seen(project, "huế").labels


def test_what_was_refused_is_no_twin(project: Project) -> None:
    session = Session(project, LAN)
    assert isinstance(session.commit(refuse(session.document("a1"), LABELS, 10, 13, "LOC")), Change)
    session.close()
    assert seen(project).twins == 0


def test_only_so_many_articles_are_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "MOST", 1)
    found = seen(project)
    assert found.more and {each.article for each in found.places} == {"a0"}


def test_what_cannot_be_read_is_passed_over(project: Project) -> None:
    project.record_path("a1", MINH).write_text("{", encoding="utf-8")
    assert seen(project).labels == {"LOC": {LAN: 2}, "PER": {LAN: 1}, "ORG": {LAN: 1}}


def test_where_one_is_does_not_count(project: Project) -> None:
    found = seen(project)
    left = found.apart_from(LAN, "a0", 10)
    assert left.labels == {"LOC": {LAN: 2, MINH: 1}, "ORG": {LAN: 1, MINH: 1}} and len(left.places) == 4
    assert found.apart_from(LAN, "a1", 10).twins == 0 and found.apart_from(LAN, "a3", 2) is found


def test_a_place_is_named_by_its_label() -> None:
    places = (PlaceElsewhere("a", 0, 3, "LOC"), PlaceElsewhere("b", 0, 3, ""))
    assert SeenElsewhere({}, places).differing("") == places[:1]
