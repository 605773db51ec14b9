"""How a child process is started: alike from a checkout, an installed package and a frozen bundle."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

CHILD = "--child"  # hidden option of the program: be the child process that this module is


def command(module: str) -> list[str]:
    """Runs ``module`` as a program of its own, which imports nothing from the current folder."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD, module]  # a bundle's executable is the program and no Python
    return [sys.executable, "-P", "-m", module]


def environment(given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The variables of a child: as ``given``, but no entry of PYTHONPATH leads into the current folder ("" and ".")."""
    entries = given.get("PYTHONPATH", "").split(os.pathsep)
    kept = [entry for entry in entries if Path(entry).is_absolute()]
    others = {name: value for name, value in given.items() if name != "PYTHONPATH"}
    return others | ({"PYTHONPATH": os.pathsep.join(kept)} if kept else {})
