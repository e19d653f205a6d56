from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kw_tui.cli.layout import cell, fitted, padded, table_lines, width
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Lang, Text

WORDS = {"proposal": {"let_go": Text("Beziehung beenden", "Let go")}}


def column(kind: Kind, id_: str = "x") -> Column:
    return Column(id_, kind, Text("Kunde", "Customer"))


@pytest.mark.parametrize(
    ("value", "kind", "de", "en"),
    [
        (Decimal("1234.5000"), Kind.MONEY, "1.234,50", "1,234.50"),
        (0.125, Kind.RATIO, "12,5 %", "12.5 %"),
        ("0.05", Kind.RATIO, "5,0 %", "5.0 %"),
        ("soon", Kind.MONEY, "soon", "soon"),
        (12345, Kind.COUNT, "12.345", "12,345"),
        (date(2026, 10, 31), Kind.DATE, "31.10.2026", "2026-10-31"),
        (True, Kind.FLAG, "ja", "yes"),
        (False, Kind.FLAG, "nein", "no"),
        (None, Kind.MONEY, "–", "–"),
        ([], Kind.TEXT, "–", "–"),
        (["let_go", "other"], Kind.TEXT, "Beziehung beenden, other", "Let go, other"),
        ([{"id": "loss_now", "holds": True}], Kind.TEXT, "loss_now", "loss_now"),
        ("a\x1b]52;\u202e", Kind.TEXT, "a·]52;¿", "a·]52;¿"),
    ],
)
def test_cells_read_as_the_language_writes_them(value: Any, kind: Kind, de: str, en: str) -> None:
    for lang, expected in (("de", de), ("en", en)):
        assert cell(value, column(kind, "proposal"), lang, WORDS) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("äöü", 3), ("a\u0308", 1), ("株式会社", 8), ("a🦊", 3)])
def test_width_counts_terminal_columns(text: str, columns: int) -> None:
    assert width(text) == columns
    assert width(padded(text, 10, right=True)) == 10


def test_cut_texts_end_in_an_ellipsis_and_never_exceed_their_room() -> None:
    assert fitted("Schraubenfabrik", 8) == "Schraub…"
    assert fitted("株式会社", 6) == "株式…"
    assert fitted("short", 5) == "short"


def table(room: int | None, lang: Lang = "en") -> tuple[list[str], list[Column]]:
    columns = [
        Column("name", Kind.TEXT, Text("Name", "Name")),
        Column("revenue", Kind.MONEY, Text("Umsatz", "Revenue")),
        Column("note", Kind.TEXT, Text("Notiz", "Note")),
    ]
    rows = [("x" * 70, Decimal("1"), "kurz"), ("y", Decimal("-1234.5"), None)]
    return table_lines(columns, rows, lang, {}, room)


def test_numbers_stand_on_the_right_and_texts_on_the_left() -> None:
    lines, left_off = table(None, "de")
    assert left_off == []
    assert lines[0].split() == ["Name", "Umsatz", "Notiz"]
    assert lines[2] == "y" + " " * 61 + "-1.234,50  –"
    assert lines[1].index("1,00") + 4 == lines[2].index(",50") + 3


@pytest.mark.parametrize("room", [80, 40, 32])
def test_wide_texts_give_way_on_a_narrow_screen(room: int) -> None:
    lines, left_off = table(room)
    assert left_off == []
    assert max(width(line) for line in lines) <= room
    assert "1.00" in lines[1]


def test_columns_without_room_are_named() -> None:
    lines, left_off = table(26)
    assert [one.id for one in left_off] == ["note"]
    assert max(width(line) for line in lines) <= 26


def test_moments_are_written_as_a_clock_shows_them() -> None:
    when = Column("when", Kind.TEXT, Text("Wann", "When"))
    assert cell("2026-11-23T14:05:33+01:00", when, "de", {}) == "23.11.2026 14:05"
    assert cell("2026-11-23T14:05:33+01:00", when, "en", {}) == "2026-11-23 14:05"
    assert cell("gestern\x1b", when, "de", {}) == "gestern·"
