"""What goes into a bundle, and what of it is left out."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import PySide6
import pytest

from nhan.core.tagger.features.gazetteer import UNITS, Units
from tests.test_packaging import RESOURCES
from tests.tools.bundle import icu
from tests.tools.bundle.frozen import resources
from tests.tools.bundle.manual_site import slim
from tests.tools.bundle.trimming import trim
from tests.tools.bundle.underthesea_data import READ, home, needed_data

# All that reads underthesea's files: its suggester, and the names of communes; what is opened is printed.
READING = """
import sys
from pathlib import Path
home, opened = Path(sys.argv[1]), set()
def hear(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, Path)) and Path(arguments[0]).is_relative_to(home):
        opened.add(Path(arguments[0]).relative_to(home).as_posix())
sys.addaudithook(hear)
from nhan.core.suggest.registry import make
for name in ("underthesea", "starter"):
    assert make(name, {}).suggest("Ông Nguyễn Văn A ở xã Tân Lập, huyện Vũ Thư, tỉnh Thái Bình.")
print(*sorted(name for name in opened if not name.endswith((".py", ".pyc"))), sep="\\n")
"""


def test_what_is_read_of_underthesea_is_in_it_and_nothing_else() -> None:
    command = [sys.executable, "-P", "-c", READING, str(home())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.split()) == sorted(READ)


def test_json_loses_blanks_only(tmp_path: Path) -> None:
    dense = {target / source.name: source for source, target in needed_data(tmp_path)}
    name = Path("pipeline", "sent_tokenize", "punkt_params.json")
    found, source = dense["underthesea" / name], home() / name
    assert json.loads(found.read_bytes()) == json.loads(source.read_bytes())
    assert found.stat().st_size <= source.stat().st_size


def test_of_the_communes_it_has_what_the_program_reads(tmp_path: Path) -> None:
    dense = {target / source.name: source for source, target in needed_data(tmp_path)}
    found, source = dense["underthesea" / UNITS], home() / UNITS
    units = msgspec.json.decode(source.read_bytes(), type=Units)
    assert len(units.ward_mapping) > 10_000 and len(units.province_names) == 34
    assert msgspec.json.decode(found.read_bytes(), type=Units) == units
    assert found.stat().st_size < source.stat().st_size / 3


def test_its_resources_are_those_of_the_wheel() -> None:
    listed = {Path("nhan", "resources", folder, name) for folder, names in RESOURCES.items() for name in names.split()}
    assert {target / source.name for source, target in resources()} == listed


def test_the_manual_shows_light_pictures_everywhere(tmp_path: Path) -> None:
    pictures = tmp_path / "built" / "vi" / "pictures"
    pictures.mkdir(parents=True)
    for name in ("dark-a.webp", "light-a.webp", "record-b.webp"):
        (pictures / name).write_bytes(b"RIFF")
    page = pictures.parent / "index.html"
    page.write_text('<img src="pictures/dark-a.webp"><img src="../pictures/light-a.webp">', encoding="utf-8")
    site = slim(tmp_path / "built", tmp_path / "slim")
    assert {path.name for path in site.rglob("*.webp")} == {"light-a.webp", "record-b.webp"}
    shown = (site / "vi" / "index.html").read_text(encoding="utf-8")
    assert shown == '<img src="pictures/light-a.webp"><img src="../pictures/light-a.webp">'
    assert "dark-a" in page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def library() -> Path:
    found = list(Path(PySide6.__file__).parent.rglob("libicudata.so.*"))
    if not found:
        pytest.skip("Qt uses the system's own ICU here")
    return found[0]


ASKING = """
from PySide6.QtCore import QCollator, QDateTime, QLocale, QTimeZone
words = ["bà", "ba", "bả", "đá", "da", "Ánh", "an", "ăn", "ân", "ơ", "o", "ô", "zebra"]
for name in ("vi_VN", "en_US"):
    collator = QCollator(QLocale(name))
    collator.setNumericMode(True)
    print(name, sorted([*words, "bài 10", "bài 9"], key=collator.sortKey))
    print(QLocale(name).toUpper("đường ngõ"), QLocale(name).toString(QDateTime(2026, 11, 28, 9, 5, 0), "dddd d MMMM"))
