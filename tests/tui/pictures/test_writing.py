from decimal import Decimal

from kw_tui.tui.pictures import writing


def test_figures_are_written_exactly_briefly_and_in_both_languages() -> None:
    assert writing.money("EUR")(Decimal("-1234.5"), "de") == "−1.234,50 EUR"
    assert writing.money("")(None, "en") == "–"
    assert (writing.short(Decimal(25_400), "de"), writing.short(900.0, "en")) == ("25 Tsd.", "900")
    assert (writing.whole(0.234, "de"), writing.exact(0.234, "en")) == ("23 %", "23.4 %")
    said = writing.both(lambda lang: writing.exact(0.5, lang))
    assert (said.de, said.en) == ("50,0 %", "50.0 %")
