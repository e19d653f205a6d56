import polars as pl
import pytest

from kw_tui.core.intake.mapping import Mapping
from kw_tui.core.intake.proposing import propose
from kw_tui.core.intake.remembered import header_set_key, recalled
from kw_tui.vocabulary.sources import SALES_LINE

HEADERS = ["Kundennummer", "Datum", "Umsatz", "Zahlbetrag", "Vertreter"]


def proposed(headers: list[str] = HEADERS) -> Mapping:
    return propose(headers, pl.DataFrame(schema=dict.fromkeys(headers, pl.String)), SALES_LINE)


@pytest.mark.parametrize(
    "same",
    [["umsatz", "DATUM", " Kundennummer", "Zahlbetrag", "Vertreter"], ["Kunden-Nr.", *HEADERS[1:]]],
)
def test_the_key_is_that_of_the_header_set(same: list[str]) -> None:
    assert header_set_key(same) == header_set_key(HEADERS)


def test_other_headers_or_another_table_have_another_key() -> None:
    keys = {
        header_set_key(HEADERS),
        header_set_key(HEADERS[:-1]),
        header_set_key(HEADERS, "customer"),
        header_set_key([*HEADERS, "Umsatz (brutto)"]),
    }
    assert len(keys) == 4
    assert header_set_key(HEADERS) == "56154ce58c5f105a"


def test_what_was_settled_is_recalled_as_given() -> None:
    remembered = {"customer_id": "Kundennummer", "net_amount": "Zahlbetrag"}
    again = recalled(proposed(), remembered, HEADERS, SALES_LINE)
    assert again.headers == {"customer_id": "Kundennummer", "net_amount": "Zahlbetrag"}
    assert set(again.confidence.values()) == {"given"}


def test_a_column_left_out_on_purpose_stays_out() -> None:
    remembered = {"customer_id": "Kundennummer", "sales_rep": ""}
    again = recalled(proposed(), remembered, HEADERS, SALES_LINE)
    assert "sales_rep" not in again
    assert again.unused == ("Datum", "Umsatz", "Zahlbetrag", "Vertreter")


def test_headers_written_otherwise_and_unknown_fields_do_no_harm() -> None:
    remembered = {"customer_id": "kunden-nr.", "net_amount": "Umsatz", "of_tomorrow": "Datum", "bonus": "Gibtsnicht"}
    again = recalled(proposed(), remembered, HEADERS, SALES_LINE)
    assert again.headers == {"customer_id": "Kundennummer", "net_amount": "Umsatz"}
    assert recalled(proposed(), {}, HEADERS, SALES_LINE) == proposed()
