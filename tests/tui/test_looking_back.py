import pytest

from kw_tui.tui.lines import plain
from kw_tui.tui.looking_back import changes, serving_change, verdict, verdict_lines
from tests.tui.past_measures import DONE, EARLY, GONE, IDLE, SERVED


@pytest.mark.parametrize(
    ("row", "german", "english"),
    [
        (DONE, "verlangt 5,0 %, umgesetzt 4,1 %: umgesetzt", "asked 5.0 %, realised 4.1 %: realised"),
        (
            IDLE,
            "verlangt 5,0 %, umgesetzt 0,3 %: nicht umgesetzt → jetzt vorgeschlagen: Preis anpassen",
            "asked 5.0 %, realised 0.3 %: not carried out → proposed now: Reprice",
        ),
        (GONE, "verloren", "lost"),
        (EARLY, "zu früh: gilt erst zu kurz", "too early: in force too short a time"),
        (SERVED, "kostet weniger", "costs less"),
    ],
)
def test_a_sentence_says_what_came(row: dict[str, object], german: str, english: str) -> None:
    assert (verdict(row, "de"), verdict(row, "en")) == (german, english)


def test_what_did_not_come_has_a_colour_of_its_own() -> None:
    looks = {row["decision_id"]: verdict_lines(row, "de", 200)[0][0][1] for row in (DONE, IDLE, GONE)}
    assert looks == {"d1": "strong", "d2": "negative", "d3": "negative"}
    assert all(len(line) <= 30 for line in plain(verdict_lines(IDLE, "de", 30)).splitlines())


def test_changes_bear_their_sign_and_the_mark_of_assumptions() -> None:
    told = changes(DONE, "de", {"relevant_change", "cost_to_serve_after"})
    assert told[:4] == ["Menge −12,0 %", "DB I +1.240 im Jahr", "relevanter DB ≈+1.100", "Betreuung ≈−40"]
    assert told[4] == "62,0 % des Umsatzes verglichen (Preise der drei Monate davor)"
    assert told[-1] == "214 Tage; verglichen: dieselben Tage im Vorjahr"
    assert changes(DONE, "en", beside_table=True)[0] == "relevant contribution +1,100"


def test_what_is_not_known_is_left_out() -> None:
    bare = DONE | dict.fromkeys(("volume_change", "contribution_change", "relevant_change", "coverage"))
    assert len(changes(bare | {"cost_to_serve_before": None}, "de")) == 1
    assert serving_change({"cost_to_serve_before": None, "cost_to_serve_after": 1}) is None
