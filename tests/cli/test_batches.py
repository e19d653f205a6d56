from decimal import Decimal

from kw_tui.cli.batches import MOST_LEFT_OUT, left_out_lines, plain_preview, preview_lines
from kw_tui.core.decisions import Decision
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.batches import Applied, Wish
from tests.core.portfolio_frames import customer, lossmaker
from tests.previewed import previewed


def told(wish: Wish, *rows: dict[str, object], lang: str = "de") -> str:
    return "\n".join(preview_lines(previewed(wish, *rows), lang, "EUR"))  # type: ignore[arg-type]


ROWS = (
    customer("A", abc="A", abc_sub="A1"),
    customer("C", abc="C", abc_sub="C1"),
    customer("L", abc="C", list_revenue=1000, line_discount=0, name="Böse\x1b[2J"),
)


def test_a_preview_counts_money_by_class_and_says_who_is_left_out() -> None:
    out = told(Wish("reprice", 0.05), *ROWS)
    assert out.splitlines()[0] == "Preis anpassen +5,0 %: 2 von 3 Kunden der Bedingung lassen sich entscheiden"
    assert [line.split()[0] for line in out.splitlines()[3:6]] == ["A", "C", "zusammen"]
    assert "2.000,00" in out
    assert "90,00" in out  # 40 of the A customer, limited by its class, and 50
    assert "1  kauft schon zu Listenpreisen  (Böse·[2J)" in out
    assert "1  Schritt auf den der Klasse begrenzt  (Firma A)" in out
    assert "verlieren alle denselben Anteil Menge, bringt es bis" in out


def test_what_is_no_price_step_tells_what_is_at_stake() -> None:
    out = told(Wish("let_go", reason="r"), lossmaker("L"), lang="en")
    assert "Let go: 1 of 1 customers" in out
    assert "At stake a year: " in out


def test_nobody_is_told_plainly() -> None:
    out = told(Wish("let_go", reason="r"), customer("H"), lang="en")
    assert out.splitlines()[0] == "Let go: 0 of 1 customers of the condition can be decided"
    assert "1  not proposed" in out
    assert told(Wish("reprice", 0.05)) == "Preis anpassen +5,0 %: kein Kunde erfüllt die Bedingung"


def test_plain_values_tell_before_and_after() -> None:
    preview = previewed(Wish("reprice", 0.05), *ROWS)
    before = plain_preview(preview, None)
    assert (before["matched"], before["can_be_decided"]) == (3, 2)
    assert before["total"]["effect"] == Decimal(90)
    assert before["left_out"][0]["why"].en == "buys at list price already"
    made = [Decision("d", "A", "reprice", "ute", "2026-11-01T09:00:00+01:00", {"batch": "b"})]
    after = plain_preview(preview, Applied(made, {}))
    assert (after["decided"], after["batch"]) == (1, "b")
    assert "can_be_decided" not in after


def test_many_left_out_are_cut_off() -> None:
    left = {str(number): Text("weg\x1b", "gone\x1b") for number in range(MOST_LEFT_OUT + 3)}
    lines = list(left_out_lines(Applied([], left), "en"))
    assert len(lines) == MOST_LEFT_OUT + 1
    assert lines[-1] == "… and 3 more"
    assert lines[0] == "0: gone·"
