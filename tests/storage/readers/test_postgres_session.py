import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kw_tui.storage.readers.postgres_session import DriverMissingError, PostgresError, PostgresSession
from tests.storage.readers.postgres_server import needs_driver, running_server


@pytest.fixture(scope="module")
def uri() -> Iterator[str]:
    with running_server() as folder:
        yield f"postgresql://kw@/postgres?host={folder}"


@needs_driver
def test_rows_come_as_a_frame_and_errors_as_one_kind(uri: str) -> None:
    with PostgresSession(uri, None) as session:
        assert session.frame("SELECT 1::int8 AS a, 'ä' AS b").rows() == [(1, "ä")]
        with pytest.raises(PostgresError, match="division by zero"):
            session.frame("SELECT 1 / 0")


@needs_driver
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE x(a int)",
        "SET TRANSACTION READ WRITE",
        "SELECT 1; SELECT 2",
        "UPDATE pg_class SET relname = relname",
    ],
)
def test_nothing_can_be_changed(uri: str, statement: str) -> None:
    with PostgresSession(uri, None) as session:
        session.frame("SELECT 1 AS a")
        with pytest.raises(PostgresError):
            session.execute(statement)


@needs_driver
def test_what_the_progress_raises_breaks_a_query_off(uri: str) -> None:
    started = time.monotonic()

    def stop(done: int, total: int) -> None:
        if time.monotonic() - started > 0.5:
            raise KeyboardInterrupt

    def ask() -> None:
        with PostgresSession(uri, stop) as session:
            session.frame("SELECT pg_sleep(20)::text AS a")

    with pytest.raises(KeyboardInterrupt):
        ask()
    assert time.monotonic() - started < 5
    with PostgresSession(uri, None) as session:
        busy = (
            "SELECT count(*) AS n FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20)%' AND pid <> pg_backend_pid()"
        )
        until = time.monotonic() + 5
        while session.frame(f"{busy} AND state = 'active'")["n"][0] and time.monotonic() < until:
            time.sleep(0.1)
        assert session.frame(f"{busy} AND state = 'active'")["n"][0] == 0


@needs_driver
def test_a_server_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PostgresError), PostgresSession(f"postgresql://kw@/x?host={tmp_path}", None):
        pass


def test_without_the_driver_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "adbc_driver_postgresql.dbapi", None)
    monkeypatch.setitem(sys.modules, "adbc_driver_manager", None)
    with pytest.raises(DriverMissingError), PostgresSession("postgresql://h/x", None):
        pass
