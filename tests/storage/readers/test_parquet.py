import random
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kw_tui.storage.readers.parquet import is_arrow, is_parquet, read_arrow, read_parquet
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.vocabulary.errors import SourceError

LEDGER = pl.DataFrame(
    {
        "Kunde": ["0001", "", None],
        "Netto": pl.Series([Decimal("12.50"), None, Decimal("-0.01")], dtype=pl.Decimal(12, 2)),
        "EK": [0.1, 1e16, None],
        "Tag": [date(2024, 1, 31), None, date(2024, 2, 1)],
        "gebucht": [datetime(2024, 1, 31), datetime(2024, 1, 31, 12), None],  # noqa: DTZ001
        "Tags": [["a"], [], None],
    }
)
ROWS = [
    (1, "0001", "12.50", "0.1", "2024-01-31", "2024-01-31"),
    (2, None, None, "10000000000000000", None, "2024-01-31T12:00:00"),
    (3, None, "-0.01", None, "2024-02-01", None),
]
KINDS = ["parquet", "arrow"]


def write(frame: pl.DataFrame, path: Path, kind: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    if kind == "parquet":
        frame.write_parquet(path)
    else:
        frame.write_ipc(path)
    return path


def read(path: Path, kind: str) -> RawText:
    return (read_parquet if kind == "parquet" else read_arrow)(path, path.parent)


@pytest.mark.parametrize("kind", KINDS)
def test_a_typed_table_is_read_as_exact_text(tmp_path: Path, kind: str) -> None:
    raw = read(write(LEDGER, tmp_path / "ledger.csv", kind), kind)
    assert raw.frame.sort(LINE).collect().rows() == ROWS
    assert raw.headers == ("Kunde", "Netto", "EK", "Tag", "gebucht")
    assert raw.lines == raw.records == 3
    assert raw.header == 0
    assert raw.format == kind
    assert raw.mark == "."
    assert [note.en.endswith(": Tags") for note in raw.notes] == [True]
    raw.require_unchanged()


def test_a_format_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    parquet = write(LEDGER, tmp_path / "a.xlsx", "parquet")
    arrow = write(LEDGER, tmp_path / "b.parquet", "arrow")
    assert [is_parquet(path) for path in (parquet, arrow, tmp_path)] == [True, False, False]
    assert [is_arrow(path) for path in (parquet, arrow, tmp_path / "missing")] == [False, True, False]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["a*.x", "a[1].x", "{b}?.x", "jahr=2024/x.x", "ü ö#%20.x"])
def test_a_path_is_a_path_and_no_pattern(tmp_path: Path, kind: str, name: str) -> None:
    write(LEDGER.head(1), tmp_path / "a1.x", kind)
    raw = read(write(LEDGER, tmp_path / name, kind), kind)
    assert raw.headers == ("Kunde", "Netto", "EK", "Tag", "gebucht")
    assert raw.frame.collect().height == 3


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [0.3, 0.9, 0.999])
def test_a_file_that_breaks_off_is_refused(tmp_path: Path, kind: str, part: float) -> None:
    path = write(LEDGER, tmp_path / "file", kind)
    path.write_bytes(path.read_bytes()[: int(part * path.stat().st_size)])
    with pytest.raises(SourceError, match="damaged or incomplete"):
        read(path, kind)


@pytest.mark.parametrize("seed", range(4))
def test_damage_is_refused_or_harmless_but_never_a_crash_later(tmp_path: Path, seed: int) -> None:
    kind, chance = KINDS[seed % 2], random.Random(seed)
    path = write(LEDGER, tmp_path / "file", kind)
    content = bytearray(path.read_bytes())
    for _ in range(3):
        content[chance.randrange(8, len(content))] = chance.randrange(256)
    path.write_bytes(content)
    try:
        raw = read(path, kind)
    except SourceError as error:
        refused = error.line("en")
    else:
        refused = ""
        assert raw.frame.collect().height == raw.lines
    assert not refused or "damaged" in refused or "no line" in refused


@pytest.mark.parametrize("kind", KINDS)
def test_tables_without_rows_or_readable_columns_are_refused(tmp_path: Path, kind: str) -> None:
    for number, frame in enumerate((LEDGER.clear(), LEDGER.select("Tags"))):
        with pytest.raises(SourceError, match="no line of data"):
            read(write(frame, tmp_path / f"{number}", kind), kind)


def test_more_columns_than_any_table_needs_are_refused(tmp_path: Path) -> None:
    wide = pl.DataFrame({f"c{place}": [1] for place in range(5000)})
    with pytest.raises(SourceError, match="more than 4096 columns"):
        read(write(wide, tmp_path / "wide", "parquet"), "parquet")


def test_a_change_behind_the_reading_is_told(tmp_path: Path) -> None:
    path = write(LEDGER, tmp_path / "file", "parquet")
    raw = read(path, "parquet")
    write(LEDGER.vstack(LEDGER), path, "parquet")
    with pytest.raises(SourceError, match="changed"):
        raw.require_unchanged()
