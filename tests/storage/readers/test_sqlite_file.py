import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kw_tui.storage.readers import sqlite_file
from kw_tui.storage.readers.sqlite_file import Watch, opened
from kw_tui.vocabulary.errors import SourceError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "firma"
    folder.mkdir()
    return folder / "a?b#c %20'.db"


@pytest.fixture
def writer(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t(x)")
        connection.execute("INSERT INTO t VALUES (1)")
        yield connection


def rows(path: Path, staging: Path) -> list[tuple[int]]:
    with opened(path, staging, None, lambda: False) as connection:
        return connection.execute("SELECT x FROM t").fetchall()


def beside(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


def test_a_database_in_use_is_read_and_nothing_written_beside_it(
    path: Path, writer: sqlite3.Connection, tmp_path: Path
) -> None:
    assert rows(path, tmp_path) == [(1,)]
    assert beside(path) == {path.name}


def test_changes_in_a_write_ahead_log_count(path: Path, writer: sqlite3.Connection, tmp_path: Path) -> None:
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("INSERT INTO t VALUES (2)")
    before = {each: each.read_bytes() for each in path.parent.iterdir()}
    assert len(before) == 3
    assert rows(path, tmp_path) == [(1,), (2,)]
    assert {each: each.read_bytes() for each in path.parent.iterdir()} == before


def test_a_log_that_was_emptied_is_not_made_again(path: Path, writer: sqlite3.Connection, tmp_path: Path) -> None:
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("INSERT INTO t VALUES (2)")
    writer.close()
    assert beside(path) == {path.name}
    assert rows(path, tmp_path) == [(1,), (2,)]
    assert beside(path) == {path.name}


def test_a_transaction_that_broke_off_is_taken_back_in_a_copy(
    path: Path, writer: sqlite3.Connection, tmp_path: Path
) -> None:
    writer.execute("PRAGMA cache_spill = 1")
    writer.execute("PRAGMA cache_size = 2")
    writer.execute("BEGIN")
    writer.executemany("INSERT INTO t VALUES (?)", [("x" * 1000,)] * 200)
    broken = path.parent / "broken.db"
    shutil.copy(path, broken)
    shutil.copy(f"{path}-journal", f"{broken}-journal")
    before = {name: (path.parent / name).read_bytes() for name in beside(path)}
    assert rows(broken, tmp_path) == [(1,)]
    assert {name: (path.parent / name).read_bytes() for name in beside(path)} == before


def test_a_locked_database_is_refused_after_a_while(
    path: Path, writer: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "LOCK_PATIENCE", 0.3)
    writer.execute("BEGIN EXCLUSIVE")
    told: list[int] = []
    with (
        pytest.raises(SourceError, match="locked by another program"),
        opened(path, tmp_path, lambda done, total: told.append(done), lambda: False),
    ):
        pass
    assert len(told) > 1


@pytest.mark.parametrize("keep", [30, 100, 4096, 5000])
def test_a_damaged_database_is_refused(path: Path, tmp_path: Path, keep: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t(x)")
        connection.executemany("INSERT INTO t VALUES (?)", [("x" * 1000,)] * 50)
        connection.commit()
    path.write_bytes(path.read_bytes()[:keep] + bytes(3000))
    with pytest.raises(SourceError, match="the database cannot be read"):
        rows(path, tmp_path)


def test_nothing_can_be_written_or_attached(path: Path, writer: sqlite3.Connection, tmp_path: Path) -> None:
    for statement in ("INSERT INTO t VALUES (3)", "SELECT zeroblob(1 << 30)"):
        with (
            pytest.raises(SourceError, match="cannot be read"),
            opened(path, tmp_path, None, lambda: False) as connection,
        ):
            connection.execute(statement).fetchall()


def work_under(watch: Watch) -> None:
    with watch:
        while not watch.tick():
            pass


def test_what_the_progress_raises_ends_a_query() -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    watch = Watch(Path("file"), stop)
    with pytest.raises(KeyboardInterrupt):
        work_under(watch)


def test_progress_is_the_share_of_the_rows_of_the_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "_PAUSE", -1)
    told: list[tuple[int, int]] = []
    with (watch := Watch(Path("file"), lambda done, total: told.append((done, total)))):
        watch.feed(5)
        watch.expect(100, 5000)
        watch.feed(45)
        watch.feed(100)
    assert told == [(0, 0), (2500, 5000), (5000, 5000)]


def test_a_query_that_gives_nothing_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "ROW_PATIENCE", 0.1)
    watch = Watch(Path("file"), None)
    with pytest.raises(SourceError, match="no row has come"):
        work_under(watch)


def test_rows_that_are_computed_may_take_so_long_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "VIEW_PATIENCE", 0.1)
    watch = Watch(Path("file"), None)
    with watch:
        assert not watch.tick()
    watch.bound(5000)
    with pytest.raises(SourceError, match="still gives rows after"):
        work_under(watch)


def test_rows_that_are_computed_may_be_so_large_and_no_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "VIEW_LEAST", 2 << 20)
    watch = Watch(Path("file"), None)
    watch.feed(5, 9 << 30)
    watch.bound(1 << 20)
    watch.feed(5, 50 << 20)
    with pytest.raises(SourceError, match="gives more than 51 MiB"):
        watch.feed(5, 51 << 20)
