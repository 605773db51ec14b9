"""``python3 run.py --manual OUT``: the whole site in OUT, in both languages, with pictures that the tour takes now.

``--manual --plain`` renews resources/manual/readable instead, the pages as plain Markdown.
"""

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from nhan.core.messages import LANGUAGES
from tests.tools.manual import pictures, plain, site
from tests.tools.manual.expand import PICTURE
from tests.tools.manual.place import ManualError, pages


def main(argv: Sequence[str]) -> int:
    """Returns the exit code: 1, and a word on stderr, where a page says something that is not so."""
    parser = argparse.ArgumentParser(prog="run.py --manual", description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", help="a folder; what is in it is replaced")
    parser.add_argument("--pictures", type=Path, help="where the tour's pictures are kept, and taken from next time")
    parser.add_argument("--plain", action="store_true", help="renew the plain Markdown in resources/manual/readable")
    parser.add_argument("--check", action="store_true", help="say what of the plain Markdown is out of date")
    given = parser.parse_args(argv)
    if (given.out is None) is not (given.plain or given.check):
        parser.error("either a folder, or --plain, or --check")
    if given.out is None:
        return _plain(given.check)
    with tempfile.TemporaryDirectory() as name:
        try:
            make(given.out, given.pictures or Path(name))
        except ManualError as error:
            print(error, file=sys.stderr)
            return 1
    print(given.out / "index.html")
    return 0


def _plain(only_check: bool) -> int:
    try:
        if not only_check:
            plain.renew()
        found = plain.problems()
    except ManualError as error:
        found = [str(error)]
    print("\n".join(found) or "the plain Markdown of the manual is as its sources are")
    return 1 if found else 0


def make(out: Path, taken: Path) -> None:
    """``taken``: where the tour leaves its pictures, each language in a folder of its own."""
    shutil.rmtree(out, ignore_errors=True)
    for language in LANGUAGES:
        names = named(language)
        pictures.take(names, language, taken / language)
        target = out / language / "pictures"
        pictures.shrink(names, taken / language, target)
        site.build(language, out / language, pictures.sizes(target))
    (out / "index.html").write_text(site.ENTRY, encoding="utf-8")


def named(language: str) -> set[str]:
    """The pictures and recordings that pages show."""
    return {found[3] for text in pages(language).values() for found in re.finditer(PICTURE, text)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
