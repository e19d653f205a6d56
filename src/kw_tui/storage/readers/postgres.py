"""PostgreSQL: a table, view or query, its cells written as text by the server, in batches to a staged file."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import polars as pl

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.dialect import MOST_COLUMNS
from kw_tui.storage.readers.fingerprint import Fingerprint
from kw_tui.storage.readers.gate import Progress
from kw_tui.storage.readers.heading import column_names
from kw_tui.storage.readers.postgres_address import Address, address_of
from kw_tui.storage.readers.postgres_session import DriverMissingError, PostgresError, PostgresSession
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.storage.readers.staged_parts import StagedParts
from kw_tui.storage.readers.staging import staged_room
from kw_tui.storage.readers.table_choice import chosen_table
from kw_tui.storage.readers.typed_table import float_text, left_out, raw_table
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.vocabulary.texts import Text

_BATCH = 20_000
_NUMBERS = ("double precision", "real", "numeric", "money", "smallint", "integer", "bigint")
_TABLES = """
SELECT n.nspname || '.' || c.relname AS name, format('%I.%I', n.nspname, c.relname) AS quoted, a.attname::text AS header
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND has_table_privilege(c.oid, 'SELECT')
ORDER BY n.nspname = 'public' DESC, 1, a.attnum
"""


def is_postgres(path: Path) -> bool:
    """Whether a path is the address of a PostgreSQL database."""
    return address_of(path) is not None


def read_postgres(
    path: Path, staging: Path, options: ImportOptions = DEFAULT, progress: Progress | None = None
) -> RawText:
    """Read the table or query of an address; without one `options.sheet`, else the table whose columns are known best.

    A line is a row of the answer. The path of the result is the address without its password. Raises SourceError where
    the driver is missing, the server refuses, no table fits, or there are no rows.
    """
    address = address_of(path)
    if address is None:
        raise refusals.missing(path)
    shown = address.shown
    with staged_room(shown, staging), _told(address), PostgresSession(address.uri, progress) as session:
        if address.query is not None:
            return _read(session, shown, staging, address.query.strip().rstrip(";"))
        tables = session.frame(_TABLES)
        headers = {name: part["header"].to_list() for (name,), part in tables.group_by("name", maintain_order=True)}
        table = chosen_table(shown, headers, options.sheet or _full(address.table, headers))
        quoted = tables.filter(pl.col("name") == table)["quoted"][0]
        raw = _read(session, shown, staging, f"SELECT * FROM {quoted}")  # noqa: S608 - quoted by the server
        return replace(raw, sheet=table, sheets=tuple(headers))


def _full(table: str | None, known: Iterable[str]) -> str | None:
    """The name with its schema, `public` before others."""
    if table is None or table in (names := list(known)):
        return table
    return next((name for name in names if name.partition(".")[2] == table), table)


def _read(session: PostgresSession, shown: Path, staging: Path, query: str) -> RawText:
    names, kinds = _columns(session, shown, query)
    kept = [place for place, kind in enumerate(kinds) if kind != "bytea"]
    headers, doubles = column_names([names[place] for place in kept], len(kept))
    if not headers:
        raise refusals.without_rows(shown)
    parts = StagedParts(shown, staging)
    parts.sign_text([query, *headers])
    cells = ", ".join(f"{_text(place, kinds[place])} AS c{place}" for place in kept)
    session.execute(f"DECLARE kw NO SCROLL CURSOR FOR SELECT {cells} FROM {_source(query, len(names))}")  # noqa: S608
    texts = [_cell(pl.col(f"c{place}"), kinds[place]).alias(str(new)) for new, place in enumerate(kept)]
    while (batch := session.frame(f"FETCH {_BATCH} FROM kw")).height:
        frame = batch.select(pl.int_range(session.rows + 1, session.rows + 1 + pl.len()).alias(LINE), *texts)
        session.rows += batch.height
        parts.sign(frame)
        parts.add(frame)
    if not session.rows:
        raise refusals.without_rows(shown)
    known = Fingerprint(shown, parts.signed, parts.sha256, (0, 0, 0, 0))
    typed = frozenset(header for header, place in zip(headers, kept, strict=True) if kinds[place] in _NUMBERS)
    raw = raw_table(known, "postgres", parts.frame(headers), headers, parts.rows, typed)
    gone = [names[place] for place, kind in enumerate(kinds) if kind == "bytea"]
    return replace(raw, doubles=doubles, notes=left_out(gone))


def _columns(session: PostgresSession, shown: Path, query: str) -> tuple[list[str], list[str]]:
    """The columns' names and types, told without the query being run. Raises SourceError where there are too many."""
    # Joined to nothing: one row of nulls, for which the server reads none of the query's own.
    bare = f"(SELECT q.* FROM (SELECT 1) one LEFT JOIN (\n{query}\n) q ON false)"  # noqa: S608 - the user's own query, in a read-only transaction
    names: list[str] = session.frame(f"SELECT k FROM {bare} r, json_object_keys(row_to_json(r)) k")["k"].to_list()  # noqa: S608
    if not names:
        raise refusals.without_rows(shown)
    if len(names) > MOST_COLUMNS:
        raise refusals.too_wide(shown, MOST_COLUMNS)
    asked = ", ".join(f"pg_typeof(c{place})::text AS c{place}" for place in range(len(names)))
    none = f"FROM (SELECT 1) one LEFT JOIN {_source(query, len(names))} ON false"
    return names, list(session.frame(f"SELECT {asked} {none}").row(0))


def _source(query: str, width: int) -> str:
    """The query as a table with columns `c0`, `c1`, ...; on lines of its own, so that its last comment ends there."""
    return f"(\n{query}\n) AS q({', '.join(f'c{place}' for place in range(width))})"


def _text(place: int, kind: str) -> str:
    # Money is written as the server's country writes it, unless it is made a number first.
    return f"c{place}::numeric::text" if kind == "money" else f"c{place}::text"


def _cell(text: pl.Expr, kind: str) -> pl.Expr:
    return float_text(text) if kind in {"double precision", "real"} else pl.when(text != "").then(text)


@contextmanager
def _told(address: Address) -> Iterator[None]:
    """Turn what driver and server say into a refusal in which no password stands."""
    try:
        yield
    except DriverMissingError:
        raise refusals.refusal(address.shown, _NO_DRIVER, _INSTALL) from None
    except PostgresError as error:
        said = re.sub(r"\. SQLSTATE: \w+$", "", " ".join(str(error).split()))
        reason = address.masked(re.sub(r"^.*?(?:ERROR|FATAL): +|\[libpq\] ", "", said)).strip()[:_REASON]
        raise refusals.refusal(address.shown, _REFUSED.format(reason=reason), _CHECK) from None


_REASON = 300
_REFUSED = Text("die Datenbank antwortet: {reason}", "the database says: {reason}")
_CHECK = Text(
    "Adresse, Rechte und Passwort (PGPASSWORD oder ~/.pgpass) prüfen",
    "check the address, the permissions and the password (PGPASSWORD or ~/.pgpass)",
)
_NO_DRIVER = Text("für PostgreSQL fehlt der Treiber", "the driver for PostgreSQL is missing")
_INSTALL = Text('`pip install "kw-tui[postgres]"`', '`pip install "kw-tui[postgres]"`')
