"""Every command line in the manual is read by the real parser; those that are marked so are run."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from nhan.core.cli import main
from nhan.core.cli.commands import COMMANDS
from nhan.core.cli.parser import UsageError, parser_for
from nhan.core.cli.window import NAME, window_arguments
from nhan.core.messages import LANGUAGES
from nhan.gui.entry import WINDOW
from nhan.gui.tour.scenes import LAN, MINH, both_done
from tests.resources.manual import reading
from tests.tools.loading import load_run
from tests.tools.manual.place import ROOT, pages

PROGRAM, START = "nhan", ("python3", "run.py")
KINDS = {"text", "python", "toml", "{toctree}", reading.READ, reading.RUN}
LEFT_TO_DO = {"adjudicate", "resolve"}  # they end with 1 where something is left
ASKING = {"label"}  # it does so where it only says what would be done
ALL = [(language, name) for language in LANGUAGES for name in pages(language)]
RUN = [(language, name) for language, name in ALL if reading.commands(pages(language)[name], reading.RUN)]


def readable(line: str) -> None:
    """UsageError, or SystemExit: the program does not understand this line."""
    words = shlex.split(line)
    if tuple(words[:2]) == START:
        run = load_run()
        if words[2:3] and words[2] in {*run.TOOLS, "--tour", "--lock", "--yes"}:
            return
        words = [PROGRAM, *words[2:]]
    assert words[0] == PROGRAM, line
    if words[1:] and words[1] not in {*WINDOW} - {NAME}:
        parser_for(COMMANDS, LANGUAGES[0]).parse_args(words[1:])
    else:
        assert not isinstance(window_arguments(words[1:]), int), line


@pytest.mark.parametrize(("language", "name"), ALL)
def test_every_command_line_is_one_that_the_program_reads(language: str, name: str) -> None:
    text = pages(language)[name]
    assert {block.said for block in reading.blocks(text)} <= KINDS
    for line in reading.commands(text, reading.READ, reading.RUN):
        readable(line)
    for line in reading.commands(text, "text"):
        assert not line.startswith(PROGRAM + " ")  # it would be read by nobody
    for words in reading.inline(text):
        named = words.split()[1] if words.startswith(PROGRAM + " ") else ""
        if named.startswith("-"):
            readable(words)
        elif named.islower():
            assert named in {each.name for each in COMMANDS}, words


@pytest.mark.parametrize(("language", "name"), ALL)
def test_every_option_of_run_py_is_one_that_it_has(language: str, name: str) -> None:
    known = {*load_run().TOOLS, "--tour", "--lock", "--yes"}
    assert set(re.findall(r"run\.py (--[\w-]+)", pages(language)[name])) <= known


def test_a_line_that_the_program_does_not_read_is_seen() -> None:
    for wrong in ("nhan fly du_an", "nhan new", "nhan status du_an --fly", "nhan export du_an", "nhan open --fly"):
        with pytest.raises(UsageError):
            readable(wrong)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What readers have at hand: some articles, and what two people have made of them elsewhere."""
    folder = tmp_path_factory.mktemp("work")
    for name in ("bai", "articles"):
        shutil.copytree(ROOT / "resources" / "samples", folder / name)
    project = both_done(folder / "elsewhere")
    for person, file in ((LAN, "lan.jsonl"), (MINH, "minh.jsonl")):
        assert main(["export", str(project), "-o", str(folder / file), "--annotator", person.id]) == 0
    shutil.rmtree(project)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(("language", "name"), RUN)
def test_what_is_to_be_run_can_be_run(
    language: str,
    name: str,
    work: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = shutil.copytree(work, tmp_path / "work")
    monkeypatch.chdir(folder)
    for line in reading.commands(pages(language)[name], reading.RUN):
        words = shlex.split(line)[1:]
        code = main([*words, "--lang", language] if words[0] in {each.name for each in COMMANDS} else words)
        left = words[0] in LEFT_TO_DO or (words[0] in ASKING and "--yes" not in words)
        assert code == 0 or (code == 1 and left), f"{line}\n{capsys.readouterr().err}"
