import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

LINES = """Kundennummer;Kunde;Rechnungsnummer;Rechnungsdatum;Artikelnummer;Menge;Nettobetrag;Wareneinsatz
1;=HYPERLINK("x");R1;10.05.2025;A;10;100,00;60,00
1;=HYPERLINK("x");R2;10.03.2026;A;10;100,00;60,00
1;=HYPERLINK("x");R3;10.05.2026;A;10;105,00;60,00
2;[/red]Ärger\x1b]52:c;R4;10.05.2025;A;10;100,00;60,00
2;[/red]Ärger\x1b]52:c;R5;10.03.2026;A;10;100,00;60,00
2;[/red]Ärger\x1b]52:c;R6;10.09.2026;A;10;100,00;60,00
"""


@pytest.fixture
def past(kw: Call, tmp_path: Path) -> Path:
    """Two customers told in January that prices rise by 5 % in April: one paid, one did not."""
    (tmp_path / "umsatz.csv").write_bytes(LINES.encode("cp1252"))
    assert kw("import", "umsatz.csv", "-s", "p").code == 0
    for customer in ("1", "2"):
        ended = kw(
            "decide", customer, "reprice", "--step", "5", "--reason", "agreed", "--effective", "01.04.2026", "-s", "p"
        )
        assert ended.code == 0, ended.err
    return tmp_path / "p.kw.toml"


def test_each_past_measure_is_a_row(kw: Call, past: Path) -> None:
    rows = {row["customer_id"]: row for row in json.loads(kw("afterwards", "-s", past, "--format", "json").out)}
    assert rows["1"]["effective_date"] == "2026-04-01"
    assert (rows["1"]["outcome"], rows["1"]["realised_step"]) == ("realised", 0.05)
    assert (rows["2"]["outcome"], rows["2"]["realised_step"]) == ("not_carried_out", 0.0)
    assert rows["1"]["asked_amount"] == 10  # 5 % of the 200 of the year before


def test_a_table_ends_in_the_totals(kw: Call, past: Path) -> None:
    ended = kw("afterwards", "-s", past)
    assert "not carried out" in ended.out
    assert "\x1b" not in ended.out + ended.err
    assert (
        "kw: price steps settled: 2; asked 20 EUR, realised 10 EUR a year; realised 1, partly 0, not 1; "
        "customers lost: 0 (worth 0 EUR); volume given up: 0 EUR" in ended.err
    )
    german = kw("--lang", "de", "afterwards", "-s", past).err
    assert "Preisschritte beurteilt: 2; verlangt 20 EUR, umgesetzt 10 EUR im Jahr" in german


def test_rows_are_narrowed_and_the_totals_with_them(kw: Call, past: Path) -> None:
    ended = kw("afterwards", "-s", past, "--where", "outcome = 'realised'", "--limit", "0", "--columns", "why")
    assert "price steps settled: 1; asked 10 EUR" in ended.err
    rows = kw("afterwards", "-s", past, "--sort", "-realised_step", "--limit", "1", "--format", "csv").out
    assert [line.split(",")[0] for line in rows.splitlines()] == ["customer_id", "1"]


def test_no_export_is_a_formula(kw: Call, past: Path) -> None:
    assert '"=HYPERLINK' not in kw("afterwards", "-s", past, "--format", "csv").out.replace("'=", "")


@pytest.mark.parametrize(("by", "first"), [("who", "ute"), ("class", "A")])
def test_totals_by_person_or_class(kw: Call, past: Path, by: str, first: str) -> None:
    rows = json.loads(kw("afterwards", "-s", past, "--by", by, "--format", "json").out)
    assert rows[0][by] == first
    assert sum(row["asked_amount"] for row in rows) == 20


def test_before_anything_takes_effect_it_says_so(kw: Call, session: Path) -> None:
    ended = kw("afterwards", "-s", session)
    assert (ended.code, "no price step has taken effect yet" in ended.err) == (0, True)
    assert json.loads(kw("afterwards", "-s", session, "--format", "json").out) == []


def test_only_measures_take_effect(kw: Call, session: Path) -> None:
    ended = kw("decide", "0002", "let_go", "--effective", "2026-01-01", "--reason", "r", "-s", session)
    assert (ended.code, "--effective goes with reprice, service, channel" in ended.err) == (2, True)
    assert kw("decide", "0002", "reprice", "--effective", "soon", "-s", session).code == 2


def test_one_customer_tells_what_came_of_it(kw: Call, past: Path) -> None:
    told = kw("customer", "2", "-s", past).out
    assert "What came of it\n  2026-04-01  Reprice: not carried out\n    asked 5.0 %, realised 0.0 %" in told
    assert json.loads(kw("customer", "2", "-s", past, "--format", "json").out)["afterwards"][0]["why"] is None
