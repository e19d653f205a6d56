import polars as pl

from kw_tui.tui import figures
from kw_tui.tui.widgets.fields import Field, losses, signed_sum, table_columns, text, words
from kw_tui.tui.widgets.table_page import page_of, placed
from kw_tui.vocabulary.texts import Text

NAME = Field("name", Text("Kunde", "Customer"), 10, text)
MONEY = Field("money", Text("Betrag", "Amount"), 8, figures.amount, "right", is_signed=True)


def test_a_field_speaks_the_language_asked_for() -> None:
    column = MONEY.column("de")
    assert column.title == "Betrag"
    assert column.format(pl.Series([1234.0, None])) == ["1.234", "–"]
    assert MONEY.column("en").format(pl.Series([1234.0])) == ["1,234"]


def test_losses_have_a_look_of_their_own() -> None:
    assert losses(pl.Series([1.0, -1.0, None])) == [None, "page-table--negative", None]


def test_what_fits_stays_as_it_is() -> None:
    assert [one.width for one in table_columns([NAME, MONEY], "de", "name", 80)] == [10, 8]


def test_a_column_that_would_be_cut_gives_its_room_to_the_name() -> None:
    first, second = table_columns([NAME, MONEY], "de", "name", 18)
    assert second.width == 8
    assert first.width == 13


def test_ids_in_words() -> None:
    write = words({"a": Text("eins", "one")})
    assert (write("a", "en"), write("b", "en"), write(None, "en")) == ("one", "b", "–")


def test_a_figure_of_goods_known_in_part_bears_its_mark() -> None:
    rows = pl.DataFrame({"db1": [5, 6, None], "cost_coverage": [0.5, 1.0, None]})
    slots = placed([signed_sum("db1", Text("DB I", "DB I")).column("de")], 20)
    lines = page_of(rows, 0, [None] * 3, slots, 20).lines
    assert ["".join(text for text, _ in line).strip() for line in lines] == ["≤5", "6", "–"]
