"""``python3 run.py --manual OUT``: the whole site in OUT, in both languages, with pictures that the tour takes now."""

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from nhan.core.messages import LANGUAGES
from tests.tools.manual import pictures, site
from tests.tools.manual.expand import PICTURE
from tests.tools.manual.place import ManualError, pages


def main(argv: Sequence[str]) -> int:
    """Returns the exit code: 1, and a word on stderr, where a page says something that is not so."""
    parser = argparse.ArgumentParser(prog="run.py --manual", description=__doc__)
    parser.add_argument("out", type=Path, help="a folder; what is in it is replaced")
    parser.add_argument("--pictures", type=Path, help="where the tour's pictures are kept, and taken from next time")
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        try:
            make(given.out, given.pictures or Path(name))
        except ManualError as error:
            print(error, file=sys.stderr)
            return 1
    print(given.out / "index.html")
    return 0


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
