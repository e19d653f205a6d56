import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.vocabulary.condition import Fault
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.typed_condition import Read, read
from tests.vocabulary.known_headings import COLUMNS, HEADINGS, MEANINGS


def understood(typed: str, *, is_stored: bool = False) -> str:
    found = read(typed, HEADINGS, MEANINGS, is_stored=is_stored)
    assert isinstance(found, Read), found
    return found.text


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ("abc = 'C' and db1 < 0", "abc = 'C' and db1 < 0"),
        ("Klasse = 'C' und DB I < 0", "abc = 'C' and db1 < 0"),
        ("umsatz>1.234,56 oder Revenue  Before≥5", "revenue>1234.56 or revenue_prev>=5"),
        ("DB I % < 5 %", "db1_ratio < 0.05"),
        ("DB I % < 300 % or DB I % > 1 or db1_ratio > 2.5", "db1_ratio < 3.0 or db1_ratio > 1 or db1_ratio > 2.5"),
        ("DB I % < 2,5 %and db1 % 2 = 0", "db1_ratio < 0.025 and db1 % 2 = 0"),
        ('"DB I %" < 0.05 and "Umsatz" > 1', "db1_ratio < 0.05 and revenue > 1"),
        ("Umsatz > Umsatz Vorzeitraum * 90 %", "revenue > revenue_prev * 0.9"),
        ("5 % ≤ DB I %", "0.05 <= db1_ratio"),
        ("DB I / Umsatz > 5 %", "db1 / revenue > 0.05"),
        ("Letzter Kauf < 31.12.2025", "last_order < '2025-12-31'"),
        ("Letzter Kauf < '31.12.2025'", "last_order < '2025-12-31'"),
        ("Letzter Kauf in (31.12.2025, 1.1.2026)", "last_order in ('2025-12-31', '2026-01-01')"),
        ("Umsatz / DB I > 5 % nicht zwischen 1", "revenue / db1 > 0.05 not between 1"),
        ("Preis veraltet = ja und nicht Klasse ist leer", "stale_price = true and not abc is null"),
        ("Vorschlag = 'Preis' and Klasse = 'Preis'", "proposal = 'reprice' and abc = 'Preis'"),
        ("Vorschlag in ('preis anpassen', 'let_go')", "proposal in ('reprice', 'let_go')"),
        ("Kl. = 'C1' and Kundennummer = 'Umsatz'", "abc_sub = 'C1' and customer_id = 'Umsatz'"),
        ("DB I ≈ < 0", "db1 < 0"),
        ("P(aktiv) < 1/3 and rank() over (order by abs(Umsatz)) < 3",
         "p_alive < 1/3 and rank() over (order by abs(revenue)) < 3"),
        ("Umsatz in (1.5, 2,3)", "revenue in (1.5, 2,3)"),
        ("(Umsatz > 1,5)", "(revenue > 1.5)"),
        ("Mein-Feld = 'x' and Reihenfolge = 1.5e3", "\"Mein-Feld\" = 'x' and \"order\" = 1.5e3"),
        ("DB I % > 1.125", "db1_ratio > 1.1250"),
        ("DB I % zwischen 5 % und 10 % und Umsatz > 1", "db1_ratio between 0.05 and 0.1 and revenue > 1"),
        ("Klasse = ‘C’ or Klasse in („A’s“, »B«)", "abc = 'C' or abc in ('A’s', 'B')"),
        ("Preis veraltet in (ja, nein) or abc is no", "stale_price in (true, false) or abc is false"),
    ],
)  # fmt: skip
def test_what_people_type_is_read_over_ids_and_reads_as_itself(typed: str, condition: str) -> None:
    assert understood(typed) == condition
    assert understood(condition) == condition


