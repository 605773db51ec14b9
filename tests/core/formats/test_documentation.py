"""The documentation says of every format what the format says of itself."""

import pytest

from nhan.core.formats.format import Format
from nhan.core.formats.registry import FORMATS
from tests.core.formats.peers import needs_peers, peer
from tests.tools.loading import ROOT

UNTRIED = {"jsonl", "json", "text", "html", "vlsp2016", "vlsp2018", "vlsp2018-columns", "phoner", "prodigy"}


def row(each: Format) -> str:
    """The line of the table in FORMATS.md."""
    ways = f"{'yes' if each.read else ''} | {('folder' if each.write_folder else 'yes') if each.writable else ''}"
    unit = each.unit.value if each.unit else "tokens" if each.tokens else "marks"
    return f"| `{each.name}` | {ways} | {', '.join(each.carries.names)} | {unit} | {each.proof} |"


def test_the_table_of_formats_is_that_of_the_registry() -> None:
    text = (ROOT / "FORMATS.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert rows == [row(each) for each in FORMATS]


@needs_peers
@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_what_a_format_was_tried_with_is_what_its_files_were_made_with(each: Format) -> None:
    """The versions are those of the programs whose files are read in the tests; other programs read ours there."""
    assert bool(each.proof) == (each.name not in UNTRIED)
    made_with = peer("README.md").read_text(encoding="utf-8")
    readers = (ROOT / "tests" / "core" / "formats" / "test_interop.py").read_text(encoding="utf-8")
    for software in filter(None, each.proof.replace(" (2021)", "").split(", ")):
        name, version = software.rsplit(" ", 1)
        made = name.split()[0].lower() in made_with.lower() and version in made_with
        assert made or f'importorskip("{name}.' in readers
