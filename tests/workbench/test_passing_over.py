"""Files of a folder that are no tables: left out, and said so."""

from pathlib import Path

import pytest

from kw_tui.vocabulary.errors import SourceError
from kw_tui.workbench import Workbench
from kw_tui.workbench.files_meant import meant
from kw_tui.workbench.passing_over import passed_over, told
from tests.workbench.ledgers import NOW, earner, write_ledger


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    return Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exports"
    made.mkdir()
    write_ledger(made / "umsatz.csv", earner("E1"))
    (made / "README.md").write_text("# Exports\n\nEvery night the ERP writes to this folder.\n")
    (made / "generate.py").write_text("import csv, sys\nfrom model import Account, Customer\n")
    (made / ".hidden").write_text("x")
    return made


def names(files: list[Path]) -> list[str]:
    return [file.name for file in files]


def test_documents_and_programs_of_a_folder_are_not_meant(folder: Path) -> None:
    assert names(meant([folder])) == ["umsatz.csv"]
    assert names(passed_over([folder])) == ["README.md", "generate.py"]


def test_what_a_person_names_is_meant_whatever_it_is_called(folder: Path) -> None:
    assert names(meant([folder / "README.md"])) == ["README.md"]
    assert names(meant([folder / "*.py"])) == ["generate.py"]
    assert passed_over([folder / "README.md", Path("postgresql:/ada@db/erp?table=lines")]) == []


@pytest.mark.parametrize("name", ["umsatz", "umsatz.CSV", "UMSATZ.001", "lines.txt", "a.dat", "b.json", "c.html"])
def test_what_might_hold_a_table_is_meant(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert names(meant([tmp_path])) == [name]


def test_a_folder_is_imported_without_them_and_the_account_says_so(bench: Workbench, folder: Path) -> None:
    (imported,) = bench.import_files([folder])
    assert imported.path.name == "umsatz.csv"
    assert "left out, being no table: README.md, generate.py" in [note.en for note in imported.notes]


def test_prose_is_left_out_by_its_content(bench: Workbench, folder: Path) -> None:
    (folder / "notes.txt").write_text("Ask Anna about March.\nThe freight is missing.\n")
    (imported,) = bench.import_files([folder])
    assert "left out, as none of its columns is known: notes.txt" in [note.en for note in imported.notes]
    assert [source.path for source in bench.session.sources] == ["exports/umsatz.csv"]


def test_prose_that_a_person_names_is_refused(bench: Workbench, folder: Path) -> None:
    prose = folder / "notes.txt"
    prose.write_text("Ask Anna about March.\nThe freight is missing.\n")
    with pytest.raises(SourceError, match=r"notes\.txt: as Sales it lacks"):
        bench.import_files([prose])


def test_a_table_that_lacks_a_column_is_refused_and_not_passed_over(bench: Workbench, folder: Path) -> None:
    (folder / "mai.csv").write_text("Rechnungsnummer;Nettobetrag\nR1;1,50\n")
    with pytest.raises(SourceError, match=r"mai\.csv"):
        bench.import_files([folder])


def test_many_are_told_by_the_first() -> None:
    (by_name,) = told([Path(f"{number}.md") for number in range(9)], [])
    assert by_name.en.endswith("3.md, 4.md ...")
    assert told([], []) == []
