import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from kw_tui.storage.readers import sqlite, sqlite_file
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.storage.readers.sqlite import is_sqlite, read_sqlite
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.import_options import ImportOptions


@pytest.fixture
def read(tmp_path: Path):
    def read_script(script: str, *rows: tuple, encoding: str | None = None, **options: str) -> RawText:
        path = tmp_path / "firma.csv"
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(script)
            for row in rows:
                connection.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(row))})", row)
            connection.commit()
        assert is_sqlite(path)
        raw = read_sqlite(path, tmp_path, ImportOptions(encoding=encoding, **options))
        raw.require_unchanged()
        assert raw.records == raw.frame.collect().height
        return raw

    return read_script


def cells(raw: RawText) -> list[tuple]:
    return raw.frame.collect().rows()


def test_every_cell_is_exact_text_whatever_its_type(read) -> None:
    raw = read(
        "CREATE TABLE t(id TEXT, n NUMERIC, x REAL, any)",
        ("0001", 5, 0.1, "text"),
        (None, 5.5, 1e21, 7),
        ("", 9007199254740993, 0.1 + 0.2, 1e-7),
        ("ä\n;", -(2**63), -0.0, None),
    )
    assert cells(raw) == [
        (1, "0001", "5", "0.1", "text"),
        (2, None, "5.5", "1000000000000000000000", "7"),
        (3, None, "9007199254740993", "0.30000000000000004", "0.0000001"),
        (4, "ä\n;", "-9223372036854775808", "0.0", None),
    ]
    assert (raw.lines, raw.header, raw.format, raw.mark) == (4, 0, "sqlite", ".")
    assert raw.typed == {"n", "x"}


def test_where_numbers_are_texts_no_mark_is_settled(read) -> None:
    assert read("CREATE TABLE t(netto TEXT)", ("1.234,50",)).mark is None


