"""What the downloads are called; the release's workflow and the documents name them so, too."""

import platform
import sys
from importlib.metadata import version

# What ``python3 run.py --bundle`` leaves on each system; ``{v}`` is the version, ``{m}`` the kind of processor.
DOWNLOADS = {
    "linux": {"tar": "nhan-{v}-linux-{m}.tar.xz", "deb": "nhan_{v}_{m}.deb"},
    "win32": {"zip": "nhan-{v}-windows-{m}.zip", "setup": "nhan-{v}-windows-{m}-setup.exe"},
    "darwin": {"dmg": "nhan-{v}-macos-{m}.dmg"},
}
SUMS = "SHA256SUMS"
_DEBIAN = {"x86_64": "amd64", "aarch64": "arm64"}
_MACHINES = {"AMD64": "x86_64", "ARM64": "arm64"}  # as Windows says them


def download(kind: str, system: str = sys.platform) -> str:
    """The name of one download of today's version for this machine's kind of processor."""
    machine = platform.machine()
    machine = _MACHINES.get(machine, machine)
    if kind == "deb":
        machine = _DEBIAN.get(machine, machine)
    return DOWNLOADS[system][kind].format(v=version("nhan"), m=machine)
