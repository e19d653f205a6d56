import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import Call


def test_it_tells_what_became_of_the_file(kw: Call, ledger: Path) -> None:
    ended = kw("import", ledger, "-s", "s", "--lang", "de")
    assert ended.code == 0
    told = dict(line.strip().rsplit("  ", 1) for line in ended.out.splitlines()[1:6] if "  " in line.strip())
    assert {label.strip(): figure.strip() for label, figure in told.items()} == {
        "Zeilen": "8",
        "Kopfzeilen": "1",
        "angenommen": "7",
        "Summe": "4.044,46 EUR",
    }
    assert "customer_id = Kundennummer" in ended.out
    assert ended.err == "Gespeichert in s.kw.toml\n"
    assert Path("s.kw.toml").exists()


def test_json_is_an_account_a_file_with_exact_sums(kw: Call, ledger: Path) -> None:
    ended = kw("import", ledger, "-s", "s", "--format", "json")
    (account,) = json.loads(ended.out, parse_float=Decimal)
    counts = ("lines", "header", "blank", "totals", "accepted", "rejected", "without_customer")
    assert [account[name] for name in counts] == [8, 1, 0, 0, 7, 0, 0]
    assert account["sums"]["accepted"] == Decimal("4044.46")
    assert account["table"] == "sales_line"
    assert account["mapping"]["net_amount"] == "Nettobetrag"


def test_a_dry_run_leaves_nothing(kw: Call, ledger: Path) -> None:
    before = sorted(Path().iterdir())
    assert kw("import", ledger, "-s", "s", "--dry-run").code == 0
    assert sorted(Path().iterdir()) == before


def test_rejects_are_shown_and_strict_ends_with_3(kw: Call, ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes() + b"0006;Spaet;R8;30.02.2026;A;1;10,00;5,00\n")
    ended = kw("import", ledger, "-s", "s", "--strict")
    assert ended.code == 3
    assert "line 9: " in ended.out
    assert "30.02.2026" in ended.out
    assert "rejected" in ended.out
    assert kw("import", ledger, "-s", "other").code == 0


def test_a_field_can_be_mapped_by_hand(kw: Call, ledger: Path) -> None:
    ended = kw("import", ledger, "-s", "s", "--format", "json", "--map", "region=Artikelnummer")
    assert json.loads(ended.out)[0]["mapping"]["region"] == "Artikelnummer"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "not found"),
        (lambda path: path.mkdir(), "folder"),
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_bytes(b"\x7fELF\x00\x00\x01" * 90), "not a text file"),
        (lambda path: path.write_text("a;b\n1;2\n"), "--map"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(kw: Call, tmp_path: Path, make, says: str) -> None:
    make(tmp_path / "x.csv")
    ended = kw("import", "x.csv", "-s", "s")
    assert (ended.code, ended.out) == (1, "")
    assert says in ended.err
    assert "x.csv" in ended.err
    assert ended.err.count("\n") == 1
    assert not Path("s.kw.toml").exists()


@pytest.mark.parametrize("place", ["missing/s.kw.toml", "umsatz.csv/s.kw.toml", "/proc/s.kw.toml"])
def test_a_place_that_cannot_be_written_is_one_line(kw: Call, ledger: Path, place: str) -> None:
    ended = kw("import", ledger, "-s", place)
    assert ended.code == 1
    assert place in ended.err
    assert ended.err.count("\n") == 1
    assert sorted(path.name for path in ledger.parent.iterdir()) == ["umsatz.csv"]


def test_a_new_session_must_be_named(kw: Call, ledger: Path) -> None:
    ended = kw("import", ledger)
    assert ended.code == 2
    assert "-s NAME.kw.toml" in ended.err
