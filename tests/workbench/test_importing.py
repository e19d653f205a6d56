from pathlib import Path

import pytest

from kw_tui.core.reduction import reduce
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.session import Session, Source
from kw_tui.workbench.importing import commit, preview, reading, restore
from tests.workbench.ledgers import NOW, earner, write_ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.kw.toml"


def imported(ledger: Path, path: Path, store: Store, session: Session | None = None) -> Session:
    with reading([ledger], None, None, session or Session(), today=NOW.date()) as files:
        return commit(files, store, path, NOW)


def test_a_source_remembers_what_was_read(tmp_path: Path, path: Path) -> None:
    ledger = write_ledger(tmp_path / "a.csv", earner("E1"))
    (source,) = imported(ledger, path, Store(tmp_path / "cache", reduce)).sources
    assert (source.table, source.path, source.accepted, source.net_sum) == ("sales_line", "a.csv", 24, "24000.0000")
    assert source.mapping["net_amount"] == "Nettobetrag"
    assert source.imported_at.startswith("2026-11-01")


def test_a_file_elsewhere_is_remembered_in_full(tmp_path: Path) -> None:
    ledger = write_ledger(tmp_path / "a.csv", earner("E1"))
    (tmp_path / "work").mkdir()
    (source,) = imported(ledger, tmp_path / "work" / "s.kw.toml", Store(tmp_path / "cache", reduce)).sources
    assert source.path == ledger.as_posix()


def test_files_append_and_the_store_is_rebuilt_only_where_it_differs(tmp_path: Path, path: Path) -> None:
    store = Store(tmp_path / "cache", reduce)
    imported(write_ledger(tmp_path / "a.csv", earner("E1")), path, store)
    session = imported(write_ledger(tmp_path / "b.csv", earner("E2")), path, store)
    assert store.rows("sales_line") == 48
    before = store.fingerprint()
    restore(session, path, store)
    assert store.fingerprint() == before
    fresh = Store(tmp_path / "other", reduce)
    restore(session, path, fresh)
    assert fresh.rows("sales_line") == 48


def test_the_same_content_under_two_names_is_refused(tmp_path: Path) -> None:
    one, two = (write_ledger(tmp_path / name, earner("E1")) for name in ("a.csv", "b.csv"))
    with pytest.raises(SourceError, match="same content"), reading([one, two], None, None, Session(), today=NOW.date()):
        pass


def test_a_second_currency_is_refused(tmp_path: Path) -> None:
    ledger = tmp_path / "a.csv"
    ledger.write_text("Kundennummer;Rechnungsnummer;Datum;Netto;Währung\nK1;R1;01.02.2026;10,00;CHF\n", "utf-8")
    session = Session(sources=(Source("sales_line", "x", "0" * 64, 1, "2026-01-01", 1),))
    with pytest.raises(SourceError, match="CHF"), reading([ledger], None, None, session, today=NOW.date()):
        pass


def test_a_look_into_a_file_leaves_nothing(tmp_path: Path) -> None:
    ledger = write_ledger(tmp_path / "a.csv", earner("E1"))
    assert preview(ledger, None).table.id == "sales_line"
    assert list(tmp_path.iterdir()) == [ledger]
