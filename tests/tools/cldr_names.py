"""Makes the tables of countries and languages from Unicode's CLDR: ``python -m tests.tools.cldr_names`` with Babel.

Babel comes with what the manual is built with. The tables change once in years.
"""

import re
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "resources" / "learning"
NOTICE = "# Made by tests/tools/cldr_names.py. Copyright © Unicode, Inc.; Unicode License v3."
_NO_NAMES = re.compile(
    r"[()&,]|^(Pseudo|Vùng |Khu vực |Lãnh thổ |Các tiểu đảo|Đặc khu|Nhiều |Không |Ngôn ngữ |Biệt ngữ )"
)


def main() -> None:
    from babel import Locale

    locale = Locale("vi")
    countries = (name for code, name in locale.territories.items() if re.fullmatch("(?!EU|EZ|UN)[A-Z]{2}", code))
    languages = (name.removeprefix("Tiếng ") for code, name in locale.languages.items() if code.isalpha())
    _write("countries", "Countries and territories", countries)
    _write("languages", "Languages", languages)


def _write(name: str, title: str, found: Iterable[str]) -> None:
    names = sorted({each for each in found if not _NO_NAMES.search(each)})
    (FOLDER / f"{name}.txt").write_text("\n".join([f"# {title}.", NOTICE, *names]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
