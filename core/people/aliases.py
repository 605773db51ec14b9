"""What people are called where nobody is to know who they are: A1, A2 ... in the order of a hash with a key.

The key is kept outside the project.
"""

import hmac
import secrets
from collections.abc import Iterable
from pathlib import Path

from nhan.core.messages import NhanError
from nhan.core.people.person import person_file
from nhan.core.store.disk import Disk

_BYTES = 32


def key_file() -> Path:
    """Where the user's key is."""
    return person_file().with_name("release-key")


def read_key(disk: Disk, path: Path | None = None) -> bytes:
    """The user's key, made where there is none yet, or the one in a file. OSError: it can be neither read nor written.
    NhanError: it is none, or there is no such file."""
    wanted, path = path, path or key_file()
    if not disk.exists(path):
        if wanted is not None:
            raise NhanError("release.no_key", file=str(path))
        disk.make_folders(path.parent)
        disk.write_atomic(path, secrets.token_hex(_BYTES).encode() + b"\n")
    key = disk.read_bytes(path).strip()
    if len(key) < _BYTES:
        raise NhanError("release.bad_key", file=str(path))
    return key


def aliases(people: Iterable[str], key: bytes) -> dict[str, str]:
    """By id. Without the key nobody can tell who is who, however few there are."""
    ordered = sorted(people, key=lambda each: hmac.digest(key, each.encode(), "sha256"))
    return {person: f"A{number}" for number, person in enumerate(ordered, 1)}
