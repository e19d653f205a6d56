import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kw_tui.storage.readers import postgres
from kw_tui.storage.readers.postgres import is_postgres, read_postgres
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.import_options import ImportOptions
from tests.storage.readers.postgres_server import needs_driver, running_server

FIRM = """
CREATE TABLE umsatz(kunde text, netto numeric(12,2), ek float8, tag date, am timestamptz, bar money, da bool, \
bild bytea)
INSERT INTO umsatz VALUES ('0001', 12.50, 0.1, '2024-01-31', '2024-01-31 12:00Z', 3.5, true, 'x'), \
('', -0.01, 1e21, null, null, null, false, null), (null, null, 'NaN', '0044-03-15 BC', null, -1234567, null, null)
CREATE SCHEMA "Alt; DROP TABLE umsatz"
CREATE TABLE "Alt; DROP TABLE umsatz"."a""b.c"("*" int, "line" int)
INSERT INTO "Alt; DROP TABLE umsatz"."a""b.c" VALUES (1, 2)
CREATE MATERIALIZED VIEW kunden AS SELECT DISTINCT kunde FROM umsatz
CREATE TABLE leer(kunde text, netto numeric)
CREATE TABLE ohne()
CREATE FUNCTION gezählt() RETURNS SETOF int LANGUAGE plpgsql AS $$ BEGIN RAISE LOG 'asked once more'; \
RETURN QUERY SELECT 1 UNION SELECT 2; END $$
CREATE VIEW gefragt AS SELECT i AS kunde, i AS netto FROM gezählt() i
""".strip().splitlines()


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    pytest.importorskip("adbc_driver_postgresql", reason="adbc-driver-postgresql is not installed")
    from adbc_driver_postgresql import dbapi

    with running_server() as folder:
        with dbapi.connect(f"postgresql://kw@/postgres?host={folder}", autocommit=True) as connection:
            for statement in "\n".join(FIRM).replace("\\\n", " ").splitlines():
                connection.cursor().execute(statement)
        yield folder


@pytest.fixture
def read(server: Path, tmp_path: Path):
    def read_address(options: str, user: str = "kw:geheim", **chosen: str) -> RawText:
        path = Path(f"postgresql://{user}@/postgres?host={server}&options=-ctimezone%3DUTC{options}")
        assert is_postgres(path)
        raw = read_postgres(path, tmp_path, ImportOptions(**chosen))
        assert "geheim" not in str(raw.path)
        assert raw.records == raw.frame.collect().height
        return raw

    return read_address


def cells(raw: RawText) -> list[tuple]:
    return raw.frame.collect().rows()


def test_the_server_writes_exact_texts(read) -> None:
    raw = read("&table=umsatz")
    assert raw.headers == ("kunde", "netto", "ek", "tag", "am", "bar", "da")
    assert cells(raw) == [
        (1, "0001", "12.50", "0.1", "2024-01-31", "2024-01-31 12:00:00+00", "3.50", "true"),
        (2, None, "-0.01", "1000000000000000000000", None, None, None, "false"),
        (3, None, None, "NaN", "0044-03-15 BC", None, "-1234567.00", None),
    ]
    assert (raw.format, raw.sheet, raw.lines, raw.mark) == ("postgres", "public.umsatz", 3, ".")
    assert raw.typed == {"netto", "ek", "bar"}
    assert [note.en.rpartition(" ")[2] for note in raw.notes] == ["bild"]
    assert raw.sheets == (
        "public.gefragt",
        "public.kunden",
        "public.leer",
        "public.umsatz",
        'Alt; DROP TABLE umsatz.a"b.c',
    )


@pytest.mark.parametrize("asked", ["&table=public.umsatz", "&query=TABLE umsatz;"])
def test_a_table_is_named_or_asked_for(read, asked: str) -> None:
    assert read(asked).lines == 3
    assert read("", sheet="public.umsatz").lines == 3
    assert read("").sheet == "public.umsatz"


def test_names_that_want_to_be_more_than_names(read) -> None:
    raw = read('&table=a"b.c', sheet='Alt; DROP TABLE umsatz.a"b.c')
    assert raw.headers == ("*", "line (2)")
    assert cells(raw) == [(1, "1", "2")]
    assert read("&table=umsatz").lines == 3


