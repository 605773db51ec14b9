"""What can be checked of the release without the systems that it is for: names, paths, commands, formats."""

import plistlib
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from nhan.core.label_files import DEFAULT, load_label_set
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from tests.tools.bundle import linux, macos, windows
from tests.tools.bundle.icons import ICNS_KINDS, ICO_SIZES, icns, ico
from tests.tools.bundle.names import DOWNLOADS, download
from tests.tools.checks import ROOT

WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"
PACKAGING = ROOT / "resources" / "packaging"
SCRIPT = PACKAGING / "nhan.iss"


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    return loaded


def commands(workflow: dict[str, Any]) -> list[str]:
    return [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]


def test_it_builds_for_all_three_systems_and_publishes_what_was_built(workflow: dict[str, Any]) -> None:
    jobs = workflow["jobs"]
    assert [each["system"] for each in jobs["build"]["strategy"]["matrix"]["include"]] == ["linux", "windows", "macos"]
    assert jobs["publish"]["needs"] == ["build", "python"]
    assert "NEVER RUN" in WORKFLOW.read_text(encoding="utf-8")
    assert any("sha256sum" in each for each in commands(workflow))
    assert any("cyclonedx-py" in each for each in commands(workflow))


def test_each_download_of_the_builder_is_taken_up_by_the_workflow(workflow: dict[str, Any]) -> None:
    uploads = [step["with"]["path"] for step in workflow["jobs"]["build"]["steps"] if "upload-artifact" in str(step)]
    patterns = [line.strip().removeprefix("out/") for line in uploads[0].splitlines()]
    for system, kinds in DOWNLOADS.items():
        for kind in kinds:
            assert any(Path(download(kind, system)).match(pattern) for pattern in patterns), (system, kind)


def test_every_path_that_is_named_is_there(workflow: dict[str, Any]) -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:tests|resources|\.ci)/[\w./-]+", text)) | {
        "run.py",
        "requirements.lock",
        "pyproject.toml",
    }
    assert len(named) > 6
    for path in named:
        assert (ROOT / path.rstrip(".")).exists(), path


