"""All of it or nothing, judged by the session as it is on the disk."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kw_tui.vocabulary.errors import SourceError
from kw_tui.workbench import Workbench
from kw_tui.workbench.committing import commit
from kw_tui.workbench.importing import AS_FOUND, Wish, reading
from tests.workbench.ledgers import NOW, again, earner, revenue, write_ledger

SALES = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag;Währung\n"
INVOICES = 13
"""Of an earner, in the twelve months under review."""


@pytest.fixture
def fresh(tmp_path: Path) -> Workbench:
    return Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)


def line(folder: Path, name: str, currency: str) -> Path:
    path = folder / name
    path.write_text(f"{SALES}K1;R-{name};01.02.2026;10,00;{currency}\n", "utf-8")
    return path


def late(bench: Workbench, path: Path, meanwhile: Callable[[], object], wish: Wish = AS_FOUND) -> None:
    """Import a file while somebody else does something to the session."""
    home = path.parent
    with reading([path], wish, bench.session, home, today=NOW.date()) as imported:
        meanwhile()
        commit(imported, bench._store, bench.path, NOW, replacing=wish.replace)


def test_what_somebody_else_imported_meanwhile_is_not_imported_again(fresh: Workbench, tmp_path: Path) -> None:
    path = line(tmp_path, "a.csv", "EUR")
    other = Workbench.open_or_new(fresh.path, clock=lambda: NOW)
    with pytest.raises(SourceError, match="already imported"):
        late(fresh, path, lambda: other.import_files([path]))
    assert len(again(fresh).session.sources) == 1


def test_a_session_begun_in_another_currency_meanwhile_is_left_alone(fresh: Workbench, tmp_path: Path) -> None:
    other = Workbench.open_or_new(fresh.path, clock=lambda: NOW)
    with pytest.raises(SourceError, match="is in CHF, the session in EUR"):
        late(fresh, line(tmp_path, "a.csv", "CHF"), lambda: other.import_files([line(tmp_path, "b.csv", "EUR")]))
    assert [source.path for source in again(fresh).session.sources] == ["b.csv"]


def test_what_somebody_else_replaced_meanwhile_is_not_replaced_again(fresh: Workbench, tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "a.csv", earner("E1", 1000))
    fresh.import_files([path])
    (tmp_path / "new").mkdir()
    newer, other = write_ledger(tmp_path / "new" / "a.csv", earner("E1", 2000)), again(fresh)
    write_ledger(path, earner("E1", 3000))
    with pytest.raises(SourceError, match="somebody else has changed"):
        late(fresh, newer, lambda: other.import_files([path], Wish(replace=True)), Wish(replace=True))
    assert revenue(again(fresh)) == INVOICES * 3000


def test_a_file_of_which_no_line_is_accepted_is_refused_in_words(fresh: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(SALES + "K1;R1;30.02.2026;1,00;EUR\nK1;R2;31.02.2026;1,00;EUR\n;R3;01.02.2026;1,00;EUR\n", "utf-8")
    with pytest.raises(SourceError) as refused:
        fresh.import_files([path])
    assert "2 abgewiesen (kein lesbares Datum), 1 ohne Kundennummer - " in refused.value.line("de")
    path.write_text(SALES + ";R3;01.02.2026;1,00;EUR\n", "utf-8")
    with pytest.raises(SourceError, match=r"0 rejected \(-\), 1 without"):
        fresh.import_files([path])
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]
