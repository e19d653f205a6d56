from dataclasses import replace

import polars as pl
import pytest
from rich.cells import cell_len

from kw_tui.tui.widgets.table_page import TableColumn, centred, fitted, header, most_skipped, page_of, placed, stretched


def plain(values: pl.Series) -> list[str]:
    return [str(value) for value in values]


def column(name: str, width: int, align: str = "left", style=None) -> TableColumn:
    return TableColumn(name, name.title(), width, align, plain, style)


@pytest.mark.parametrize(
    ("text", "align", "shown"),
    [
        ("Müller", "left", "Müller  "),
        ("1.234", "right", "   1.234"),
        ("Müller & Söhne", "left", "Müller …"),
        ("12345678", "right", "12345678"),
        ("日本語株式会社", "left", "日本語 …"),
        ("漢字漢字", "left", "漢字漢字"),
        ("e\u0301te\u0301", "left", "e\u0301te\u0301     "),
        ("[/Müller", "left", "[/Müller"),
        ("👩‍👩‍👧", "left", "👩👩👧  "),
        ("❤️ x", "left", "❤ x     "),
    ],
)
def test_text_takes_exactly_its_cells(text, align, shown):
    assert fitted(text, 8, align) == shown
    assert cell_len(fitted(text, 8, align)) == 8


@pytest.mark.parametrize(
    "text", ["\x1b]52;c;YQ==\x07", "a\x9bb", "\x00", "ab\u202ecd", "a\r\nb", "\u2066x", "\u200b" * 50]
)
def test_controls_never_get_through(text):
    assert fitted(text, 12).replace(" ", "x").isprintable()
    assert cell_len(fitted(text, 12)) == 12


@pytest.mark.parametrize("text", ["x" * 10_000, "漢" * 10_000, "a" + "\u0301" * 10_000])
def test_a_cut_is_always_told(text):
    shown = fitted(text, 10)
    assert shown.rstrip().endswith("…")
    assert cell_len(shown) == 10
    assert len(shown) < 100


def test_nothing_fits_in_no_cells():
    assert fitted("Müller", 0) == ""
    assert fitted("Müller", 1) == "…"


@pytest.mark.parametrize(
    ("text", "shown"), [("ab", "   ab    "), ("漢字", "  漢字   "), ("ein langer Satz", "ein lang…")]
)
def test_the_middle_is_counted_in_cells(text, shown):
    assert centred(text, 9) == shown


def test_frozen_columns_stay_and_skipped_ones_give_their_place():
    columns = [column("name", 6), column("b", 5), column("c", 5), column("d", 5)]
    slots = placed(columns, 22, frozen=1, skipped=1)
    assert [(slot.column.id, slot.x, slot.width) for slot in slots] == [("name", 3, 6), ("c", 10, 5), ("d", 16, 5)]
    assert placed(columns, 14)[-1].width == 4
    assert [slot.column.id for slot in placed(columns, 13)] == ["name"]
    assert placed(columns, 8)[-1].width == 5


@pytest.mark.parametrize(("width", "skipped"), [(100, 0), (27, 0), (26, 1), (20, 2), (10, 2)])
def test_skipping_ends_when_the_last_column_shows_whole(width, skipped):
    columns = [column("name", 6), column("b", 5), column("c", 5), column("d", 5)]
    assert most_skipped(columns, width, frozen=1) == skipped


def test_the_flexible_column_takes_what_is_left():
    columns = [column("name", 6), column("b", 5)]
    assert [c.width for c in stretched(columns, "name", 30)] == [21, 5]
    assert [c.width for c in stretched(columns, "name", 10)] == [6, 5]
    assert [c.width for c in stretched(columns, None, 30)] == [6, 5]


def test_what_a_name_has_no_use_for_is_shared_and_far_apart_nothing_is_put():
    columns = [replace(column("name", 6), widest=10), column("umsatz", 5, "right")]
    assert [c.width for c in stretched(columns, "name", 17)] == [8, 5]
    assert [c.width for c in stretched(columns, "name", 24)] == [12, 7]
    assert [c.width for c in stretched(columns, "name", 200)] == [13, 8]
    columns = [replace(column("umsatz", 5), widest=8), *columns[:1]]
    assert [c.width for c in stretched(columns, "name", 19)] == [5, 10]
    assert [c.width for c in stretched(columns, "name", 21)] == [7, 10]


@pytest.mark.parametrize(
    ("marker", "line"),
    [
        (None, "   Name   Umsatz "),
        (("name", True), "   Name ▼ Umsatz "),
        (("umsatz", False), "   Name   ▲ Ums… "),
    ],
)
def test_the_header_shows_what_is_sorted_by(marker, line):
    slots = placed([column("name", 6), column("umsatz", 6, "right")], 17)
    assert header(slots, 17, marker) == line


def test_a_narrow_column_keeps_its_letters_beside_the_arrow():
    slots = placed([replace(column("abc", 3), title="Kl."), column("umsatz", 6, "right")], 14)
    assert header(slots, 14, ("abc", False)) == "   Kl▲ Umsatz "


def test_cells_of_one_look_are_drawn_as_one():
    def negative(values: pl.Series) -> list[str | None]:
        return ["page-table--negative" if value < 0 else None for value in values]

    columns = [column("id", 2), column("a", 3, "right", negative), column("b", 3, "right", negative)]
    rows = pl.DataFrame({"id": ["K1", "K2"], "a": [1, -1], "b": [2, -2]})
    page = page_of(rows, 7, ["K1", "K2"], placed(columns, 16), 16)
    assert page.lines == [
        [(" K1   1   2   ", None)],
        [(" K2", None), ("  -1  -2", "page-table--negative"), ("   ", None)],
    ]
    assert (page.start, page.keys) == (7, ["K1", "K2"])


def test_a_column_the_frame_lacks_is_empty():
    page = page_of(pl.DataFrame({"id": ["K1"]}), 0, [None], placed([column("id", 2), column("a", 3)], 12), 12)
    assert page.lines == [[(" K1" + " " * 7, None)]]


def test_a_formatter_must_return_a_string_a_row():
    short = TableColumn("id", "Id", 2, "left", lambda values: plain(values)[:-1])
    with pytest.raises(ValueError, match="zip"):
        page_of(pl.DataFrame({"id": ["K1", "K2"]}), 0, [None, None], placed([short], 10), 10)