def test_the_shell_s_quotes_are_whole(workflow: dict[str, Any]) -> None:
    for command in commands(workflow):
        bare = re.sub(r"\$\{\{.*?\}\}", "x", command)
        checked = subprocess.run(["bash", "-n", "-c", bare], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr


def test_only_the_job_that_publishes_may_write(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    assert [name for name, job in workflow["jobs"].items() if "permissions" in job] == ["publish"]


# -- Windows ----------------------------------------------------------------------------------------------------------


def sections() -> dict[str, list[str]]:
    """The lines of the installer's script by their section, without comments and directives."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in SCRIPT.read_text(encoding="utf-8-sig").splitlines():
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            section = heading[1]
            found[section] = []
        elif line.strip() and not line.startswith((";", "#", " ")):
            found[section].append(line)
    return found


def test_the_installer_s_script_is_what_inno_setup_reads() -> None:
    assert SCRIPT.read_bytes().startswith(b"\xef\xbb\xbf")  # else it takes Vietnamese letters for another encoding
    known = {"Setup", "Languages", "CustomMessages", "Tasks", "InstallDelete", "Files", "Icons", "Registry", "Run"}
    assert sections().keys() == known
    for section in ("Setup", "CustomMessages"):
        assert all(re.match(r"[\w.]+=.+", line) for line in sections()[section])
    for section in known - {"Setup", "CustomMessages"}:
        for line in sections()[section]:
            for part in re.findall(r'(?:[^;"]|"(?:[^"]|"")*")+', line):
                assert re.match(r"\s*\w+: ", part), line


def test_the_installer_takes_what_the_builder_tells_it_and_files_that_are_there(tmp_path: Path) -> None:
    text = SCRIPT.read_text(encoding="utf-8-sig")
    assert set(re.findall(r"\{#(\w+)\}", text)) == windows.defines(tmp_path, tmp_path).keys()
    here = re.findall(r'(?:Source: "|LicenseFile=)(\.\.[^"\n]+)', text)
    assert len(here) == 3
    for each in here:
        assert (PACKAGING / each.replace("\\", "/")).is_file(), each
    assert "{app}\\nhan.exe" in text


def test_what_windows_opens_is_handed_over_as_one_quoted_path() -> None:
    lines = [line for line in sections()["Registry"] if "command" in line]
    assert len(lines) == 2
    for line in lines:
        data = re.findall(r'ValueData: "((?:[^"]|"")*)"', line)[0].replace('""', '"')
        assert data == '"{app}\\nhan.exe" open "%1"'


def test_the_portable_archive_has_one_folder(tmp_path: Path) -> None:
    (tmp_path / "nhan" / "_internal").mkdir(parents=True)
    (tmp_path / "nhan" / "nhan.exe").write_bytes(b"MZ")
    (tmp_path / "nhan" / "_internal" / "bài.txt").write_bytes(b"x")
    names = zipfile.ZipFile(windows.archive(tmp_path / "nhan", tmp_path)).namelist()
    assert {name.split("/")[0] for name in names} == {"nhan-" + tomllib_version()}
    assert {name.split("/", 1)[1] for name in names} >= {"nhan.exe", "_internal/bài.txt", "LICENSE", "NOTICE.txt"}


def test_the_icons_are_of_their_kinds() -> None:
    data = ico()
    assert data[:6] == b"\0\0\1\0" + bytes([len(ICO_SIZES), 0]) and data.count(b"\x89PNG") == len(ICO_SIZES)
    data = icns()
    assert data[:4] == b"icns" and int.from_bytes(data[4:8], "big") == len(data)
    assert all(kind in data for kind in ICNS_KINDS.values())


# -- macOS ------------------------------------------------------------------------------------------------------------


def test_the_application_says_what_it_opens_and_takes_nothing_from_others(tmp_path: Path) -> None:
    plist = tmp_path / "Contents" / "Info.plist"
    plist.parent.mkdir()
    plist.write_bytes(plistlib.dumps({"CFBundleExecutable": "nhan"}))
    macos.describe(tmp_path)
    info = plistlib.loads(plist.read_bytes())
    assert info["CFBundleExecutable"] == "nhan" and info["CFBundleShortVersionString"] == tomllib_version()
    (kind,) = info["CFBundleDocumentTypes"]
    assert kind["LSHandlerRank"] == "Alternate" and "public.folder" in kind["LSItemContentTypes"]


KINDS = """
import sys
from PySide6.QtCore import QMimeDatabase
print(*(QMimeDatabase().mimeTypeForFile(path).name() for path in sys.argv[1:]))
"""


# -- Linux ------------------------------------------------------------------------------------------------------------


def test_the_menu_entry_and_the_file_type_fit_each_other() -> None:
    entry = (PACKAGING / "nhan.desktop").read_text(encoding="utf-8")
    keys = dict(line.split("=", 1) for line in entry.splitlines() if "=" in line)
    assert shlex.split(keys["Exec"]) == ["nhan", "open", "%F"]
    mime = (PACKAGING / "nhan-mime.xml").read_text(encoding="utf-8")
    (kind,) = re.findall(r'<mime-type type="([^"]+)"', mime)
    assert kind in keys["MimeType"].split(";") and "text/plain" in keys["MimeType"]
    assert 'pattern="project.json"' in mime and 'value="nhan/project"' in mime


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a script for Linux")
@pytest.mark.parametrize("name", ["nhan-0.1.0", 'của tôi & "bạn" 100%'])
def test_it_is_put_into_the_menu_and_taken_out_again(tmp_path: Path, name: str) -> None:
    here, data = tmp_path / name, tmp_path / "data"
    for place, source in linux.shared_files().items():
        (here / place).parent.mkdir(parents=True, exist_ok=True)
        (here / place).write_bytes(source.read_bytes())
    environment = {"XDG_DATA_HOME": str(data), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    subprocess.run(["sh", here / "add-to-menu.sh"], env=environment, check=True, capture_output=True)
    entry = (data / "applications" / "nhan.desktop").read_text(encoding="utf-8")
    command = dict(line.split("=", 1) for line in entry.splitlines() if "=" in line)["Exec"]
    assert shlex.split(command.replace("%%", "%").replace("\\\\", "\\"))[0] == str(here / "nhan")
    assert (data / "icons" / "hicolor" / "scalable" / "apps" / "nhan.svg").is_file()
    project = Project.create(Disk(), tmp_path / "p", load_label_set(DEFAULT), "p").folder / "project.json"
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "note.json").write_text("{}", encoding="utf-8")
    asked = [sys.executable, "-P", "-c", KINDS, str(project), str(tmp_path / "web" / "note.json")]
    said = subprocess.run(asked, env=environment, check=True, capture_output=True, text=True).stdout.split()
    assert said == ["application/vnd.nhan.project+json", "application/json"]
    subprocess.run(["sh", here / "add-to-menu.sh", "--remove"], env=environment, check=True, capture_output=True)
    assert not (data / "applications" / "nhan.desktop").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what dpkg reads")
def test_the_package_says_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "lib.so").write_bytes(b"\0GLIBC_2.4\0GLIBC_2.34\0GLIBC_2.9\0" + bytes(4096))
    fields = dict(line.split(": ", 1) for line in linux.control(tmp_path).splitlines() if not line.startswith(" "))
    assert fields["Package"] == "nhan" and fields["Version"] == tomllib_version()
    assert (
        "libc6 (>= 2.34)" in fields["Depends"] and "libgl1" in fields["Depends"] and "python" not in fields["Depends"]
    )
    assert fields["Architecture"] in ("amd64", "arm64") and int(fields["Installed-Size"]) == 4


def tomllib_version() -> str:
    version: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return version
