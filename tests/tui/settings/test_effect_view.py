from decimal import Decimal

import polars as pl

from kw_tui.tui.lines import plain
from kw_tui.tui.settings.effect_view import effect_lines
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Lang, Text
from kw_tui.workbench.trying import Effect, Total, Tried

KINDS = {"proposal": pl.String, "items": pl.Int64, "items_then": pl.Int64, "at_stake": MONEY, "at_stake_then": MONEY}
COUNTED = pl.DataFrame(
    [
        ("let_go", 3, 15, Decimal(1000), Decimal(32_000)),
        ("reprice", 40, 37, Decimal(50_000), Decimal(49_000)),
        ("service", 5, 5, Decimal(7), Decimal(7)),
    ],
    schema=KINDS,
    orient="row",
)
NOTHING = COUNTED.clear()
OWN = pl.DataFrame(
    [("[/x]", 12, 15, 4, 1), ("same", 3, 3, 1, 1)],
    schema=["segment", "customers", "customers_then", "come", "gone"],
    orient="row",
)
NOBODY = OWN.clear()


def way(by: str, changed: int, *moves: tuple[str | None, str | None, int]) -> Effect:
    frame = pl.DataFrame(moves, schema=["segment", "segment_then", "customers"], orient="row")
    return Effect(by, frame, changed, Decimal(1_200_000))


def told(tried: Tried, lang: Lang = "de", first: str = "") -> list[str]:
    labels = {"db4": Text("DB IV", "DB IV")}
    return plain(effect_lines(tried, labels, lang, "EUR", 78, first)).split("\n")


def test_the_first_line_says_the_most() -> None:
    tried = Tried(300, (way("abc", 47, ("A", "B", 40), (None, "C", 7)),), (), COUNTED, NOBODY)
    lines = told(tried)
    assert lines[0] == "47 von 300 Kunden wechseln die Klasse, +9 Vorschläge"
    assert lines[1] == "Umsatz 1,2 Mio. EUR · A → B 40 · nicht eingeordnet → C 7"
    assert lines[3].split() == ["+12", "Beziehung", "beenden", "(15)", "+31", "TEUR"]
    assert lines[4].split() == ["−3", "Preis", "anpassen", "(37)", "−1.000", "EUR"]
    assert len(lines) == 5


def test_the_way_looked_at_comes_first_and_the_others_are_named() -> None:
    ways = (way("abc", 1, ("A", "B", 1)), way("stratum", 12, ("core", "marginal", 12)))
    lines = told(Tried(300, ways, (), NOTHING, NOBODY), "en", "stratum")
    assert lines[0] == "12 of 300 customers change stratum"
    assert "Also: 1 class" in lines
    assert told(Tried(300, ways, (), NOTHING, NOBODY))[0] == "1 von 300 Kunden wechselt die Klasse"


def test_sums_are_told_by_what_they_change() -> None:
    totals = (Total("db4", Decimal(1_000_000), Decimal(900_000)), Total("clv", Decimal(5_000_000), Decimal(5_000_100)))
    lines = told(Tried(300, (), totals, NOTHING, NOBODY))
    assert lines[0] == "Kein Kunde wechselt Klasse oder Segment"
    assert lines[1] == "Prüfliste: bleibt, wie sie ist"
    assert lines[3].split() == ["DB", "IV", "1,0", "Mio.", "→", "900", "TEUR"]
    assert lines[4].split() == ["clv", "+100", "EUR"]
    unknown = told(Tried(300, (), (Total("db4", None, Decimal(10)),), NOTHING, NOBODY))
    assert unknown[3].split() == ["DB", "IV", "–", "→", "10", "EUR"]


def test_own_segments_are_told() -> None:
    assert "Eigene Segmente: [/x] 12 → 15 · same +1 −1" in told(Tried(300, (), (), NOTHING, OWN))


def test_where_it_is_narrow_a_proposal_gives_up_letters_before_its_number() -> None:
    tried = Tried(300, (way("abc", 47, ("A", "B", 40)),), (), COUNTED, NOBODY)
    lines = plain(effect_lines(tried, {}, "de", "EUR", 38)).split("\n")
    assert any("… (15)" in line for line in lines)
    assert all(len(line) <= 38 for line in lines)
