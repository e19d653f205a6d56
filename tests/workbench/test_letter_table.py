import polars as pl

from kw_tui.core.letters.fields import FIELDS, values
from kw_tui.core.letters.letter import Letter
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.letter_table import merge_table
from tests.core.letters.matters import matter


def test_a_row_a_letter_with_every_field_as_it_is_written() -> None:
    lacking = (Text("Ort", "Town"), Text("Straße", "Street"))
    letter = Letter("00\n1", "price", "letter", "de", "...", values(matter(), "de"), lacking, (), "d1")
    table = merge_table([letter, letter])
    row = table.row(0, named=True)
    assert (row["customer_id"], row["kind"], row["lang"], row["is_draft"]) == ("00\n1", "Preisanpassung", "de", False)
    assert row["subject"] == "Anpassung unserer Preise zum 01.02.2027"
    assert row["missing"] == "Ort; Straße"
    assert (row["product_1"], row["old_price_1"], row["new_price_1"]) == (
        "Sicherungsmutter M12, Stück", "0,0902", "0,0943",
    )  # fmt: skip
    assert row["run_off_date"] is row["product_3"] is None
    assert set(table.columns) >= {field.id for field in FIELDS if not field.is_block}
    assert "price_examples" not in table.columns
    assert table.height == 2


def test_no_letters_are_no_rows() -> None:
    assert merge_table([]).schema["is_draft"] == pl.Boolean
    assert merge_table([]).height == 0
