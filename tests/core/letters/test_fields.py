from datetime import date
from decimal import Decimal

import pytest

from kw_tui.core.letters.cleaning import LONGEST, clean
from kw_tui.core.letters.fields import FIELD_IDS, FIELDS, gaps, values, written_day
from kw_tui.core.letters.kinds import KINDS
from kw_tui.core.letters.matter import Sender
from tests.core.letters.matters import matter


def test_ids_are_unique_and_every_field_is_told_in_both_languages() -> None:
    assert len(set(FIELD_IDS)) == len(FIELDS)
    assert all(field.label.de and field.label.en for field in FIELDS)


@pytest.mark.parametrize(
    "raw",
    ["a\x1b]52;c;x\x07b", "a\nb", "a\r\n\tb", "a\u202eb", "x" * 10_000, "a\u2028b", "a\x9bb", "a\ud800b"],
)
def test_foreign_text_is_one_short_line_that_steers_nothing(raw: str) -> None:
    told = clean(raw)
    assert len(told) <= LONGEST
    assert "\n" not in told
    assert not any(letter in told for letter in "\x1b\x07\x9b\u202e\u2028\ud800")


def test_days_and_figures_are_written_as_a_letter_of_the_language_does() -> None:
    german, english = values(matter(), "de"), values(matter(), "en")
    assert (german["effective_date"], english["effective_date"]) == ("01.02.2027", "1 February 2027")
    assert (german["old_until"], english["old_until"]) == ("31.01.2027", "31 January 2027")
    assert (german["step"], english["step"]) == ("4,5 %", "4.5%")
    assert values(matter(step=0.05), "de")["step"] == "5 %"
    terms = matter(minimum_order=Decimal(1000), surcharge=Decimal(15))
    assert values(terms, "de")["surcharge_below"] == "1.000,00 EUR"
    assert values(terms, "en")["surcharge"] == "EUR 15.00"
    assert written_day(None, "de") == ""


def test_a_letter_to_germany_names_no_country_and_one_from_abroad_does() -> None:
    assert values(matter(), "de")["country"] == ""
    assert values(matter(), "en")["country"] == "GERMANY"
    for country, written in (("AT", "ÖSTERREICH"), ("at", "ÖSTERREICH"), ("Peru", "PERU"), (None, "")):
        assert values(matter(facts={"country": country}), "de")["country"] == written


def test_a_minimum_order_is_told_by_itself_only_without_a_surcharge() -> None:
    alone = values(matter(minimum_order=Decimal(50)), "de")
    assert (alone["minimum_order"], alone["surcharge_below"], alone["surcharge"]) == ("50,00 EUR", "", "")
    both = values(matter(minimum_order=Decimal(50), surcharge=Decimal(15)), "de")
    assert (both["minimum_order"], both["surcharge_below"], both["surcharge"]) == ("", "50,00 EUR", "15,00 EUR")


@pytest.mark.parametrize(
    ("kind", "never"),
    [
        ("price", ("run_off_date", "channel", "service_reduced")),
        ("service", ("step", "product_1", "run_off_date", "channel")),
        ("channel", ("step", "product_1", "run_off_date", "surcharge")),
        ("run_off", ("step", "product_1", "effective_date", "channel", "service_reduced")),
    ],
)
def test_a_letter_says_nothing_of_what_another_is_about(kind: str, never: tuple[str, ...]) -> None:
    told = values(matter(kind=kind, minimum_order=Decimal(5), surcharge=Decimal(1)), "de")
    assert [told[name] for name in never] == [""] * len(never)
    assert kind in KINDS


def test_a_contract_that_has_ended_is_not_told_of() -> None:
    for until, written in ((date(2026, 11, 1), ""), (date(2026, 11, 2), "02.11.2026"), (None, "")):
        assert values(matter(kind="run_off", facts={"contract_until": until}), "de")["contract_until"] == written


def test_what_is_needed_and_unknown_is_a_gap() -> None:
    bare = matter(sender=Sender(), facts={}, step=None)
    holes = gaps(bare, values(bare, "de"), "de")
    assert holes["company"] == "«Ihre Firma»"
    assert {"person", "phone", "customer", "street", "town", "postcode", "step"} <= holes.keys()
    assert not {"address", "email", "country", "surcharge"} & holes.keys()
    full = matter()
    assert not {"company", "step", "town", "service_open"} & gaps(full, values(full, "en"), "en").keys()


def test_a_service_letter_needs_to_know_which_service() -> None:
    for changes, is_open in (({}, False), ({"reduced": ()}, True), ({"reduced": (), "billed": "Muster"}, False)):
        one = matter(kind="service", **changes)
        assert ("service_open" in gaps(one, values(one, "de"), "de")) is is_open
    billed = values(matter(kind="service", billed="Muster", billed_price=Decimal("36.5")), "de")
    assert (billed["service_billed"], billed["service_price"]) == ("Muster", "36,50 EUR")
