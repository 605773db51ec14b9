"""What is installed is what is here: packages, data, and locks that fit the requirements."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.tools.loading import ROOT, load_run

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(name: str) -> dict[str, str]:
    """Package -> version of a lock, those that this machine would install and those of other systems alike."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.M)}


def test_every_folder_with_modules_is_a_package_of_the_wheel() -> None:
    folders = {path.parent for part in ("core", "gui") for path in (ROOT / part).rglob("*.py")}
    found = {"nhan." + ".".join(folder.relative_to(ROOT).parts) for folder in folders} | {"nhan.resources"}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == found


WORD_LISTS = """
areas.txt clubs.txt contests.txt countries.txt dates.txt events.txt fields.txt first_names.txt given_names.txt jobs.txt
known_organisations.txt languages.txt middle_names.txt more_places.txt offices.txt organisations.txt people.txt
peoples.txt persons.txt places.txt press.txt sites.txt sources.txt speech.txt stops.txt streets.txt surnames.txt
surnames_plain.txt symptoms.txt titles.txt vehicles.txt whereabouts.txt works.txt
"""
MESSAGES = """
agreement.json backup.json cli.json damage.json doubts.json formats.json learning.json program.json release.json
report.json
simulation.json store.json suggest.json verbs.json window.json
"""
RESOURCES = {
    ".": "__init__.py",
    "encoder": "MODEL_CARD.md NOTICE.txt vocabulary.txt weights.npz",
    "i18n": "nhan_en.qm nhan_vi.qm qtbase_vi.qm",
    "icons": "nhan.svg",
    "labels": "phoner.json vlsp2016.json vlsp2018.json vlsp2021.json",
    "learning": "starter-further.nhanmodel.xz starter-health.nhanmodel.xz starter-news.nhanmodel.xz " + WORD_LISTS,
    "messages/en": MESSAGES,
    "messages/vi": MESSAGES,
    "samples": "01-thoi-su.txt 02-phap-luat.txt 03-the-thao.txt 04-kinh-doanh.txt "
    "05-van-hoa.txt 06-suc-khoe.txt 07-thoi-tiet.txt 08-giao-duc.txt",
    "schema": "nhan-article-1.schema.json nhan-article-2.schema.json",
    "tour": "01-thoi-su.txt 02-phap-luat.txt",
}
ABOUT = [
    "METADATA",
    "RECORD",
    "WHEEL",
    "entry_points.txt",
    "licenses/LICENSE",
    "licenses/resources/encoder/NOTICE.txt",
    "top_level.txt",
]
STRAY = "resources/learning/stray.txt"  # among the word lists: the patterns alone would let it in


def wheel(folder: Path, *strays: str) -> set[str]:
    """The files in a wheel that is built from a copy of the sources in ``folder``, with other files put into it."""
    source = folder / "source"  # building leaves folders beside the sources, and a later wheel would take files there
    for part in ("core", "gui", "resources"):
        shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for name in strays:
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).touch()
    command = [sys.executable, "-P", "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), "source"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return {re.sub(r"^nhan-[\d.]+\.dist-info/", "about/", name) for name in zipfile.ZipFile(built).namelist()}


def wanted() -> set[str]:
    """Every module of the sources, the resources that are listed above, and what pip reads."""
    modules = {path.relative_to(ROOT).as_posix() for part in ("core", "gui") for path in (ROOT / part).rglob("*.py")}
    listed = {Path("resources", folder, name).as_posix() for folder in RESOURCES for name in RESOURCES[folder].split()}
    typed = {"core/py.typed", "gui/py.typed"}
    return {f"nhan/{name}" for name in modules | typed | listed} | {f"about/{name}" for name in ABOUT}


def test_what_is_said_of_the_project_is_what_an_index_takes() -> None:
    """Its own list of classifiers is what an index refuses by; an address would have to be a real one."""
    project = PROJECT["project"]
    assert "Typing :: Typed" in project["classifiers"] and not any("License" in each for each in project["classifiers"])
    assert set(project.get("urls", {})) <= {"Homepage", "Documentation", "Source", "Changelog", "Issues", "Updates"}
    assert all(each.startswith("https://") for each in project.get("urls", {}).values())


@pytest.mark.slow
def test_the_wheel_holds_the_modules_and_what_users_need_and_nothing_else(tmp_path: Path) -> None:
    assert wheel(tmp_path) == wanted()


@pytest.mark.slow
def test_a_stray_file_stays_out_of_the_wheel_or_is_seen(tmp_path: Path) -> None:
    strays = ("resources/notes.txt", "resources/i18n/nhan_fr.ts", "resources/screenshots/stray.png", "core/notes.txt")
    assert wheel(tmp_path, STRAY, "resources/training/stray.txt", *strays) - wanted() == {f"nhan/{STRAY}"}


def test_the_locks_are_made_from_today_s_requirements() -> None:
    run = load_run()
    for lock in run.LOCKS.values():
        first = lock.read_text(encoding="utf-8").splitlines()[0]
        assert first.endswith(run.specifications()), f"{lock.name} is stale: python3 run.py --lock"


@pytest.mark.parametrize(
    ("old", "new"),
    [("msgspec>=0.19", "msgspec>=0.20"), ('"pytest-qt"', '"pytest-qt>=4"'), ("setuptools>=77", "setuptools>=78")],
)
def test_a_changed_requirement_makes_the_locks_stale(tmp_path: Path, old: str, new: str) -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "pyproject.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    run = load_run()
    before = run.specifications()
    vars(run)["ROOT"] = tmp_path
    assert run.specifications() != before


def test_the_locked_versions_are_ones_that_the_requirements_allow() -> None:
    groups = PROJECT["dependency-groups"]
    for lock, wanted in (("requirements.lock", ["build"]), ("requirements-dev.lock", ["build", "dev"])):
        locked = pins(lock)
        for line in (*PROJECT["project"]["dependencies"], *(each for group in wanted for each in groups[group])):
            requirement = Requirement(line)
            version = locked[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(version), f"{lock}: {version} is not {line}"


def test_the_tests_see_the_versions_that_annotators_get() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_the_locks_hold_a_hash_for_each_package_and_no_address() -> None:
    for lock in load_run().LOCKS.values():
        text = lock.read_text(encoding="utf-8")
        entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.M)[1:]
        assert len(entries) > 20
        assert all("--hash=sha256:" in entry for entry in entries)
        assert "://" not in text
        assert not re.search(r"^\s*-(?!-hash=)", text, re.M)  # no --index-url, no --find-links, no other file


VOID = """
import sys
from PySide6.QtCore import QObject
thing, before = QObject(), sys.getrefcount(None)
for _ in range(20_000):
    thing.setObjectName("x")
    thing.blockSignals(False)
print(before - sys.getrefcount(None))
"""


def test_this_pyside_drops_no_reference_to_none() -> None:
    """PySide6 6.12.0 on Python 3.10 and 3.11 loses one at each void call, and in the end aborts the program."""
    done = subprocess.run([sys.executable, "-c", VOID], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 1_000
