"""The confusion of several pairs: in the order of the sides where one side is the first of each, else of the labels."""

from nhan.core.agreement.result import Agreement, Cell, DifferingPlace, MatchCounts, PairAgreement


def pair(first: str, second: str, *cells: Cell) -> PairAgreement:
    return PairAgreement(first, second, 1, {}, MatchCounts(0, 0, 0, 0, 0), cells)


def confusion(*pairs: PairAgreement) -> list[tuple[str, str, int, tuple[DifferingPlace, ...]]]:
    found = Agreement(("A", "B", "C"), 1, {}, pairs, (), (), ()).confusion
    return [(cell.first, cell.second, cell.count, cell.places) for cell in found]


HERE, THERE = DifferingPlace("a", (0, 3), (0, 5)), DifferingPlace("b", None, (4, 6))
LOC_ORG, ORG_LOC, NOTHING_PER = Cell("LOC", "ORG", 1, (HERE,)), Cell("ORG", "LOC", 2), Cell("", "PER", 1, (THERE,))


def test_the_gold_is_the_first_of_each_cell() -> None:
    found = confusion(pair("gold", "A", LOC_ORG, NOTHING_PER), pair("gold", "B", ORG_LOC))
    assert found == [("", "PER", 1, (THERE,)), ("LOC", "ORG", 1, (HERE,)), ("ORG", "LOC", 2, ())]


def test_among_equals_the_labels_are_in_order() -> None:
    found = confusion(pair("A", "B", LOC_ORG), pair("B", "C", ORG_LOC), pair("A", "C", NOTHING_PER))
    turned = DifferingPlace("b", (4, 6), None)
    assert found == [("LOC", "ORG", 3, (HERE,)), ("PER", "", 1, (turned,))]
