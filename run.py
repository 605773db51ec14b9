#!/usr/bin/env python3
"""Sets Nhãn up and starts it. Standard library only; needs Python 3.11 or newer and nothing else.

python3 run.py [ARGS]             set up, then `nhan ARGS` (no ARGS: the window)
python3 run.py --test [ARGS]      set up with the test tools, then `pytest ARGS`
python3 run.py --bench [NAME]     run a benchmark; without a name list them
python3 run.py --tour OUT         let Nhãn do the main job by itself, offscreen, and leave pictures and JSON in OUT
python3 run.py --manual OUT       build the manual as a site in OUT, with pictures that the tour takes
python3 run.py --bundle OUT       build what a person downloads for the system that this runs on, with the manual in it
python3 run.py --check            for developers: linter, formatter, types, import contracts, translations, manual
python3 run.py --translations     for developers: bring the .ts files up to date and compile them
python3 run.py --manual --plain   for developers: renew the manual's plain Markdown, which forges show
python3 run.py --lock             for developers: renew the lock files (needs uv)

System packages that are missing (Debian's, for root) are installed after a yes on the terminal. Where nobody can be
asked, run.py says the command and stops. Yes beforehand: `--yes` as the first argument, NHAN_YES=1, or CI=true.
"""

import os
import sys

VIETNAMESE = not os.environ.get("NHAN_LANG", "").lower().startswith("en")

# Asked before anything below is run: an older Python would stop there with a traceback. Hence no new syntax here.
if sys.version_info < (3, 11):
    FOUND = "{}.{}".format(*sys.version_info[:2])
    if VIETNAMESE:
        sys.exit("Nhãn cần Python 3.11 trở lên; đây là Python " + FOUND + ".")
    sys.exit("Nhãn needs Python 3.11 or newer; this is Python " + FOUND + ".")

# Nothing in the folder that somebody is in (a project's, say) is ever imported: everything is started with -P, and an
# empty or relative entry of PYTHONPATH, which means that folder, is passed on to nobody and leaves the path here too.
LASTING = [each for each in os.environ.get("PYTHONPATH", "").split(os.pathsep) if os.path.isabs(each)]
if os.environ.get("PYTHONPATH"):
    PASSING = {os.path.abspath(each) for each in os.environ["PYTHONPATH"].split(os.pathsep)} - set(LASTING)
    sys.path[:] = [each for each in sys.path if each not in PASSING]

import ctypes
import hashlib
import importlib.util
import json
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STATE = VENV / "nhan-setup.json"
CODE = [str(ROOT / part) for part in ("core", "gui", "resources")]
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
TOOLS = {"--test": "pytest", "--bench": "tests.benchmarks", "--check": "tests.tools.checks"}
TOOLS |= {"--translations": "tests.tools.translations", "--bundle": "tests.tools.bundle"}
TOOLS |= {"--manual": "tests.tools.manual"}

# What Qt needs to load and which Debian package has it; asked by loading, because that is what Qt does.
QT = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {"libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0"}


