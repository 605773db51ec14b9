"""Where a server is: the address that a person has named, and whether texts leave the machine for it."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from nhan.core.messages import NhanError


def host_of(address: str) -> str:
    """The host in an address, as people write it. NhanError where the address is none of HTTP's."""
    return _parts(address).netloc.rpartition("@")[2]


def stays_here(address: str) -> bool:
    """Whether what is sent there stays on this machine."""
    name = _parts(address).hostname or ""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def joined(address: str, path: str) -> str:
    """The address with ``path`` behind it, where it does not end so already."""
    plain = address.strip().rstrip("/")
    return plain if plain.endswith(path) else plain + path


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address.strip())
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a port that is no number, brackets around no address
        fits = False
    if not fits or not address.strip().isascii() or any(sign.isspace() for sign in address.strip()):
        raise NhanError("suggest.bad_address", address=address)
    return parts