@pytest.mark.parametrize(
    ("typed", "place", "why"),
    [
        ("Klasse = 'C' und Umsatz > 10.000", 26, "10.000 kann zweierlei heißen; 10000 oder 10,0000 schreiben"),
        ("Umsatz zwischen 5 % und 10 %", 16, "Umsatz (revenue) ist kein Anteil"),
        ("not Umsatz between 1 and 5 %", 25, "Umsatz (revenue) ist kein Anteil"),
        ("Umsatz in (1, 5 %)", 14, "Umsatz (revenue) ist kein Anteil"),
        ("Kundennummer in ('a', 1001)", 22, "Kundennummer (customer_id) enthält Text: '1001' schreiben"),
        ("Umsatz > 1.2.3", 9, "1.2.3 ist keine Zahl"),
        ("Umsatz in (1.234,5)", 11, "in einer Liste"),
        ("Servicefälle > 1", 0, "'Servicefälle' heißen mehrere Spalten; gemeint ist eine von tickets, cost_ticket"),
        ("Umsatz > 1 und Klasse = C", 24, "Klasse (abc) enthält Text: 'C' schreiben"),
        ("Umsatz > 1 und Kundennummer = 1001", 30, "Kundennummer (customer_id) enthält Text: '1001' schreiben"),
        ("Letzter Kauf > 2026", 15, "Letzter Kauf (last_order) enthält Tage"),
        ("Umsatz > 5 % und Klasse = 'C'", 9, "Umsatz (revenue) ist kein Anteil; 5 % wovon"),
        ("DB I % < 25", 9, "25 wären 2500 %; 25 % schreiben, oder 2500 %"),
        ("DB I % < 2,5 und Klasse = 'C'", 9, "2,5 wären 250 %"),
        ("Letzter Kauf < 31.02.2026", 15, "den Tag 31.02.2026 gibt es nicht"),
        ("Klasse = 'C' und Umsatz > 1; b", 27, "'; ' gehört nicht in eine Bedingung"),
        ("abc = 'C' and \x1b[2J", 14, "gehört nicht"),
        ("x" * 10_000, 2000, "länger als 2000 Zeichen"),
    ],
)
def test_what_cannot_be_one_says_why_and_where(typed: str, place: int, why: str) -> None:
    found = read(typed, HEADINGS, MEANINGS)
    assert isinstance(found, Fault)
    assert why in found.why.de
    assert found.place == place


def test_headings_are_said_where_they_mean_the_same() -> None:
    for condition, said in (
        ("db1 % 2 = 0", "db1 % 2 = 0"),
        ("\"order\" > 1 and abc = '1'", "\"Order\" > 1 and Class = '1'"),
    ):
        found = read(condition, HEADINGS)
        assert isinstance(found, Read)
        assert found.said(HEADINGS, "en") == said


def test_a_stored_one_keeps_its_points() -> None:
    assert understood("revenue > 10.000", is_stored=True) == "revenue > 10.000"


def test_the_first_unknown_name_is_told_with_its_place() -> None:
    found = read("Klasse = 'C' and Umsatz gesamt > 5", HEADINGS)
    assert isinstance(found, Read)
    assert found.unknown is not None
    assert (found.unknown.text, found.unknown.place) == ("Umsatz gesamt", 17)


_COMPARED = st.sampled_from([one for one in COLUMNS if one.id not in {"tickets", "cost_ticket"}])
_NUMBERS = st.decimals(0, 10**7, places=2).map(lambda one: f"{one:,.2f}".translate(str.maketrans(",.", ".,")))
_RATIOS = st.decimals(0, "1.99", places=2).map(str) | _NUMBERS.map(lambda one: f"{one} %")


@st.composite
def _conditions(draw: st.DrawFn) -> str:
    column = draw(_COMPARED)
    name = draw(st.sampled_from([column.id, column.label.de, column.label.en, column.label.de.upper()]))
    if not column.kind.is_numeric:
        return f"{name if name != 'order' else column.label.de} = 'it''s {draw(st.integers(0, 99))}'"
    name = column.label.de if name.casefold() == "order" else name
    number = draw(_RATIOS if column.kind is Kind.RATIO else _NUMBERS)
    return f"{name} {draw(st.sampled_from(['<', '>=', '<>', '≤']))} {number}"


@settings(max_examples=60)
@given(st.lists(_conditions(), min_size=1, max_size=4), st.sampled_from([" und ", " or ", " AND not "]))
def test_rendered_in_either_language_it_reads_the_same(parts: list[str], joint: str) -> None:
    found = read(joint.join(parts), HEADINGS, MEANINGS)
    assert isinstance(found, Read)
    assert understood(found.text) == found.text
    for lang in ("de", "en"):
        assert understood(found.said(HEADINGS, lang)) == found.text


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("aU%()'\"<=1.,-\x00\x1b\u202e≤ß DBI\n"), max_size=300))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    found = read(typed, HEADINGS, MEANINGS)
    if isinstance(found, Fault):
        assert 0 <= found.place <= len(typed)
    else:
        again = read(found.text, HEADINGS, MEANINGS)
        assert isinstance(again, Read)
        assert again.text == found.text
