"""What the tests of the command line share: a run through ``main(argv)``, and a folder's content as a value."""

from pathlib import Path

import msgspec
import pytest

from nhan.core.cli import main


class Ran(msgspec.Struct, frozen=True):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


class Nhan:
    """The command, run in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *argv: str | Path) -> Ran:
        self._capsys.readouterr()
        code = main([str(argument) for argument in argv])
        said = self._capsys.readouterr()
        return Ran(code, said.out, said.err)

    def done(self, *argv: str | Path) -> Ran:
        """Run what must work."""
        ran = self(*argv)
        assert ran.code == 0, ran.err
        return ran


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file's bytes and every folder's name."""
    found = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes() for path in found}
