"""README is one page, and what it says is so: its links, its keys, its commands."""

import re
from pathlib import Path

import pytest

from tests.tools.loading import ROOT, load_run
from tests.tools.manual import keys

DOCUMENTS = sorted(ROOT.glob("*.md"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINK = re.compile(r"(?:\]\(|srcset=\"|src=\")([^)\"#]+)")


def test_it_is_one_page() -> None:
    assert len(README.splitlines()) <= 90


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    addresses = LINK.findall(document.read_text(encoding="utf-8"))
    assert [each for each in addresses if ":" not in each and not (ROOT / each).exists()] == []


def test_every_key_and_every_option_is_one_that_there_is() -> None:
    code = re.findall(r"`([^`]+)`", README)
    named = [each for each in code if re.fullmatch(r"(Ctrl|Shift|Alt|F\d|Enter|Delete|Tab)(\+\S+)?", each)]
    assert len(named) > 5 and set(named) <= keys.ALL
    run = load_run()
    assert set(re.findall(r"run\.py (--[\w-]+)", README)) <= set(run.TOOLS)
