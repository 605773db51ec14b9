"""Whoever is given articles sees others' work on one once their own is done, whichever way they look."""

from pathlib import Path

import pytest

from nhan.core.agreement.choice import AgreementChoice, chosen
from nhan.core.agreement.compare import compare
from nhan.core.curation.usage import article_usage, in_words
from nhan.core.messages import NhanError
from nhan.core.people.learn_from import trained_by
from nhan.core.people.others_work import OTHERS_WORK, OthersWork
from nhan.core.project import Project
from nhan.core.retraining.corrections_of_all import all_corrections
from nhan.core.retraining.earlier_sessions import EarlierSessions
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from nhan.core.withheld import Withheld, refuse_as_a_whole, refuse_deciding, still_apart, withheld_from, withhold
from tests.core.building import later_journal
from tests.core.curation.apart import HOA, LAN, MINH, TAM, at_work, do, given_to_two


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return given_to_two(tmp_path / "p")


def project_of(folder: Path) -> Project:
    return Project.open(Disk(), folder)


def learned(folder: Path, person: str) -> dict[str, str]:
    """By article, the label that the first span of it teaches."""
    session = at_work(folder, person)
    found = {
        each.article: sorted(each.spans)[0][2] for each in all_corrections(session, lambda each: pytest.fail(str(each)))
    }
    others = {each.article for each in EarlierSessions(session).others()}
    assert session.close() is None
    assert found.keys() >= others
    return found


def compared(folder: Path, viewer: str) -> set[str]:
    session = at_work(folder, LAN)
    who = chosen(session.snapshot(), AgreementChoice(), None, viewer=viewer)
    found = compare(session.project, who.sides, who.pairs).plain
    session.close()
    return {each.article for each in found.by_article}


def test_only_what_one_is_done_with_is_shown(folder: Path) -> None:
    minh = withheld_from(project_of(folder), MINH)
    assert minh.done == frozenset({"a0"}) and minh.left == 3
    assert [minh.hides(f"a{n}") for n in range(4)] == [False, True, True, True] and minh.waits("a3")
    lan = withheld_from(project_of(folder), LAN)
    assert lan.done == frozenset({"a0", "a1", "a2"}) and lan.left == 1
    for anybody in (HOA, TAM, "", "nobody-2222"):
        assert withheld_from(project_of(folder), anybody) == Withheld() and not Withheld().hides("a3")


def test_the_project_says_whether(folder: Path) -> None:
    project = project_of(folder)
    project.describe(settings={OTHERS_WORK: OthersWork.ALWAYS.value})
    assert withheld_from(project, MINH) == Withheld() and not still_apart(project, project.ids)
    refuse_as_a_whole(project, MINH, LAN)
    refuse_deciding(project, MINH)
    project.describe(settings={OTHERS_WORK: "something of a later version"})
    assert withheld_from(project, MINH).left == 3


def test_without_assignments_everybody_sees_all(folder: Path) -> None:
    (folder / "assignments.json").unlink()
    assert withheld_from(project_of(folder), MINH) == Withheld()
    assert learned(folder, MINH).keys() == {"a0", "a1", "a2", "a3"} and trained_by(project_of(folder), MINH) == ""


def test_another_s_work_has_only_these_articles(folder: Path) -> None:
    project = project_of(folder)
    assert withhold(project, MINH, LAN) == 3 and list(project.ids) == ["a0"] and len(project) == 1
    assert list(project.imported) == ["a0", "a1", "a2", "a3"]
    for viewer, whose in ((MINH, MINH), (TAM, LAN), ("", LAN), (HOA, LAN)):
        assert withhold(project_of(folder), viewer, whose) == 0
    do(folder, MINH, "a2")
    project = project_of(folder)
    withhold(project, MINH, LAN)
    assert list(project.ids) == ["a0", "a2"]


def test_agreement_is_of_these_articles(folder: Path) -> None:
    do(folder, MINH, "a2")
    assert compared(folder, MINH) == {"a0", "a2"}
    do(folder, HOA, "a0", "a1")
    assert compared(folder, TAM) == compared(folder, "") == {"a0", "a1", "a2"}
    assert compared(folder, MINH) == {"a0", "a2"}  # and not what Lan and Hoa say of a1


def test_models_do_not_tell_what_others_made_of_one_s_articles(folder: Path) -> None:
    assert learned(folder, MINH) == {"a0": "ORG"}
    assert learned(folder, LAN).keys() == {"a0", "a1", "a2"}  # Hoa's a3 is still hers to do
    assert learned(folder, TAM).keys() == {"a0", "a1", "a2", "a3"}
    assert trained_by(project_of(folder), MINH) == MINH and trained_by(project_of(folder), TAM) == ""
    (folder / "assignments.json").write_text("<<<<<<<")
    assert trained_by(project_of(folder), MINH) == MINH  # what cannot be read shows nothing
    session = at_work(folder, MINH)
    assert EarlierSessions(session).others() == []
    session.close()


def test_what_several_do_is_apart_until_all_are_done(folder: Path) -> None:
    project = project_of(folder)
    assert still_apart(project, project.ids) == {"a1", "a2", "a3"}
    do(folder, MINH, "a2")
    assert still_apart(project_of(folder), ["a0", "a2"]) == frozenset()


def test_of_whom_nobody_can_tell_counts_as_at_work(folder: Path) -> None:
    do(folder, MINH, "a2")
    later_journal(folder, LAN)
    assert still_apart(project_of(folder), ["a0", "a2"]) == {"a0", "a2"}


def test_deciding_and_whole_works_are_for_curators(folder: Path) -> None:
    project = project_of(folder)
    with pytest.raises(NhanError) as refused:
        refuse_deciding(project, MINH)
    assert refused.value.message.fields["count"] == 3
    with pytest.raises(NhanError):
        refuse_as_a_whole(project, MINH, LAN)
    refuse_as_a_whole(project, MINH, MINH)
    for anybody in (TAM, HOA, ""):
        refuse_deciding(project, anybody)
        refuse_as_a_whole(project, anybody, LAN)
    project.welcome(MINH, "Minh", Role.ADJUDICATOR)
    refuse_deciding(project, MINH)


def test_spans_of_others_are_not_counted_before(folder: Path) -> None:
    def usage(person: str, *articles: str) -> str:
        session = at_work(folder, person)
        found = in_words(article_usage(session.snapshot(), articles), "en")
        session.close()
        return found

    assert usage(MINH, "a0") == "Minh has 2 spans in 1 articles; Lan has 2 spans in 1 articles"
    assert usage(MINH, "a1") == "Minh has 2 spans in 1 articles; Lan has worked on 1 articles"
    assert "Lan has 2 spans" in usage(TAM, "a1")
