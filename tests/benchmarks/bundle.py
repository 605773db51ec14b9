"""Size, start and memory of what people download: ``--bench bundle FOLDER [--runs N]``, on Linux.

``FOLDER`` is what ``run.py --bundle`` made. A start lasts from the command to the window's first turn of its event
loop, with the sample's first article on the screen; what it waited for a processor that others had is not counted.
Cold: the system was told to forget the bundle's files before.
"""

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.tools.bundle.frozen import NAME

PATIENCE = 120.0  # seconds
SETTLED = 15.0  # seconds until the first article has its suggestions, and nothing goes on any more
LOOK = 0.002  # seconds from one look to the next
_TICKS = os.sysconf("SC_CLK_TCK")


def main(argv: Sequence[str]) -> int:
    """Print a table of figures. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="run.py --bench bundle")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args(argv)
    folder = given.folder.resolve()
    files = [path for path in (folder / NAME).rglob("*") if path.is_file() and not path.is_symlink()]
    print(f"unpacked: {sum(path.stat().st_size for path in files) / 1e6:.1f} MB in {len(files)} files")
    for path in [*folder.glob("*.tar.xz"), *folder.glob("*.deb")]:
        print(f"download: {path.stat().st_size / 1e6:.1f} MB  {path.name}")
    with tempfile.TemporaryDirectory() as home:
        program = _Program(folder / NAME / NAME, Path(home))
        program.make_project()
        program.start()  # what only the first start ever does
        cold = [program.start(files) for _ in range(given.runs)]
        warm = [program.start() for _ in range(given.runs)]
        for name, taken in (("cold", cold), ("warm", warm)):
            wall, cpu = (median(each) for each in zip(*taken, strict=True))
            print(f"start, {name}: {wall:.2f} s, of CPU {cpu:.2f} s (median of {given.runs})")
        window, children = program.memory()
        print(f"memory: window {window / 1e6:.0f} MB, the suggesting process {children / 1e6:.0f} MB (PSS)")
    return 0


class _Program:
    def __init__(self, executable: Path, home: Path) -> None:
        self._executable, self._home = executable, home
        self._project = home / "project"
        own = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "DATA", "CACHE")}
        self._environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", **own}

    def make_project(self) -> None:
        """One that holds the sample's articles."""
        samples = self._executable.parent / "_internal" / "nhan" / "resources" / "samples"
        for arguments in (("new", self._project), ("import", self._project, samples)):
            command = [self._executable, *arguments]
            subprocess.run(command, env=self._environment, stdout=subprocess.DEVNULL, check=True)

    def start(self, put_out: Sequence[Path] = ()) -> tuple[float, float]:
        """Seconds of the clock, and of CPU, until the window is there."""
        for path in put_out:
            number = os.open(path, os.O_RDONLY)
            os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(number)
        process, wall, cpu = self._opened()
        process.kill()
        process.wait()
        return wall, cpu

    def memory(self) -> tuple[int, int]:
        """Bytes that are the window's, and its children's: shared pages are shared out."""
        process, _, _ = self._opened()
        if _ends(process, SETTLED):
            raise RuntimeError("the window is gone")
        tree = [process.pid]
        for pid in tree:
            for thread in Path(f"/proc/{pid}/task").iterdir():
                tree += [int(each) for each in (thread / "children").read_text().split()]
        sizes = [_pss(pid) for pid in tree]
        for pid in reversed(tree):
            os.kill(pid, 9)
        process.wait()
        return sizes[0], sum(sizes[1:])

    def _opened(self) -> "tuple[subprocess.Popen[bytes], float, float]":
        settings = self._home / "config" / "nhan" / "nhan.ini"
        settings.unlink(missing_ok=True)
        begun = time.perf_counter()
        command = [str(self._executable), "open", str(self._project), "--annotator", "Lan"]
        process = subprocess.Popen(command, env=self._environment, stderr=subprocess.DEVNULL)
        while not (settings.exists() and str(self._project) in settings.read_text(encoding="utf-8")):
            if _ends(process, LOOK) or time.perf_counter() - begun > PATIENCE:
                raise RuntimeError("no window")
        wall = time.perf_counter() - begun - int(Path(f"/proc/{process.pid}/schedstat").read_text().split()[1]) / 1e9
        spent = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        return process, wall, (int(spent[11]) + int(spent[12])) / _TICKS


def _ends(process: "subprocess.Popen[bytes]", within: float) -> bool:
    """Whether the process ends within so many seconds; waits for it as long."""
    try:
        process.wait(within)
    except subprocess.TimeoutExpired:
        return False
    return True


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return 1024 * int(next(line for line in lines if line.startswith("Pss:")).split()[1])
