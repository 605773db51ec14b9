"""WebAnno TSV as INCEpTION writes it: parts of tokens, stacked values, spans over several tokens, escapes, layers."""

from pathlib import Path

from nhan.core.formats.format import Incoming
from nhan.core.formats.registry import find
from tests.core.formats.round_trips import read_file

HEAD = "#FORMAT=WebAnno TSV 3.3\n"
SPANS = "#T_SP=webanno.custom.Span|value\n\n\n"


def read(folder: Path, data: str) -> Incoming:
    path = folder / "a.tsv"
    path.write_text(HEAD + data, encoding="utf-8")
    (found,) = read_file(find("webanno-tsv"), path)
    assert isinstance(found, Incoming), found
    return found


def spans_of(found: Incoming) -> list[tuple[str, str]]:
    return [(found.article.text[span.start : span.end], span.label) for span in found.spans]


def test_stacked_values_parts_of_tokens_and_spans_over_several(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        f"{SPANS}#Text=Bến TreVĩnh Long\n"
        "1-1\t0-3\tBến\tA[1]|B[2]\t\n"
        "1-2\t4-11\tTreVĩnh\tB[2]\t\n"
        "1-2.1\t4-7\tTre\tA[1]\t\n"
        "1-2.2\t7-11\tVĩnh\tC[3]\t\n"
        "1-2.3\t7-7\t\tD[4]\t\n"
        "1-3\t12-16\tLong\tC[3]|E\t\n",
    )
    whole = [("Bến TreVĩnh", "B"), ("Bến Tre", "A"), ("Vĩnh Long", "C"), ("Long", "E")]
    assert sorted(spans_of(found)) == sorted(whole)
    assert [(loss.label, loss.reason.key) for loss in found.lost] == [("D", "formats.lost.outside")]


def test_a_value_is_unescaped_and_a_span_without_one_is_named(tmp_path: Path) -> None:
    escaped = r"#\*\t:\;\|\[ \]\\\_\->\n"
    found = read(tmp_path, f"{SPANS}#Text=Ở Huế\n1-1\t0-1\tỞ\t{escaped}\t\n1-2\t2-5\tHuế\t*\t\n")
    assert spans_of(found) == [("Ở", "#*\t:;|[ ]\\_->\n")]
    assert [loss.reason.key for loss in found.lost] == ["formats.lost.no_label"]


def test_layers_that_are_no_labelled_spans_are_named(tmp_path: Path) -> None:
    layers = "#T_SP=a.Plain|\n#T_CH=a.Link|role|kind\n#T_RL=a.Dependency|value|BT_a.Span\n\n\n"
    found = read(
        tmp_path, f"{layers}#Text=Ở Huế\n1-1\t0-1\tỞ\t_\t*->1-1\t*[1]\tx\t1-2\t\n1-2\t2-5\tHuế\t_\t_\t_\t_\t_\t\n"
    )
    assert found.spans == ()
    assert [each.fields["name"] for each in found.said] == ["a.Plain", "a.Link", "a.Dependency"]
