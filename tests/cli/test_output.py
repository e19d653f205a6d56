import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kw_tui.cli.options import Format
from kw_tui.cli.output import Sink
from kw_tui.cli.voice import Voice
from kw_tui.vocabulary.errors import KwError, UsageError
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Text

FRAME = pl.DataFrame({"name": ["Ü"], "db1": [Decimal("1.5")]}, schema_overrides={"db1": pl.Decimal(18, 4)})
COLUMNS = [Column("name", Kind.TEXT, Text("Name", "Name")), Column("db1", Kind.MONEY, Text("DB I", "DB I"))]


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("table", "Name  DB I\nÜ     1.50\n"),
        ("csv", "name,db1\nÜ,1.5\n"),
        ("json", '[\n  {"name": "Ü", "db1": 1.5}\n]\n'),
    ],
)
def test_each_format(form: Format, written: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Sink(Voice(), form).frame(FRAME, COLUMNS)
    assert capsysbinary.readouterr().out.decode() == written


def test_only_a_table_leaves_columns_out(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Sink(Voice()).frame(FRAME, COLUMNS, ["db1"])
    assert capsysbinary.readouterr().out == b"DB I\n1.50\n"
    Sink(Voice(), "csv").frame(FRAME, COLUMNS, ["db1"])
    assert capsysbinary.readouterr().out.startswith(b"name,db1")


def test_the_suffix_tells_the_format_unless_one_is_asked_for(tmp_path: Path) -> None:
    for name, form in (("a.CSV", "csv"), ("a.json", "json"), ("a.parquet", "parquet"), ("a.txt", "table")):
        assert Sink(Voice(), None, Path(name)).form == form
    target = tmp_path / "a.csv"
    Sink(Voice(), "json", target).frame(FRAME, COLUMNS)
    assert json.loads(target.read_text()) == [{"name": "Ü", "db1": 1.5}]
    Sink(Voice(), None, tmp_path / "a.parquet").frame(FRAME, COLUMNS)
    assert pl.read_parquet(tmp_path / "a.parquet").equals(FRAME)


def test_a_file_is_whole_or_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(KwError, match=r"a\.csv was not written: No space left"):
        Sink(Voice(), None, target).frame(FRAME, COLUMNS)
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert target.read_text() == "old"


class Screen(io.TextIOWrapper):
    """A terminal, as far as output can tell."""

    def isatty(self) -> bool:
        return True


@contextmanager
def on_screen() -> Iterator[io.BytesIO]:
    """A screen of 20 columns in place of stdout; pytest sets its own between fixture and test."""
    drawn = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        screen = Screen(drawn, encoding="ascii")
        patch.setattr(sys, "stdout", screen)
        patch.setenv("COLUMNS", "20")
        yield drawn
    screen.detach()


def test_on_a_screen_the_heading_is_bold_and_what_has_no_room_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    wide = [*COLUMNS, Column("note", Kind.TEXT, Text("Notiz", "Note"))]
    with on_screen() as drawn:
        Sink(Voice("de")).table(wide, [("Müller", Decimal("1000"), "sehr lange Notiz")])
    assert drawn.getvalue().decode() == "\x1b[1mName        DB I\x1b[0m\nMüller  1.000,00\n"
    assert "zu schmal für note" in capsys.readouterr().err
    with on_screen() as drawn:
        Sink(Voice("de", is_plain=True)).table(COLUMNS, [("x", None)])
    assert b"\x1b" not in drawn.getvalue()


def test_parquet_never_reaches_a_screen() -> None:
    with on_screen() as drawn, pytest.raises(UsageError, match="not for the screen"):
        Sink(Voice(), "parquet").frame(FRAME, COLUMNS)
    assert drawn.getvalue() == b""