for zone in (b"Asia/Ho_Chi_Minh", b"Europe/Berlin"):
    print(zone, QTimeZone(zone).offsetFromUtc(QDateTime(2026, 7, 1, 12, 0, 0)), QTimeZone(zone).isValid())
"""


def answers(folder: Path) -> str:
    """What Qt says that asks ICU, with the libraries of this folder first."""
    environment = {"LD_LIBRARY_PATH": str(folder), "LD_PRELOAD": str(next(folder.glob("*"))), "TZ": "UTC"}
    command = [sys.executable, "-P", "-c", ASKING]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_smaller_icu_says_the_same_of_vietnamese_and_english(library: Path, tmp_path: Path) -> None:
    for name in ("whole", "small"):
        (tmp_path / name).mkdir()
        (tmp_path / name / library.name).write_bytes(library.read_bytes())
    icu.shrink_icu(tmp_path / "small" / library.name)
    assert (tmp_path / "small" / library.name).stat().st_size < library.stat().st_size / 8
    assert answers(tmp_path / "small") == answers(tmp_path / "whole")
    assert len(list((tmp_path / "small").iterdir())) == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("root.res", True),
        ("vi.res", True),
        ("vi_VN.res", True),
        ("en.res", True),
        ("supplementalData.res", True),
        ("coll/vi.res", True),
        ("coll/root.res", True),
        ("coll/zh.res", False),
        ("fr.res", False),
        ("zh_Hant_TW.res", False),
        ("gb18030.cnv", False),
        ("brkitr/cjdict.dict", False),
        ("lang/vi.res", False),
        ("curr/pool.res", False),
    ],
)
def test_what_of_icu_is_kept(name: str, kept: bool) -> None:
    assert icu.is_kept(name) is kept


def made(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")


def test_of_a_bundle_for_windows_what_is_never_loaded_goes(tmp_path: Path) -> None:
    inside = "_internal/PySide6"
    kept = (
        "nhan.exe",
        f"{inside}/Qt6Core.dll",
        f"{inside}/plugins/platforms/qwindows.dll",
        "_internal/nhan-1.dist-info/METADATA",
    )
    gone = ["opengl32sw.dll", "translations/qt_de.qm", "plugins/tls/qschannelbackend.dll", "Qt6Network.dll"]
    gone.append("plugins/platforms/qdirect2d.dll")
    gone += ["../nhan-1.dist-info/RECORD", "../nhan-1.dist-info/direct_url.json"]
    made(tmp_path, *kept, *(f"{inside}/{name}" for name in gone))
    trim(tmp_path / "nhan.exe", "win32")
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == set(kept) and not (tmp_path / inside / "plugins" / "tls").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there, links need rights")
def test_of_one_for_macos_no_link_is_left_that_leads_nowhere(tmp_path: Path) -> None:
    """A signature refuses such links."""
    contents = tmp_path / "nhan.app" / "Contents"
    plugins = "PySide6/Qt/plugins"
    made(contents, "MacOS/nhan", f"Frameworks/{plugins}/platforms/libqcocoa.dylib")
    made(contents, f"Frameworks/{plugins}/tls/libqopensslbackend.dylib")
    for name in ("platforms/libqcocoa.dylib", "tls/libqopensslbackend.dylib"):
        link = contents / "Resources" / plugins / name
        link.parent.mkdir(parents=True)
        link.symlink_to(contents / "Frameworks" / plugins / name)
    trim(contents / "MacOS" / "nhan", "darwin")
    left = {path.relative_to(contents).as_posix() for path in contents.rglob("*.dylib")}
    assert left == {f"{part}/{plugins}/platforms/libqcocoa.dylib" for part in ("Frameworks", "Resources")}
