from dataclasses import replace

from kw_tui.tui.lines import plain
from kw_tui.tui.trace import view
from kw_tui.tui.widgets.table_page import GAP
from kw_tui.vocabulary.texts import Text
from tests.tui.trace.figures_told import DB1, FIGURES, GONE, KIND, ROWS


def test_the_list_says_value_and_unit_and_why_something_is_not_known() -> None:
    told = view.figures_frame(FIGURES, "", "de")
    assert told["label"].to_list()[:3] == ["Umsatz", "DB I", "Kundenart"]
    assert told["value"].to_list() == ["1.000,00", "≈ 399,99", "Entwickelbar", "–"]
    assert told["meaning"].to_list()[-1] == "nie"


def test_what_is_typed_is_looked_for_in_names_first_then_in_meanings() -> None:
    assert view.figures_frame(FIGURES, "umsatz", "de")["id"].to_list() == ["revenue"]
    both = [*FIGURES, replace(DB1, label=Text("Umsatz im Jahr", "yearly")), replace(DB1, label=Text("Um", "um"))]
    assert view.figures_frame(both, "um", "de")["label"].to_list() == ["Um", "Umsatz", "Umsatz im Jahr"]
    assert view.figures_frame(FIGURES, "was", "de")["id"].to_list() == ["revenue", "db1", "kind"]
    assert view.figures_frame(FIGURES, "xyz", "de").is_empty()


def test_a_tree_shows_what_is_opened() -> None:
    closed = view.tree_frame(DB1, {view.ROOT}, "de")
    assert closed["label"].to_list() == ["▾ DB I", "  ▸ Umsatz", "  ▹ Warenzeilen", "  ▹ Fehlt", "    Satz"]
    assert closed["value"].to_list() == ["≈ 399,99", "1.000,00", "600,00", "–", "≈ 15,00"]
    opened = view.tree_frame(DB1, {view.ROOT, "0.0"}, "en")
    assert opened["label"].to_list()[:3] == ["▾ db1", "  ▾ revenue", "    ▹ invoiced"]
    assert opened["path"].to_list()[:4] == ["0", "0.0", "0.0.0", "0.1"]


def test_below_stands_what_it_means_why_it_is_missing_and_where_it_comes_from() -> None:
    assert plain(view.about(DB1, "de", 70)).splitlines() == [
        "Was DB I ist.",
        "Kennzahl · EUR · Quelle Definition von kw · ≈ beruht auf Annahmen",
    ]
    assert "not imported" in plain(view.about(GONE, "en", 70))
    assert len(view.about(KIND, "de", 4, 3)) == 3


def test_the_columns_fill_the_width_and_no_more() -> None:
    for width in (72, 116):
        for fields in (view.figure_fields(width), view.tree_fields(width)):
            assert sum(one.width + GAP for one in fields) + view.FRAME_CELLS <= width + GAP
            assert min(one.width for one in fields) >= 10


def test_rows_begin_with_their_day_and_what_they_add() -> None:
    fields = view.rows_fields(ROWS, "de")
    assert [one.id for one in fields] == ["invoice_date", "adds", "product_name"]
    assert fields[1].write(ROWS.frame["adds"][0], "de") == "250,00"
    told = plain(view.rows_lines(GONE, ROWS, "de", 70)).splitlines()
    assert told[0] == "Fehlt: Summe von 2 Zeilen (Umsätze) = 600,00"
    assert told[1] == "vom Anfang bis 31.10.2026"
