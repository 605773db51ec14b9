#!/usr/bin/env python3
"""Sets Nhãn up and starts it. Standard library only; needs Python 3.11 or newer and nothing else.

python3 run.py [ARGS]             set up, then `nhan ARGS` (no ARGS: the window)
python3 run.py --test [ARGS]      set up with the test tools, then `pytest ARGS`
python3 run.py --bench [NAME]     run a benchmark; without a name list them
python3 run.py --tour OUT         let Nhãn do the main job by itself, offscreen, and leave pictures and JSON in OUT
python3 run.py --lock             for developers: renew the lock files (needs uv)
python3 run.py --translations     for developers: bring the .ts files up to date and compile them
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}

# What Qt needs to load and which Debian package has it; asked by loading, because that is what Qt does.
OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WINDOWLESS = {
    "new",
    "import",
    "suggest",
    "export",
    "status",
    "check",
    "train",
    "evaluate",
    "simulate",
    "--version",
    "-h",
}


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this with an old Python should read why
        return fail(
            "Nhãn cần Python 3.11 trở lên; đây là Python {}.{}.".format(*sys.version_info),
            "Nhãn needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info),
        )
    match arguments:
        case ["--lock", *_]:
            return lock()
        case ["--test", *rest]:
            return start("dev", ["-m", "pytest", *rest], offscreen=True)
        case ["--bench", *rest]:
            return start("dev", ["-m", "tests.benchmarks", *rest], offscreen=True)
        case ["--translations", *rest]:
            return start("dev", ["-m", "tests.tools.translations", *rest], offscreen=True)
        case ["--tour", *_]:
            return start("run", ["-m", "nhan.gui", *arguments], offscreen=True)
        case _:
            return start("run", ["-m", "nhan.gui", *arguments], offscreen=bool(WINDOWLESS & set(arguments[:1])))


def start(kind: str, command: list[str], offscreen: bool) -> int:
    """Set up what ``kind`` needs, then become (or, on Windows, run) the environment's Python with ``command``."""
    windowless = bool(WINDOWLESS & set(command[2:3]))
    if failed := prepare(kind) or (0 if windowless else libraries(offscreen)):
        return failed
    environment = dict(os.environ)
    if offscreen:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    if kind == "dev":
        os.chdir(ROOT)
    if os.name == "nt":
        return subprocess.run([PYTHON, *command], env=environment, check=False).returncode
    os.execve(PYTHON, [str(PYTHON), *command], environment)


# -- the environment ----------------------------------------------------------------------------------------------


def prepare(kind: str) -> int:
    """Make .venv hold exactly what the lock says. A stamp, written last, tells that it does; 0 = ready."""
    stamp, wanted = VENV / f"ready-{kind}", fingerprint(kind)
    ready = [VENV / f"ready-{each}" for each in ({"run": ("run", "dev"), "dev": ("dev",)}[kind])]
    if any(path.exists() and path.read_text() == fingerprint(path.name[6:]) for path in ready):
        return 0
    say("Đang cài đặt (chỉ lần đầu)…", "Setting up (only the first time)…")
    for old in VENV.glob("ready-*"):
        old.unlink()
    try:
        if not usable():
            shutil.rmtree(VENV, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        pip("install", "--require-hashes", "-r", str(LOCKS[kind]))
        pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    except subprocess.CalledProcessError as error:
        return fail(
            f"Cài đặt không xong: lệnh “{' '.join(map(str, error.cmd))}” báo lỗi như trên. Hãy sửa rồi chạy lại.",
            f"Setting up failed: “{' '.join(map(str, error.cmd))}” said the error above. Mend it and run this again.",
        )
    stamp.write_text(wanted)
    return 0


def usable() -> bool:
    """Whether .venv's own Python starts and is of this version (a moved folder or an upgraded system breaks it)."""
    code = "import sys, pip; print(sys.version_info[:2], sys.prefix)"
    try:
        done = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.startswith(str(sys.version_info[:2]))


def pip(*arguments: str) -> None:
    environment = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1")
    environment.pop("PIP_USER", None)
    subprocess.run([PYTHON, "-m", "pip", "-q", *arguments], env=environment, check=True)


def fingerprint(kind: str) -> str:
    """What the environment was made for: another lock, another list of packages, folder or Python makes it stale."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    said = repr(
        (LOCKS[kind].read_bytes(), project["project"], project["tool"]["setuptools"], str(ROOT), sys.version_info[:2])
    )
    return hashlib.sha256(said.encode()).hexdigest()


# -- the system's libraries ---------------------------------------------------------------------------------------


def libraries(offscreen: bool) -> int:
    """Check that Qt's system libraries load; install them where we may, else name the command. 0 = all there."""
    if not sys.platform.startswith("linux"):
        return 0
    needed = OFFSCREEN | (X11 if os.environ.get("DISPLAY") and not offscreen else {})
    missing = missing_of(needed)
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Đang cài {', '.join(missing)}…", f"Installing {', '.join(missing)}…")
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        subprocess.run(["apt-get", "update", "-q"], env=environment, stdout=subprocess.DEVNULL, check=False)
        install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *missing]
        subprocess.run(install, env=environment, stdout=subprocess.DEVNULL, check=False)
        missing = missing_of(needed)
    if missing:
        command = f"sudo apt-get install -y {' '.join(missing)}"
        return fail(
            f"Thiếu thư viện hệ thống cho Qt. Trên Debian hoặc Ubuntu, chạy: {command}",
            f"Qt lacks system libraries. On Debian or Ubuntu run: {command}",
        )
    return 0


def missing_of(needed: dict[str, str]) -> list[str]:
    missing = []
    for library, package in needed.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


# -- the locks ----------------------------------------------------------------------------------------------------


def specifications() -> str:
    """A hash of every requirement that the locks are made from; it stands in their first line."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = (project["build-system"]["requires"], project["project"]["dependencies"], project["dependency-groups"])
    return hashlib.sha256(repr(wanted).encode()).hexdigest()


def lock() -> int:
    """Renew both locks with uv. Hashes of every platform's files; no address of any index."""
    uv = shutil.which("uv") or str(PYTHON.with_name("uv"))
    for kind, path in LOCKS.items():
        groups = ["--group", "build"] if kind == "run" else ["--group", "build", "--group", "dev"]
        command = [uv, "pip", "compile", "-q", "--universal", "--generate-hashes", "--no-header", "--no-annotate"]
        command += [
            "--no-emit-index-url",
            "--no-emit-find-links",
            "--python-version",
            "3.11",
            "pyproject.toml",
            *groups,
        ]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        path.write_text(f"# made by `python3 run.py --lock` from requirements {specifications()}\n{done.stdout}")
    return 0


# -- words --------------------------------------------------------------------------------------------------------


def say(vietnamese: str, english: str) -> None:
    """One sentence on the error output, in the user's language."""
    print(english if os.environ.get("NHAN_LANG") == "en" else vietnamese, file=sys.stderr, flush=True)


def fail(vietnamese: str, english: str) -> int:
    say(vietnamese, english)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
