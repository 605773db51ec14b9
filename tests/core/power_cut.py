"""A simulated power cut: what a folder may hold after it, by what was fsynced and what was not.

What a file had at its last fsync survives, and the names a folder had at its own; of what came later anything may:
nothing, all, half of the bytes, some of the names.
"""

import os
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

Names = dict[str, int]  # by name in a folder, the inode


class Moment(msgspec.Struct):
    """A folder at one moment: as the program sees it, and what of it is safe."""

    root: int
    names: Mapping[int, Names]  # by folder
    contents: Mapping[int, bytes]
    safe_names: Mapping[int, Names]
    safe_contents: Mapping[int, bytes]
    acknowledged: int = 0

    def write(self, folder: Path, chance: random.Random | None) -> None:
        """What the power cut leaves, in a new folder: only what is safe or, by chance, more of it."""
        self._write_folder(self.root, folder, chance)

    def _write_folder(self, number: int, folder: Path, chance: random.Random | None) -> None:
        folder.mkdir()
        safe, seen = self.safe_names.get(number, {}), self.names.get(number, {})
        for name in {**safe, **seen}:
            found = safe.get(name) if chance is None else chance.choice([safe.get(name), seen.get(name)])
            if found is None:
                continue
            if found in self.names or found in self.safe_names:
                self._write_folder(found, folder / name, chance)
            else:
                (folder / name).write_bytes(self._content(found, chance))

    def _content(self, number: int, chance: random.Random | None) -> bytes:
        safe = self.safe_contents.get(number, b"")
        seen = self.contents.get(number, safe)
        if chance is None or seen == safe:
            return safe
        if not seen.startswith(safe):
            return chance.choice([safe, seen])
        more = chance.randint(0, len(seen) - len(safe))
        return chance.choice([safe, seen, seen[: len(safe) + more], seen[: len(safe) + more] + b"\0" * 9])


class Watched:
    """A folder whose fsyncs are watched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.moments: list[Moment] = []
        self.acknowledged = 0
        self._safe_names, self._safe_contents = self._look()

    def _look(self) -> tuple[dict[int, Names], dict[int, bytes]]:
        names: dict[int, Names] = {}
        contents: dict[int, bytes] = {}
        for place, folders, files in os.walk(self.folder):
            here = Path(place)
            names[here.stat().st_ino] = {name: (here / name).stat().st_ino for name in (*folders, *files)}
            contents |= {(here / name).stat().st_ino: (here / name).read_bytes() for name in files}
        return names, contents

    def look(self) -> None:
        """Take note of the moment."""
        names, contents = self._look()
        safe = dict(self._safe_names), dict(self._safe_contents)
        self.moments.append(Moment(self.folder.stat().st_ino, names, contents, *safe, self.acknowledged))

    def synced(self, number: int) -> None:
        """The file or folder of this descriptor was fsynced."""
        path = Path(f"/proc/self/fd/{number}").readlink()
        if self.folder not in (path, *path.parents):
            return
        inode = os.fstat(number).st_ino
        if path.is_dir():
            self._safe_names[inode] = {each.name: each.stat().st_ino for each in path.iterdir()}
        else:
            self._safe_contents[inode] = path.read_bytes()


@contextmanager
def watched(folder: Path) -> Iterator[Watched]:
    """Watch the fsyncs of this process below a folder, all of which is safe at first."""
    watch, real = Watched(folder.resolve()), os.fsync

    def sync(number: int) -> None:
        watch.look()
        real(number)
        watch.synced(number)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", sync)
        patch.setattr(os, "fdatasync", sync)
        yield watch
