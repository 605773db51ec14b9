"""How the command line is spoken to, and in which language it answers."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from nhan.core.cli.commands import COMMANDS
from nhan.core.cli.language import language_of
from nhan.core.cli.window_settings import settings_file
from nhan.core.messages import LANGUAGES, table
from tests.core.cli.running import Nhan, tree

PROGRAM = [sys.executable, "-c", "import sys; from nhan.core.cli import main; sys.exit(main(sys.argv[1:]))"]


@pytest.mark.parametrize("argv", [[], ["--help"], *([command.name, "--help"] for command in COMMANDS)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_in_the_user_s_language(nhan: Nhan, argv: list[str], language: str) -> None:
    ran = nhan("--lang", language, *argv)
    assert ran.code == (0 if argv else 2)
    text = ran.out or ran.err
    assert text.startswith({"vi": "cách dùng: nhan", "en": "usage: nhan"}[language])
    if language == "vi":
        assert not {"usage", "options", "positional", "arguments", "show"} & set(text.replace(":", " ").split())


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["làm"], "“làm”"),
        (["new"], "DIR"),
        (["export", "x"], "-o/--output"),
        (["new", "x", "--labels"], "--labels"),
        (["new", "x", "y"], "y"),
        (["import", "x", "y", "--as", "z"], "“z”"),
        (["suggest", "x", "--jobs", "0"], "256"),
        (["status", "x", "--json=1"], "--json"),
        (["status", "x", "--js"], "--js"),
        (["doubts", "x", "--most", "-1"], "--most"),
        (["assign", "x", "--overlap", "3"], "--people"),
        (["assign", "x", "--show", "--first", "0"], "--people"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_usage_is_said_and_is_2(nhan: Nhan, argv: list[str], said: str, language: str) -> None:
    ran = nhan(*argv, "--lang", language) if argv[-1] != "--labels" else nhan("--lang", language, *argv)
    assert ran.code == 2
    last = ran.err.splitlines()[-1]
    assert said in last
    other = "vi" if language == "en" else "en"
    assert last != nhan("--lang", other, *argv).err.splitlines()[-1]


def test_what_a_release_needs_stands_in_its_usage_as_needed(nhan: Nhan) -> None:
    ran = nhan("release", "x", "1.0")
    assert ran.code == 2 and "DIR VERSION --date DATE [" in ran.err and "--verify DIR" in ran.err


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_shows_a_first_project_line_by_line(nhan: Nhan, language: str) -> None:
    lines = nhan("--lang", language, "--help").out.splitlines()
    begun = [line.split()[1] for line in lines if line.startswith("  nhan ")]
    assert begun == ["new", "import", "open", "export"]


def test_core_alone_opens_no_window(nhan: Nhan) -> None:
    ran = nhan("--lang", "en", "open")
    assert (ran.code, ran.err.count("\n")) == (1, 1) and "command line alone" in ran.err


def test_the_version(nhan: Nhan) -> None:
    assert nhan.done("--version").out == "nhan 0.1.0\n"


def test_every_sentence_is_in_both_languages() -> None:
    vi, en = ({key for key in table(language) if key.split(".")[0] in ("cli", "formats")} for language in ("vi", "en"))
    assert vi == en
    assert len(vi) > 50


def test_the_language_is_asked_for_set_or_vietnamese(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ini = tmp_path / "nhan.ini"
    assert language_of([], {}, ini) == "vi"
    ini.write_text('[General]\ntheme="\\"dark\\""\nlanguage="\\"en\\""\n')
    assert language_of([], {}, ini) == "en"
    assert language_of([], {"NHAN_LANG": "vi_VN.UTF-8"}, ini) == "vi"
    assert language_of(["status", "--lang", "en"], {"NHAN_LANG": "vi"}, ini) == "en"
    assert language_of(["--lang=en", "status"], {}, tmp_path / "none") == "en"
    assert language_of(["--", "--lang", "en"], {}, tmp_path / "none") == "vi"
    assert language_of([], {"NHAN_LANG": "klingon"}, ini) == "en"
    ini.write_bytes(b"\xff\xfe")
    assert language_of([], {}, ini) == "vi"


def test_the_command_line_reads_the_window_s_setting(nhan: Nhan) -> None:
    from nhan.gui.settings import LANGUAGE, Settings
    from nhan.gui.settings import settings_file as window_file

    assert settings_file() == window_file()
    Settings().set(LANGUAGE, "en")
    assert nhan("--help").out.startswith("usage:")


def test_no_qt_is_imported(tmp_path: Path) -> None:
    look = "import sys; from nhan.core.cli import main; main(sys.argv[1:]); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", look, "status", tmp_path], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in ran.stdout.split()}
    assert "nhan" in loaded
    assert not loaded & {"PySide6", "shiboken6", "underthesea", "underthesea_core", "numpy"}


def test_a_reader_that_has_enough_is_no_error(project: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "export", project, "-o", "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        said = child.stderr.read()
    assert (child.returncode, said) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl+C to a whole group of processes")
def test_ctrl_c_leaves_everything_as_it_was(tmp_path: Path, project: Path) -> None:
    source = tmp_path / "nhiều.jsonl"
    source.write_text("".join(f'{{"id": "n{number}", "text": "Mưa ở Huế."}}\n' for number in range(400_000)))
    before = tree(project)
    with subprocess.Popen(
        [*PROGRAM, "import", project, source, "--progress"], stderr=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stderr is not None
        assert child.stdout is not None
        os.read(child.stderr.fileno(), 1)  # the bar stands: the import has begun
        child.send_signal(signal.SIGINT)
        said, out = child.stderr.read().decode(), child.stdout.read()
    assert child.returncode == 130
    assert out == b""
    assert "Đã dừng theo yêu cầu" in said
    assert "Traceback" not in said
    assert tree(project) == before


def test_progress_is_shown_when_asked_for_only(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra.jsonl"
    assert "Đang xuất" not in nhan.done("export", project, "-o", out).err
    assert "Đang xuất" in nhan.done("export", project, "-o", out, "--progress").err


def test_a_name_that_is_no_text_and_a_text_with_line_ends_stay_on_one_line(nhan: Nhan, project: Path) -> None:
    for name in ("dòng\nhai.txt", os.fsdecode(b"a\xff.txt")):
        ran = nhan("import", project, project / name)
        assert ran.code == 1
        assert ran.err.count("\n") == 1
