"""What the card says of how spans came to stand, and of which articles its figures speak."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from nhan import core
from nhan.core.doubts.answering import KEEP, TAKE
from nhan.core.messages import Message
from nhan.core.model import ArticleState, ArticleStatus, Decision, Span, SpanStatus
from nhan.core.project import Project
from nhan.core.releases.contents import ReleaseContents, contents
from nhan.core.releases.facts import DecidedHow, decided_how
from nhan.core.store.disk import Disk
from nhan.core.store.layout import record_path
from tests.core.building import later_journal
from tests.core.cli.running import Nhan
from tests.core.releases.test_release import GOLD, OTHER, THIRD, folder, key, nhan, released, third, work

__all__ = ["folder", "key", "nhan"]
AT = "2026-01-02T03:04:05Z"
ROOT = Path(core.__path__[0]).parent
SINGLY = DecidedHow.SINGLY


_TOGETHER = re.compile(r'(?:\bbatch|_each|_work)\(\s*"(\w+)"')  # verbs of several spans at once


def test_no_verb_of_several_at_once_counts_as_one_by_one() -> None:
    files = [path for package in ("core", "gui") for path in (ROOT / package).rglob("*.py")]
    verbs = {verb for path in files for verb in _TOGETHER.findall(path.read_text(encoding="utf-8"))}
    assert verbs >= {"accept_same", "accept_sure", "relabel_same", "label_rows", "accept_rows", "reject_rows"}
    span = Span(id="1", start=0, end=1, label="PER", status=SpanStatus.CONFIRMED)
    singly = {verb for verb in verbs if decided_how(replace(span, decision=Decision(verb, "lan", AT))) is SINGLY}
    assert singly == {"reject_rows", "reject_same"}  # no span of theirs is confirmed


@pytest.mark.parametrize(
    ("decision", "how"),
    [
        (Decision("accept", "lan", AT), DecidedHow.SINGLY),
        (Decision("move_edge", "lan", AT), DecidedHow.SINGLY),
        (Decision("accept_sure", "lan", AT), DecidedHow.IN_BULK),
        (Decision("accept_rest", "lan", AT), DecidedHow.IN_BULK),
        (Decision("relabel_same", "lan", AT), DecidedHow.IN_BULK),
        (Decision("label_rows", "lan", AT), DecidedHow.IN_BULK),
        (Decision("accept_rows", "lan", AT), DecidedHow.IN_BULK),
        (Decision("adjudicate_same", "hoa", AT), DecidedHow.ADJUDICATED_TOGETHER),
        (Decision("adjudicate", "hoa", AT), DecidedHow.BY_ADJUDICATION),
        (Decision("adjudicate", "agreed", AT), DecidedHow.BY_RULE),
        (Decision("adjudicate", "majority", AT), DecidedHow.BY_RULE),
        (Decision(KEEP, "hoa", AT), DecidedHow.DOUBTED),
        (Decision(TAKE, "hoa", AT), DecidedHow.CHANGED_AFTER_DOUBT),
        (None, DecidedHow.UNSAID),
    ],
)
def test_how_a_span_came_to_stand(decision: Decision | None, how: DecidedHow) -> None:
    span = Span(id="1", start=0, end=1, label="PER", status=SpanStatus.CONFIRMED, decision=decision)
    assert decided_how(span) is how


def test_what_was_accepted_in_bulk_is_counted_and_not_called_one_by_one(nhan: Nhan, folder: Path) -> None:
    for name in ("a00", "a01", "a02"):
        work(folder, GOLD, name, Project.open(Disk(), folder).article(name).text, "LOC", verb="accept_sure")
    made = released(nhan, folder)
    card = (made / "README.md").read_text(encoding="utf-8")
    assert "114 of 120 spans were decided one by one." in card
    assert "6 of 120 spans were decided on in bulk" in card
    assert "confirmed one by one" not in card
    assert "6 of 120 spans were decided on in bulk" in (made / "croissant.json").read_text(encoding="utf-8")
    assert "6 trong 120 cụm được quyết định hàng loạt" in (made / "card.html").read_text(encoding="utf-8")


def test_what_was_doubted_is_counted(nhan: Nhan, folder: Path) -> None:
    for name, verb in (("a00", KEEP), ("a01", TAKE)):
        work(folder, GOLD, name, Project.open(Disk(), folder).article(name).text, "LOC", verb=verb)
    card = (released(nhan, folder) / "README.md").read_text(encoding="utf-8")
    assert "2 of 120 spans were pointed out as doubtful, looked at again, and kept." in card
    assert "2 of 120 spans are as they are because they were pointed out as doubtful" in card


def test_agreement_and_people_are_of_the_articles_of_the_release(nhan: Nhan, folder: Path) -> None:
    third(folder)
    begun = ArticleState(ArticleStatus.IN_PROGRESS)
    work(folder, GOLD, "a05", Project.open(Disk(), folder).article("a05").text, "LOC", state=begun)
    work(folder, "mai-2345", "a06", Project.open(Disk(), folder).article("a06").text, "LOC", state=begun)
    card = (released(nhan, folder) / "README.md").read_text(encoding="utf-8")
    assert "| exact F1 |" in card and "| gamma |" not in card  # which was not measured
    assert "Agreement of 2 people on the 58 articles of the release" in card
    assert "1 of the 59 articles of the release were done by one person alone." in card


def test_what_will_be_in_it_is_what_is_in_it(nhan: Nhan, folder: Path) -> None:
    third(folder)
    project = Project.open(Disk(), folder)
    assert contents(project, [GOLD, OTHER, THIRD]) == {
        GOLD: ReleaseContents(60, 0),
        OTHER: ReleaseContents(59, 1),
        THIRD: ReleaseContents(59, 1),
    }
    seen: list[object] = []
    later_journal(folder, OTHER)
    found = contents(project, [GOLD, OTHER], lambda: seen.append(1))
    assert found[GOLD] == ReleaseContents(60, 0) and len(seen) == len(project)
    assert isinstance(found[OTHER], Message)  # and does not hide the others' counts
    (folder / "journal" / OTHER / "999999-aaaaaa.jsonl").unlink()
    ran = nhan.done("release", folder, "lan", "--by", "Lan", "--date", "2026-11-28", "--lang", "en")
    assert "59 articles" in ran.out and "though somebody has begun them: 1 " in ran.err


def test_a_release_without_a_licence_or_with_an_empty_part_says_so(nhan: Nhan, folder: Path) -> None:
    kept = record_path(folder, GOLD, "a00")
    for path in kept.parents[1].rglob("*.json"):
        if path != kept:
            path.unlink()
    ran = nhan.done("release", folder, "1.0", "--date", "2026-11-28", "--no-agreement", "--lang", "en")
    empty = [part for part in ("train", "dev", "test") if f"0 {part}" in ran.out]
    assert len(empty) == 2 and f"No articles are in {', '.join(empty)}" in ran.err
    assert "No licence is named" in ran.err
    card = (folder / "releases" / "1.0" / "README.md").read_text(encoding="utf-8")
    assert "Licence: none is named" in card and f"No articles are in {', '.join(empty)}" in card
    ran = nhan.done("release", folder, "1.1", "--date", "2026-11-28", "--license", "CC0-1.0", "--lang", "en")
    assert "licence" not in ran.err


def test_a_card_has_no_section_without_words(nhan: Nhan, folder: Path) -> None:
    assert "## Limits" in (released(nhan, folder) / "README.md").read_text(encoding="utf-8")
    third(folder)
    for each in (OTHER, THIRD):
        work(folder, each, "a00", Project.open(Disk(), folder).article("a00").text, "LOC")
    card = (released(nhan, folder, "1.1") / "README.md").read_text(encoding="utf-8")
    assert "## Limits" not in card and "done by one person alone" not in card
    assert "articles that were begun, not begun or skipped are not" in card
