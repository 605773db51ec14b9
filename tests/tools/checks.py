"""The checks that are no tests: ``python3 run.py --check [NAME...]``. All are run; exit code 1 when one fails."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CHECKS = {
    "ruff": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy", "-p", "nhan.core", "-p", "nhan.gui", "-p", "tests", "-m", "run"],
    "imports": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-logo"],
    "translations": ["-m", "tests.tools.translations", "--check"],
    "manual": ["-m", "tests.tools.manual", "--check"],
}


def view(root: Path) -> None:
    """Lay out .typeview/nhan: the packages where a type checker, which cannot follow ``package-dir``, looks."""
    folder = root / ".typeview" / "nhan"
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("core", "gui", "resources"):
        link = folder / part
        if not link.is_symlink():
            link.symlink_to(Path("..", "..", part), target_is_directory=True)


def check(name: str, root: Path = ROOT, *more: str) -> "subprocess.CompletedProcess[str]":
    """Run one of CHECKS over the sources in ``root``."""
    command = [sys.executable, *CHECKS[name], *more]
    return subprocess.run(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


def main(arguments: list[str]) -> int:
    """Run the named checks, or all."""
    unknown = set(arguments) - set(CHECKS)
    if unknown:
        print(f"no check {', '.join(sorted(unknown))}; there are: {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    view(ROOT)
    failed = []
    for name in arguments or CHECKS:
        done = check(name)
        print(f"== {name}\n{done.stdout.rstrip()}", flush=True)
        if done.returncode:
            failed.append(name)
    print(f"checks: {', '.join(failed)} failed" if failed else "checks: all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
