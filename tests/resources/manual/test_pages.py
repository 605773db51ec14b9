"""Each page is there in both languages and shows the same; what it says of the program is looked up."""

import re
from collections import Counter

import pytest

from nhan.core.cli.commands import COMMANDS
from nhan.core.cli.parser import Parser
from nhan.core.formats.registry import FORMATS
from nhan.core.messages import LANGUAGES, table
from nhan.core.store.schema import schema
from nhan.core.suggest.registry import SUGGESTERS
from nhan.core.suggestion import Suggester
from nhan.gui.actions import ACTIONS, BY_ID
from nhan.gui.tour.groups import GROUPS
from nhan.gui.tour.recordings import RECORDINGS
from tests.resources.manual import reading
from tests.tools.manual import keys, words
from tests.tools.manual.__main__ import named
from tests.tools.manual.expand import GENERATED, expand
from tests.tools.manual.generated import PARTS
from tests.tools.manual.pictures import STILL, Size
from tests.tools.manual.place import ROOT, ManualError, pages
from tests.tools.manual.record_fields import SHOWN

VIETNAMESE, ENGLISH = LANGUAGES
WHOLE = {"architecture", "benchmarks", "changelog", "contributing"}  # documents that there are in English only
SIZES = {
    f"{before}{name}{after}": Size(2, 2)
    for name in named(VIETNAMESE) | named(ENGLISH)
    for before in ("light-", "dark-", "")
    for after in ("", STILL)
}


def said(role: str, language: str = VIETNAMESE) -> str:
    """What becomes of a line of a page."""
    return expand(role, "annotators/keys", language, SIZES)


def test_each_page_is_there_in_both_languages() -> None:
    assert pages(VIETNAMESE).keys() == pages(ENGLISH).keys()
    assert len(pages(VIETNAMESE)) > 20


@pytest.mark.parametrize("page", sorted(pages(VIETNAMESE)))
def test_a_page_shows_the_same_keys_pictures_and_commands_in_both_languages(page: str) -> None:
    both = [pages(language)[page] for language in LANGUAGES]
    if WHOLE.isdisjoint(GENERATED.findall(both[1])):
        roles = [Counter(reading.ROLE.findall(text)) for text in both]
        assert roles[0] == roles[1]
        assert reading.headings(both[0]) == reading.headings(both[1])
    assert reading.PICTURE.findall(both[0]) == reading.PICTURE.findall(both[1])
    lines = [[reading.shape(line) for line in reading.commands(text, reading.READ, reading.RUN)] for text in both]
    assert lines[0] == lines[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_only_what_the_program_has(language: str) -> None:
    for page, text in pages(language).items():
        expanded = expand(text, page, language, SIZES)
        assert not GENERATED.search(expanded)


@pytest.mark.parametrize(
    "wrong",
    [
        "{key}`fly`",
        "{key}`labels`",
        "{kbd}`Ctrl+ß`",
        "{do}`fly`",
        "{menu}`fly`",
        "{ui}`Bay lên`",
        "{say}`fly`",
        "![x](tour:fly)",
    ],
)
def test_what_the_program_does_not_have_is_refused(wrong: str) -> None:
    with pytest.raises(ManualError, match="annotators/keys"):
        said(wrong)


def test_what_nothing_generates_is_refused() -> None:
    with pytest.raises(ManualError, match="nothing generates flying"):
        said("<!-- generated: flying -->")


def test_keys_and_titles_are_those_of_the_table_in_the_reader_s_language() -> None:
    assert said("{key}`accept`") == "<kbd>Enter</kbd>"
    assert said("{key}`larger`") == '<span class="keys"><kbd>Ctrl</kbd>+<kbd>+</kbd></span>'
    assert said("{do}`export`") == "**Xuất**"
    assert said("{menu}`export`", ENGLISH) == "**Project › Export**"
    assert said("{ui}`Học`") == "**Học**"
    assert said("{say}`agreement.exact`") == f"**{table(VIETNAMESE)['agreement.exact']}**"


def test_a_block_of_code_stays_as_it_is() -> None:
    block = "```text\n{key}`accept` ![x](tour:name) [y](en:index)\n```"
    assert said(f"{{key}}`accept`\n\n{block}\n") == f"<kbd>Enter</kbd>\n\n{block}\n"


def test_agreement_s_page_calls_the_leading_measure_what_the_program_calls_it() -> None:
    for language in LANGUAGES:
        page = pages(language)["curators/agreement"]
        name = table(language)["agreement.exact"]
        assert f"- **{name}**" in expand(page, "curators/agreement", language, SIZES)
        assert "F1" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_and_every_action_of_a_menu_is_listed(language: str) -> None:
    listed = PARTS["keys"](language)
    for spec in ACTIONS:
        row = next((line for line in listed.splitlines() if line.startswith(f"| {words.title(spec, language)} |")), "")
        assert all(keys.html(key) in row for key in spec.keys), spec.id
    beside = PARTS["keyless"](language)
    keyless = [spec for spec in ACTIONS if spec.menu and not spec.keys]
    assert all(words.title(spec, language) in beside for spec in keyless)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_of_every_command_is_listed(language: str) -> None:
    listed = PARTS["commands"](language)
    for command in COMMANDS:
        parser = Parser(prog="nhan", language=language)
        command.arguments(parser, parser.sentence)
        (part,) = re.findall(rf"^## nhan {command.name}$(.*?)(?=^## |\Z)", listed, re.M | re.S)
        options = {option for action in parser._actions for option in action.option_strings}
        assert all(option in part for option in options - {"-h", "--help", "--lang"}), command.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_and_every_suggester_is_named(language: str) -> None:
    listed = PARTS["formats"](language)
    assert re.findall(r"^`([\w-]+)` ", listed, re.M) == [each.name for each in FORMATS]
    named_there = re.findall(r"^\| `(\w+)`", pages(language)["data/suggesters"], re.M)
    assert sorted(named_there) == sorted(SUGGESTERS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_a_record_is_listed(language: str) -> None:
    parts = schema()["$defs"]
    listed = re.findall(r"^\| `(\w+)` \|", PARTS["fields"](language), re.M)
    assert listed == [field for name in SHOWN for field in parts[name]["properties"]]


def test_pictures_and_recordings_are_ones_that_the_tour_takes() -> None:
    taken = {picture.name for group in {**GROUPS, **RECORDINGS}.values() for picture in group.pictures}
    assert named(VIETNAMESE) == named(ENGLISH) <= taken
    assert set(RECORDINGS) <= named(VIETNAMESE)
    pressed = {action for group in RECORDINGS.values() for picture in group.pictures for action in picture.actions}
    assert pressed and pressed <= BY_ID.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_new_is_said_of_every_version(language: str) -> None:
    versions = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert (
        re.findall(r"^## (.*)$", expand(pages(language)["whats-new"], "whats-new", language, SIZES), re.M) == versions
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_suggester_that_the_manual_writes_suggests(language: str) -> None:
    (block,) = [each for each in reading.blocks(pages(language)["contributors/extending"]) if each.said == "python"]
    there: dict[str, object] = {}
    exec("\n".join(block.lines), there)
    make = there["make"]
    assert callable(make)
    suggester: Suggester = make({})
    text = "Mưa ở #Huế và #TPHCM # hết"
    found = suggester.suggest(text)
    assert suggester.name == "hashtags"
    assert [text[each.start : each.end] for each in found] == ["#Huế", "#TPHCM"]
