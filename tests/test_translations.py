"""The check of the translations bites: each thing that can be wrong, planted in a copy, is named."""

import json
import shutil
from pathlib import Path

import pytest

from tests.tools import message_tables, translations
from tests.tools.loading import ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the check reads."""
    for part in ("core", "gui", "resources/i18n", "resources/messages"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_translations_are_complete() -> None:
    assert translations.problems(ROOT) == []


def test_a_new_text_of_the_window_has_to_be_translated(copy: Path) -> None:
    (copy / "gui" / "new.py").write_text('class New(QWidget):\n    def f(self):\n        self.tr("Planted")\n')
    found = "\n".join(translations.problems(copy))
    assert "nhan_vi.ts is out of date" in found
    assert "nhan_vi.ts has unfinished texts: 1" in found
    assert "nhan_en.ts" not in found  # English needs its plurals alone


def test_a_text_that_nobody_looks_up_is_seen(copy: Path) -> None:
    edit(copy / "resources" / "i18n" / "nhan_vi.ts", "<name>ArticlePane</name>", "<name>pane</name>")
    assert "nhan_vi.ts: no text is looked up in the context pane" in translations.problems(copy)


def test_a_plural_is_needed_in_both_languages(copy: Path) -> None:
    (copy / "gui" / "new.py").write_text('class New(QWidget):\n    def f(self):\n        self.tr("%n new", "", 2)\n')
    found = "\n".join(translations.problems(copy))
    assert "nhan_vi.ts has unfinished texts" in found
    assert "nhan_en.ts has unfinished texts" in found


def test_a_text_that_was_not_compiled_is_seen(copy: Path) -> None:
    edit(copy / "resources" / "i18n" / "nhan_vi.ts", "<translation>Bài</translation>", "<translation>X</translation>")
    (copy / "resources" / "i18n" / "qtbase_vi.qm").unlink()
    found = translations.problems(copy)
    assert [problem.split()[0] for problem in found] == ["nhan_vi.qm", "qtbase_vi.qm"]


def test_updating_and_compiling_mends_it(copy: Path) -> None:
    folder = copy / "resources" / "i18n"
    for file in folder.glob("*.qm"):
        file.unlink()
    edit(folder / "nhan_vi.ts", "<name>ArticlePane</name>", "<name>Gone</name>")
    translations.update(copy, folder)
    translations.compile_all(folder)
    found = translations.problems(copy)
    assert found == [problem for problem in found if "unfinished" in problem] != []


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ('NhanError("store.never_written")', "store.never_written is in no table"),
        ('NhanError("nopart.never_written")', "nopart.never_written is in no table"),
        ('REASON = "store.never_written"', "store.never_written is in no table"),
        ('Message("planted.said", {"file": 1})', "lacks ['line']"),
        ('Rejected("planted.said")', "lacks ['file', 'line']"),
        ('NhanError("planted.said", file=1)', "lacks ['line']"),
        ('NhanError("planted.said", file=1, line=2)', ""),
        ('NhanError("planted.said", **where)', ""),
    ],
)
def test_a_message_that_cannot_be_said_is_named(copy: Path, code: str, problem: str) -> None:
    for language in message_tables.LANGUAGES:
        table = copy / "resources" / "messages" / language / "planted.json"
        table.write_text(json.dumps({"planted.said": "{file}, {line:d}"}), encoding="utf-8")
    (copy / "core" / "planted.py").write_text(f'"planted.said"\n{code}\n', encoding="utf-8")
    found = message_tables.problems(copy)
    assert [problem in each and "core/planted.py:2" in each for each in found] == [True] * bool(problem)


def test_tables_that_differ_are_named(copy: Path) -> None:
    for language, said in (("vi", {"a.one": "{x}", "a.two": ""}), ("en", {"a.one": "{y}", "a.three": ""})):
        (copy / "resources" / "messages" / language / "a.json").write_text(json.dumps(said), encoding="utf-8")
    found = "\n".join(message_tables.problems(copy))
    for problem in (
        "a.two is in one",
        "a.three is in one",
        "a.one has the fields ['x'] and ['y']",
        "a.one is said now",
    ):
        assert problem in found


def test_a_message_that_stands_in_two_files_is_named(copy: Path) -> None:
    folder = copy / "resources" / "messages" / "vi"
    key = next(iter(json.loads((folder / "cli.json").read_text("utf-8"))))
    (folder / "planted.json").write_text(json.dumps({key: ""}), encoding="utf-8")
    assert f"message {key} stands in 2 files of vi" in message_tables.problems(copy)
