"""What git is told of a project: written for new projects, and for old ones when they are next written."""

from contextlib import suppress
from pathlib import Path

from nhan.core.store.disk import Disk

FILES = {
    ".gitattributes": b"* -text\n",  # line ends inside the texts are data
    ".gitignore": b"# What can be made again, files being written, records of earlier versions that were kept.\n"
    b"/cache/\n*.tmp\n*.json.v1\n",
}


def tell_git(disk: Disk, folder: Path) -> None:
    """Write those of the files that are not there. What people have written themselves stays."""
    for name, data in FILES.items():
        if not disk.exists(folder / name):
            with suppress(FileExistsError):  # another program has been quicker
                disk.create_new(folder / name, data)