def main(arguments: list[str]) -> int:
    """Set up what ``arguments`` ask for and start it. Returns the exit code, where it returns."""
    if arguments[:1] == ["--yes"]:
        os.environ["NHAN_YES"] = "1"
        arguments = arguments[1:]
    first, rest = (arguments or [""])[0], arguments[1:]
    if first == "--lock":
        return lock()
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(LASTING))
    if first in (*TOOLS, "--tour"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    if first in TOOLS:
        # The tests' modules are found from anywhere, and a file named in ARGS is still where the user says it is.
        environment["PYTHONPATH"] = os.pathsep.join((str(ROOT), *LASTING))
        if first == "--test":
            os.chdir(ROOT)
        return prepare("dev") or libraries(needed(environment)) or become(["-m", TOOLS[first], *rest], environment)
    window = first in ("", "open", "--tour", "--lang") or first.startswith("--lang=")
    ready = prepare("run") or (libraries(needed(environment)) if window else 0)
    return ready or become(["-m", "nhan.gui", *arguments], environment)


def become(command: list[str], environment: dict[str, str]) -> int:
    """Go on as the environment's Python; on Windows, which cannot, run it and hand on its exit code."""
    if os.name == "nt":
        return subprocess.run([PYTHON, "-P", *command], env=environment, check=False).returncode
    os.execve(PYTHON, [str(PYTHON), "-P", *command], environment)


# -- the environment ----------------------------------------------------------------------------------------------


def prepare(kind: str) -> int:
    """Make .venv hold what the lock says (all that is needed to run is also needed to develop). 0 = ready."""
    if ready(kind):
        return 0
    try:
        with alone():
            if ready(kind):  # another start has done it meanwhile
                return 0
            say(f"Đang cài đặt vào {VENV}, chỉ lần đầu…", f"Setting up in {VENV}, the first time only…")
            return ensurepip() or install(kind)
    except subprocess.CalledProcessError as error:
        return fail(
            f"Cài đặt không xong: lệnh “{' '.join(map(str, error.cmd))}” báo lỗi như trên. Sửa xong hãy chạy lại.",
            f"Setting up failed: “{' '.join(map(str, error.cmd))}” says why above. Correct that, then run this again.",
        )
    except OSError as error:
        return fail(f"Cài đặt không xong: {error}", f"Setting up failed: {error}")
    except KeyboardInterrupt:
        return fail("Đã dừng cài đặt; lần chạy sau sẽ làm lại.", "Setting up was stopped; the next start begins again.")


def install(kind: str) -> int:
    """Fill .venv. STATE says so from the first file on, so that no half of it is ever taken for the whole."""
    home, state = place(), read_state()
    if state.get("home") not in (None, home) or state.get("begun") or not usable():
        shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir(exist_ok=True)
    STATE.write_text(json.dumps({"home": home, "begun": kind}), encoding="utf-8")
    if not PYTHON.exists():
        # A Python that is itself one of an environment makes a lasting one only from the Python under it.
        base = getattr(sys, "_base_executable", None) or sys.executable
        subprocess.run([base, "-P", "-m", "venv", str(VENV)], env=clean(), check=True)
    pip("--require-hashes", "-r", str(LOCKS[kind]))
    pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    # Where Python may not write what it compiles, as on some servers, each start would take a quarter longer.
    subprocess.run([PYTHON, "-P", "-m", "compileall", "-q", *CODE], env=clean(), stdout=sys.stderr, check=False)
    if hasattr(os, "sync"):
        os.sync()  # a power cut must not keep the word "ready" and lose what it speaks of
    temporary = STATE.with_suffix(".new")
    temporary.write_text(json.dumps({"home": home, kind: fingerprint(kind)}), encoding="utf-8")
    temporary.replace(STATE)
    return 0


def ready(kind: str) -> bool:
    state = read_state()
    kinds = (kind, "dev") if kind == "run" else (kind,)
    fits = any(state.get(each) == fingerprint(each) for each in kinds)
    return fits and state.get("home") == place() and PYTHON.exists()


def read_state() -> dict[str, object]:
    """What was set up here; {} where run.py never was, as in an environment made by hand."""
    try:
        state = json.loads(STATE.read_text(encoding="utf-8"))
    except OSError:
        return {}
    except ValueError:
        return {"begun": "and torn off"}
    return state if isinstance(state, dict) else {"begun": "and torn off"}


def place() -> list[str]:
    """An environment holds its own path and its Python's in many files: moved or upgraded it is made again."""
    return [str(VENV), "{}.{}".format(*sys.version_info[:2])]


def fingerprint(kind: str) -> str:
    """What .venv is filled from: the lock, and of the project what stands in an installed package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    said = repr((project["project"], project["tool"]["setuptools"])).encode()
    return hashlib.sha256(LOCKS[kind].read_bytes() + said).hexdigest()


def usable() -> bool:
    """Whether .venv's own Python starts, is of this version and has pip."""
    code = "import sys, pip; print(*sys.version_info[:2], sep='.')"
    try:
        done = subprocess.run([PYTHON, "-P", "-c", code], env=clean(), capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == place()[1]


def pip(*arguments: str) -> None:
    quiet = [] if sys.stderr.isatty() else ["-q"]  # with somebody watching, pip's own progress bars
    # What pip says goes to the error output: the other one belongs to the command (`run.py status --json`).
    command = [str(PYTHON), "-P", "-m", "pip", "install", *quiet, *arguments]
    subprocess.run(command, env=clean(), stdout=sys.stderr, check=True)


def clean() -> dict[str, str]:
    """The environment without what would lead Python or pip elsewhere than into .venv."""
    led_astray = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_NO_DEPS")
    kept = {name: value for name, value in os.environ.items() if name not in led_astray}
    return kept | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}


@contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time in this folder (not on Windows): a second start waits for the first."""
    if os.name == "nt":
        yield
        return
    import fcntl

    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


# -- what the system must have --------------------------------------------------------------------------------------


def needed(environment: dict[str, str]) -> dict[str, str]:
    """The libraries of the platform that will be used; none where there is no display, which `nhan` itself tells."""
    if not sys.platform.startswith("linux"):
        return {}
    if environment.get("QT_QPA_PLATFORM"):
        return QT | (X11 if environment["QT_QPA_PLATFORM"].startswith("xcb") else {})
    if environment.get("WAYLAND_DISPLAY"):
        return QT | WAYLAND
    return QT | X11 if environment.get("DISPLAY") else {}


def libraries(wanted: dict[str, str]) -> int:
    """Check that libraries (name -> Debian's package) load; install them where that is agreed to. 0 = all there."""
    missing = {library: package for library, package in wanted.items() if not loads(library)}
    if not missing:
        return 0
    names = ", ".join(missing)
    if debian(sorted(set(missing.values()))) and all(loads(library) for library in missing):
        return 0
    return fail(
        f"Qt cần những thư viện hệ thống còn thiếu ({names}). Hãy chạy: {command(missing)}",
        f"Qt needs system libraries that are missing ({names}). Run: {command(missing)}",
    )


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def command(missing: dict[str, str]) -> str:
    """The one command that installs what is missing, for the system's own installer."""
    sudo = "" if superuser() else "sudo "
    if shutil.which("dnf") and not shutil.which("apt-get"):
        return f"{sudo}dnf install -y {' '.join(repr(library + '()(64bit)') for library in missing)}"
    return f"{sudo}apt-get install -y {' '.join(dict.fromkeys(missing.values()))}"


def ensurepip() -> int:
    """Debian ships Python without what fills a new environment. 0 = it is there."""
    if importlib.util.find_spec("ensurepip") or usable():
        return 0
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    if debian([package]):
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip"):
            return 0
    wanted = command({"ensurepip": package})
    return fail(f"Python ở đây thiếu venv. Hãy chạy: {wanted}", f"This Python lacks venv. Run: {wanted}")


def debian(packages: list[str]) -> bool:
    """Install Debian packages where we are root on such a system and it is agreed to. Whether that went well."""
    if not superuser() or not shutil.which("apt-get"):
        return False
    update = ["apt-get", "update", "-q"]  # may fail for one source of many: the installation tells
    installation = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    if not agreed(packages, [update, installation]):
        return False
    say(f"Đang cài {', '.join(packages)}…", f"Installing {', '.join(packages)}…")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run(update, env=environment, stdout=subprocess.DEVNULL, check=False)
    return subprocess.run(installation, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0


def agreed(packages: list[str], commands: list[list[str]]) -> bool:
    """Whether these packages of the system may be installed: said beforehand, or answered on the terminal."""
    if os.environ.get("NHAN_YES") == "1" or os.environ.get("CI") == "true":
        return True
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        return False
    names, lines = ", ".join(packages), "".join(f"\n    {' '.join(each)}" for each in commands)
    try:
        say(
            f"Máy này còn thiếu gói hệ thống: {names}. Nhãn sẽ chạy:{lines}\nChạy luôn? [c/K] ",
            f"This machine lacks system packages: {names}. Nhãn would run:{lines}\nRun that now? [y/N] ",
            end="",
        )
        return sys.stdin.readline().strip().lower() in (("c", "có", "y", "yes") if VIETNAMESE else ("y", "yes"))
    except KeyboardInterrupt:
        return False


def superuser() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


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
        compilation = [uv, "pip", "compile", "-q", "--universal", "--python-version", "3.11", "--generate-hashes"]
        compilation += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
        if kind == "dev":
            compilation += ["--constraint", str(LOCKS["run"])]  # the tests see the versions that annotators get
        done = subprocess.run(
            [*compilation, "pyproject.toml", *groups], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        )
        header = f"# made by `python3 run.py --lock` from requirements {specifications()}\n"
        path.write_text(header + done.stdout, encoding="utf-8")
    return 0


# -- words --------------------------------------------------------------------------------------------------------


def say(vietnamese: str, english: str, end: str = "\n") -> None:
    """One sentence on the error output, in the user's language."""
    print(vietnamese if VIETNAMESE else english, end=end, file=sys.stderr, flush=True)


def fail(vietnamese: str, english: str) -> int:
    say(vietnamese, english)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
