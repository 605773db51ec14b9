"""The documentation says of every format what the format says of itself."""

from nhan.core.formats.format import Format
from nhan.core.formats.registry import FORMATS
from tests.tools.loading import ROOT


def row(each: Format) -> str:
    """The line of the table in FORMATS.md."""
    ways = f"{'yes' if each.read else ''} | {('folder' if each.write_folder else 'yes') if each.writable else ''}"
    unit = each.unit.value if each.unit else "tokens" if each.tokens else "marks"
    return f"| `{each.name}` | {ways} | {', '.join(each.carries.names)} | {unit} | {each.proof} |"


def test_the_table_of_formats_is_that_of_the_registry() -> None:
    text = (ROOT / "FORMATS.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert rows == [row(each) for each in FORMATS]
