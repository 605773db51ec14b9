"""A bundle as macOS takes it: an application in a disk image, signed where there is somebody to sign it.

It has never run where this was written, which has no macOS; what can be checked there is checked by tests.
"""

import os
import plistlib
import subprocess
from importlib.metadata import version
from pathlib import Path

from tests.tools.bundle.frozen import NAME
from tests.tools.bundle.names import download

IDENTITY = "NHAN_CODESIGN_IDENTITY"  # the variable that names who signs; without it nobody does ("-")


def describe(app: Path) -> None:
    """Say in the application what it opens: folders, text files, and JSON, none of which become its own."""
    path = app / "Contents" / "Info.plist"
    info = plistlib.loads(path.read_bytes())
    info |= {
        "CFBundleDisplayName": "Nhãn",
        "CFBundleShortVersionString": version(NAME),
        "CFBundleVersion": version(NAME),
        "LSApplicationCategoryType": "public.app-category.productivity",
        "NSHighResolutionCapable": True,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Nhãn",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": ["public.folder", "public.plain-text", "public.json"],
            }
        ],
    }
    path.write_bytes(plistlib.dumps(info))


def disk_image(app: Path, out: Path) -> Path:
    """The ``.dmg`` of the application; it is signed last, because every change of a file breaks the signature."""
    describe(app)
    who = os.environ.get(IDENTITY, "-")
    hardened = [] if who == "-" else ["--options", "runtime", "--timestamp"]
    subprocess.run(["codesign", "--force", "--deep", *hardened, "--sign", who, str(app)], check=True)
    path = out / download("dmg", "darwin")
    command = ["hdiutil", "create", "-volname", "Nhãn", "-srcfolder", str(app), "-ov", "-format", "ULMO", str(path)]
    subprocess.run(command, check=True)
    return path