def test_a_query_with_names_that_occur_twice_and_a_comment_at_its_end(read) -> None:
    raw = read("&query=SELECT 1 AS a, 2 AS a, 1/3.0::float8 AS f, null AS n, ARRAY[1,2] AS l ORDER BY 1 -- so")
    assert raw.headers == ("a", "a (2)", "f", "n", "l")
    assert raw.doubles == ("a (2)",)
    assert cells(raw) == [(1, "1", "2", "0.3333333333333333", None, "{1,2}")]
    assert raw.sheets == ()


def test_batches_keep_the_order_of_the_query(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_BATCH", 7)
    raw = read("&query=SELECT i FROM generate_series(1, 100) i ORDER BY i DESC")
    assert cells(raw) == [(101 - number, str(number)) for number in range(100, 0, -1)]
    assert raw.typed == {"i"}
    again = read("&query=SELECT i FROM generate_series(1, 100) i ORDER BY i DESC")
    assert (again.sha256, again.size) == (raw.sha256, raw.size)
    assert read("&query=SELECT i FROM generate_series(1, 100) i ORDER BY i").sha256 != raw.sha256


@pytest.mark.parametrize(
    "asked",
    [
        "&table=gefragt",
        "&query=SELECT * FROM gezählt() i",
        "&query=SELECT gezählt() AS i, 1 AS i",
        "&query=WITH w AS MATERIALIZED (SELECT i FROM gezählt() i) SELECT i FROM w WHERE i > 0 ORDER BY i -- so",
    ],
)
def test_the_query_is_run_once(server: Path, read, asked: str) -> None:
    """It may be slow, or count how often it is asked."""
    log = server / "log"
    before = log.read_text().count("asked once more")
    assert read(asked).lines == 2
    assert log.read_text().count("asked once more") == before + 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("&table=nix", "no table 'nix'"),
        ("&table=leer", "no line of data"),
        ("&query=TABLE ohne", "no line of data"),
        ("&query=SELECT 1 WHERE false", "no line of data"),
        ("&query=SELECT 1/0", "the database says: division by zero"),
        ("&query=SELECT FROM WHERE", "the database says: syntax error"),
        ("&query=DELETE FROM umsatz RETURNING *", "the database says: syntax error"),
        ("&query=WITH x AS (DELETE FROM umsatz RETURNING *) SELECT * FROM x", "the database says"),
        ("&query=SELECT 1) q; DROP TABLE umsatz; --", "the database says"),
        ("&query=SELECT nextval('pg_catalog.x')", "the database says"),
        ("&nix=1", "invalid URI query parameter"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line_without_the_password(read, options: str, message: str) -> None:
    with pytest.raises(SourceError, match=message) as refused:
        read(options)
    for lang in ("de", "en"):
        line = refused.value.line(lang)
        assert "geheim" not in line
        assert "\n" not in line
    assert read("&table=umsatz").lines == 3


def test_a_password_that_breaks_the_address_is_not_told(read) -> None:
    with pytest.raises(SourceError, match="percent-encoded token") as refused:
        read("&table=umsatz", user="kw:ge%zzheim")
    assert "heim" not in refused.value.line("en")


@pytest.mark.parametrize("query", ["SELECT pg_sleep(20)", "SELECT a.i FROM generate_series(1, 10000000) a(i)"])
def test_cancelling_works_soon(server: Path, tmp_path: Path, query: str) -> None:
    started = time.monotonic()

    def stop(done: int, total: int) -> None:
        if time.monotonic() - started > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_postgres(Path(f"postgresql://kw@/postgres?host={server}&query={query}"), tmp_path, progress=stop)
    assert time.monotonic() - started < 5


@needs_driver
def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"the database says: .*server"):
        read_postgres(Path(f"postgresql://kw@/x?host={tmp_path}"), tmp_path)


def test_without_the_driver_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "adbc_driver_postgresql.dbapi", None)
    with pytest.raises(SourceError, match="the driver for PostgreSQL is missing") as refused:
        read_postgres(Path("postgresql://anna:geheim@h/x"), tmp_path)
    assert "kw-tui[postgres]" in refused.value.hint.en
    assert "geheim" not in refused.value.line("de")


def test_a_path_is_no_address(tmp_path: Path) -> None:
    assert not is_postgres(tmp_path / "umsatz.csv")
    with pytest.raises(SourceError, match="file not found"):
        read_postgres(tmp_path / "umsatz.csv", tmp_path)


def test_the_line_number_is_a_number(read) -> None:
    assert str(read("&table=umsatz").frame.collect_schema()[LINE]) == "Int64"
