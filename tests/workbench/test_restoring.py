"""The store follows its session: what differs is read again from the files, and nothing else is touched."""

from datetime import date
from pathlib import Path

import pytest

from kw_tui.storage import sessions
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.session import Session, Source
from kw_tui.workbench import Workbench
from kw_tui.workbench.restoring import is_current, marks, restore
from kw_tui.workbench.session_at_work import store_folder
from tests.workbench.ledgers import NOW, again, earner, write_ledger
from tests.workbench.test_arriving import of, workbook


@pytest.fixture
def store(bench: Workbench) -> Store:
    return Store(store_folder(bench.path))


def forget(bench: Workbench) -> None:
    """Lose the derived tables."""
    for file in store_folder(bench.path).glob("*.json"):
        file.unlink()


def test_what_is_lost_is_read_again_as_it_was(bench: Workbench, store: Store) -> None:
    before = store.scan("sales_line").collect()
    forget(bench)
    assert not is_current(bench.session, store)
    assert restore(bench.session, bench.path, store) == bench.session
    assert is_current(bench.session, store)
    assert store.scan("sales_line").collect().equals(before)


def test_what_is_there_is_left_alone(bench: Workbench, store: Store) -> None:
    before = store.fingerprint()
    restore(bench.session, bench.path, store)
    assert store.fingerprint() == before


def test_what_the_session_knows_nothing_of_goes(bench: Workbench, store: Store) -> None:
    empty = bench.session.with_(sources=())
    sessions.write(bench.path, empty)
    assert restore(bench.session, bench.path, store) == empty
    assert not store.has("sales_line")


def test_a_file_that_has_changed_is_named_and_the_way_out(bench: Workbench, ledger: Path) -> None:
    write_ledger(ledger, earner("E1"))
    forget(bench)
    with pytest.raises(SourceError, match="has changed since it was imported") as refused:
        again(bench).summary()
    assert "--replace" in refused.value.line("de")


def test_what_was_read_by_the_day_of_its_import_still_is(bench: Workbench, tmp_path: Path) -> None:
    """A day that lay too far ahead then does so for ever; a session somebody wrote into is read all the same."""
    ahead = write_ledger(tmp_path / "ahead.csv", [*earner("E1"), ("E1", date(2027, 12, 1), 5.0, 1.0)])
    bench.import_files([ahead])
    (_, source) = bench.session.sources
    assert (source.accepted, source.rejected) == (24, 1)
    forget(bench)
    rows = again(bench).tables()["sales_line"]
    changed = bench.session.with_(sources=tuple(_moved(one, "gestern") for one in bench.session.sources))
    sessions.write(bench.path, changed)
    forget(bench)
    assert again(bench).tables()["sales_line"] == rows + 1


def _moved(source: Source, day: str) -> Source:
    return Source(
        **{name: getattr(source, name) for name in Source.__dataclass_fields__ if name != "imported_at"},
        imported_at=day,
    )


def test_rates_mark_the_ledger_and_no_other_table() -> None:
    sources = tuple(Source(table, f"{table}.csv", table, 1, "", 1) for table in ("sales_line", "customer"))
    session = Session(sources=sources, rates={"USD": "0.9"})
    assert marks(session, "sales_line") == ("sales_line", "USD 0.9 EUR")
    assert marks(session, "customer") == ("customer",)
    assert marks(session, "ticket") == ()


def test_two_sheets_of_one_file_are_read_again_each(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", J2023=[10, 20], J2024=[100], J2025=[1000])
    bench = Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)
    bench.import_files([book], of("J2024"))
    bench.import_files([book], of("J2023"))
    forget(bench)
    store = Store(store_folder(bench.path))
    restore(bench.session, bench.path, store)
    assert sorted(store.scan("sales_line").collect()["net_amount"]) == [10, 20, 100]
    workbook(book, J2023=[10, 20], J2024=[100])
    forget(bench)
    with pytest.raises(SourceError, match="has changed since it was imported"):
        restore(bench.session, bench.path, store)
