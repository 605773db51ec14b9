"""Advice that was given, kept by text: a training asks nobody, and no server is asked twice about one article."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from nhan.core.store.disk import Disk
from nhan.core.store.layout import sha256
from nhan.core.suggestion import Suggestion


class KeptAdvice(msgspec.Struct, frozen=True):
    """Where an adviser's answers lie. ``adviser``: which one's, in letters that a file's name may have."""

    folder: str
    adviser: str

    def of(self, text: str) -> list[Suggestion] | None:
        """None: it was not asked about this text, or its answer is gone."""
        try:
            return msgspec.msgpack.decode(Disk().read_bytes(self._path(text)), type=list[Suggestion])
        except (OSError, msgspec.DecodeError):
            return None

    def keep(self, text: str, found: Sequence[Suggestion]) -> None:
        """On a full disk nothing is kept: the model learns from one article's advice less."""
        path = self._path(text)
        try:
            Disk().make_folders(path.parent)
            Disk().write_atomic(path, msgspec.msgpack.encode(found))
        except OSError:
            return

    def _path(self, text: str) -> Path:
        return Path(self.folder) / f"{sha256(text)}-{self.adviser}.advice"
