"""One read-only transaction on a PostgreSQL server, every step of which can be broken off."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from contextlib import suppress
from importlib import import_module
from typing import Any, TypeVar

import polars as pl

from kw_tui.storage.readers.gate import Progress

_PULSE = 0.2
_CONNECT_SECONDS = 10
_SETTINGS = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    "SET LOCAL datestyle = 'ISO'",
    "SET LOCAL intervalstyle = 'iso_8601'",
    "SET LOCAL extra_float_digits = 3",
    "SET LOCAL synchronize_seqscans = off",  # the same rows in the same order
    "SET LOCAL cursor_tuple_fraction = 1",  # all rows will be fetched
)
_Result = TypeVar("_Result")


class PostgresError(Exception):
    """What the server or the driver says; may hold what the address holds, its password too."""


class DriverMissingError(Exception):
    """The optional driver is not installed."""


class PostgresSession:
    """A connection to `uri`, used by one thread of its own while this one keeps the progress alive."""

    def __init__(self, uri: str, progress: Progress | None) -> None:
        self._uri, self._progress = uri, progress
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="postgres")
        self._connection: Any = None
        self._cursor: Any = None
        self.rows = 0
        """Rows fetched so far, told as progress."""

    def __enter__(self) -> "PostgresSession":
        try:
            self._run(self._connect)
            for setting in _SETTINGS:
                self.execute(setting)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.submit(self._close)
        self._pool.shutdown(wait=False)

    def execute(self, statement: str) -> None:
        """Run a statement that gives no rows."""
        self._run(lambda: self._cursor.execute(statement))

    def frame(self, statement: str) -> pl.DataFrame:
        """Run a statement and return its rows; its columns need different names."""

        def fetch() -> pl.DataFrame:
            self._cursor.execute(statement)
            return pl.DataFrame(self._cursor.fetch_arrow())

        return self._run(fetch)

    def _run(self, work: Callable[[], _Result]) -> _Result:
        """Do work in the other thread; whatever the progress raises breaks it off."""
        future = self._pool.submit(work)
        try:
            return self._awaited(future)
        except BaseException:
            if not future.done() and self._cursor is not None:
                with suppress(Exception):
                    self._cursor.adbc_cancel()
            raise

    def _awaited(self, future: "Future[_Result]") -> _Result:
        while True:
            try:
                return future.result(_PULSE)
            except NotYetError:
                if future.done():
                    raise
                if self._progress:
                    self._progress(self.rows, 0)
            except DriverMissingError:
                raise
            except _driver_error() as error:
                raise PostgresError(str(error)) from None

    def _connect(self) -> None:
        dbapi = _driver()
        joint = "&" if "?" in self._uri else "?"
        patience = "" if "connect_timeout=" in self._uri else f"{joint}connect_timeout={_CONNECT_SECONDS}"
        self._connection = dbapi.connect(self._uri + patience)
        self._cursor = self._connection.cursor()
        # Statements that are no SELECT cannot be copied out, and these are mostly FETCH.
        self._cursor.adbc_statement.set_options(**{"adbc.postgresql.use_copy": "false"})

    def _close(self) -> None:
        with suppress(Exception):
            if self._cursor is not None:
                self._cursor.close()
            if self._connection is not None:
                self._connection.close()


def _driver() -> Any:
    try:
        return import_module("adbc_driver_postgresql.dbapi")
    except ImportError:
        raise DriverMissingError from None


def _driver_error() -> type[Exception]:
    """The base of what the driver raises."""
    try:
        error: type[Exception] = import_module("adbc_driver_manager").Error
    except ImportError:
        return DriverMissingError
    return error