def test_true_numbers_beside_texts_cannot_be_taken_for_thousands(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_BATCH", 2)
    numbers = [(1.234, 1.234), (12.5, 2.0), (-1.234, 1.234)]
    raw = read("CREATE TABLE t(netto, faktor REAL)", *numbers, ("1.234,50", 1.0), ("1.234", None))
    assert raw.frame.collect()["netto"].to_list() == ["1.2340", "12.5", "-1.2340", "1.234,50", "1.234"]
    assert raw.frame.collect()["faktor"].to_list()[:2] == ["1.234", "2.0"]
    assert (raw.lines, raw.rejected) == (5, 0)


def test_bytes_are_left_out_and_counted(read) -> None:
    raw = read("CREATE TABLE t(a, bild)", (1, b"\x00\xff"), (2, "x"), (3, b""))
    assert cells(raw) == [(1, "1", None), (2, "2", "x"), (3, "3", None)]
    assert [note.en for note in raw.notes] == ["bild: 2 cells of binary data left out"]


@pytest.mark.parametrize("name", ['a"b', "a'b", "ä; DROP TABLE x --", "[x]", "select", "line\nbreak"])
def test_tables_of_any_name(read, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    raw = read(f'CREATE TABLE {quoted}("*", "^x$", "line"); INSERT INTO {quoted} VALUES (1, 2, 3);')
    assert raw.sheet == name
    assert raw.headers == ("*", "^x$", "line (2)")
    assert cells(raw) == [(1, "1", "2", "3")]


FIRM = """
CREATE TABLE log(a, b); INSERT INTO log VALUES (1, 2);
CREATE TABLE umsatz(Kunde, Netto, Datum); INSERT INTO umsatz VALUES ('A', 1.5, '2024-01-31');
CREATE VIEW "Umsatz 2024" AS SELECT Kunde, Netto FROM umsatz;
CREATE VIEW kaputt AS SELECT * FROM fehlt;
"""


def test_of_several_tables_the_known_one_or_the_named_one(read) -> None:
    raw = read(FIRM)
    assert raw.sheet == "umsatz"
    assert set(raw.sheets) == {"log", "umsatz", "Umsatz 2024", "kaputt"}
    view = read(FIRM, sheet="umsatz 2024")
    assert view.sheet == "Umsatz 2024"
    assert cells(view) == [(1, "A", "1.5")]
    assert view.sha256 != raw.sha256
    assert read(FIRM).sha256 == raw.sha256
    with pytest.raises(SourceError, match="the database cannot be read"):
        read(FIRM, sheet="kaputt")
    with pytest.raises(SourceError, match="no table 'nix'"):
        read(FIRM, sheet="nix")


@pytest.mark.parametrize("script", ["CREATE TABLE t(Kunde, Netto);", "CREATE TABLE x(a); DROP TABLE x;"])
def test_databases_without_rows_or_tables_are_refused(read, script: str) -> None:
    with pytest.raises(SourceError, match=r"no line of data|no table in the database"):
        read(script)


ENDLESS = "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


def test_a_view_that_never_gives_a_row_is_ended(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "ROW_PATIENCE", 0.5)
    started = time.monotonic()
    with pytest.raises(SourceError, match="no row has come"):
        read(f"{ENDLESS} WHERE i < 0;")
    assert time.monotonic() - started < 5


def test_a_view_that_never_stops_giving_rows_is_ended(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kw_tui.storage.readers.staged_parts.MOST_ROWS", 100_000)
    with pytest.raises(SourceError, match="more than 100000 rows"):
        read(f"{ENDLESS};")


@pytest.mark.parametrize(
    "view", [f"{ENDLESS};", "CREATE VIEW v AS SELECT a.x, b.x AS y, c.x AS z FROM t a, t b, t c, t d;"]
)
def test_a_view_that_gives_far_more_than_the_database_holds_is_ended(read, view: str, monkeypatch) -> None:
    monkeypatch.setattr(sqlite_file, "VIEW_LEAST", 1 << 20)
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) SELECT i FROM n"
    with pytest.raises(SourceError, match="far more than the database holds"):
        read(f"CREATE TABLE t(x); INSERT INTO t {numbers}; {view}", sheet="v")


@pytest.mark.parametrize("view", [f"{ENDLESS};", f"{ENDLESS} WHERE i < 0;"])
def test_cancelling_works_within_half_a_second(tmp_path: Path, view: str) -> None:
    path = tmp_path / "file.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(view)
    started = time.monotonic()

    def stop(done: int, total: int) -> None:
        if time.monotonic() - started > 0.2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_sqlite(path, tmp_path, progress=stop)
    assert time.monotonic() - started < 2


def test_texts_that_are_no_text_cost_one_row(read) -> None:
    script = (
        "CREATE TABLE t(ort, n); INSERT INTO t VALUES ('Köln', 1), (CAST(x'4bf66c6e' AS TEXT), 2.5), ('Ulm', NULL);"
    )
    raw = read(script)
    assert cells(raw) == [(1, "Köln", "1"), (3, "Ulm", None)]
    assert raw.rejects.collect().rows() == [(2, 2, "encoding", "K\ufffdln | 2.5")]
    assert cells(read(script, encoding="cp1252"))[1] == (2, "Köln", "2.5")


def test_batches_keep_their_order_and_their_numbers(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_BATCH", 7)
    monkeypatch.setattr("kw_tui.storage.readers.staged_parts.PART_BYTES", 100)
    raw = read("CREATE TABLE t(a)", *[(number,) for number in range(100)])
    assert cells(raw) == [(number + 1, str(number)) for number in range(100)]
    assert raw.frame.collect().columns[0] == LINE


def test_what_is_no_database_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    path.write_text("SQLite format 3")
    assert not is_sqlite(path)
    assert not is_sqlite(tmp_path)
    with pytest.raises(SourceError, match="file not found"):
        read_sqlite(tmp_path / "missing", tmp_path)
    assert not (tmp_path / "missing").exists()
