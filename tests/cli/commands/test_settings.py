import csv
import io
import json
from pathlib import Path

from kw_tui.vocabulary.settings import SETTINGS
from tests.cli.conftest import Call


def test_without_a_key_all_are_listed(kw: Call, session: Path) -> None:
    listed = kw("set", "-s", session).out
    for setting in SETTINGS:
        assert f"\n{setting.id} " in listed
    german = kw("set", "-s", session, "--lang", "de").out
    assert "Ausreißer ab" in german
    assert german.splitlines()[0].split()[:3] == ["Einstellung", "Name", "Wert"]


def test_json_tells_value_default_and_bounds(kw: Call, session: Path) -> None:
    assert kw("set", "-s", session, "rfm_classes=4", "abc_measure = db1", "period=24m").code == 0
    told = {row["id"]: row for row in json.loads(kw("set", "-s", session, "--format", "json").out)}
    assert told["period"]["value"] == "24m"
    assert (told["rfm_classes"]["value"], told["rfm_classes"]["default"]) == (4, 5)
    assert told["abc_measure"]["value"] == "db1"
    assert told["rfm_classes"]["allowed"] == "2 .. 10"


def test_one_is_told_about_in_full(kw: Call, session: Path) -> None:
    told = kw("set", "-s", session, "rate_order", "target_ratio", "--lang", "de").out
    assert told.startswith("Satz je Auftrag (rate_order)\nWas es kostet, einen Auftrag abzuwickeln;")
    assert "Kennzahlen  Auftragsabwicklung, " in told
    assert "Annahme, nicht bestätigt (≈); bestätigen mit kw set target_ratio=10%" in told
    kw("set", "-s", session, "rate_order=default", "target_ratio=12%")
    told = kw("set", "-s", session, "target_ratio").out
    assert "Value         12 %" in told
    assert "target_ratio 10 % -> 12 %" in told
    assert "not confirmed" not in told
    (row,) = json.loads(kw("set", "-s", session, "target_ratio", "--format", "json").out)
    assert row["meaning"].startswith("Where relevant contribution divided by revenue is below")
    assert (row["group"], row["proposals"], row["is_unconfirmed"]) == (
        "prices",
        ["reprice", "service", "channel"],
        False,
    )
    assert row["changed"]["new"] == "0.12"
    assert kw("set", "-s", session, "target_ratio", "period=12m").code == 2
    assert kw("set", "-s", session, "target_ratio=vorgabe").code == 0
    (row,) = json.loads(kw("set", "-s", session, "target_ratio", "--format", "json").out)
    assert (row["value"], row["is_unconfirmed"]) == (0.1, True)


def test_an_impossible_value_changes_nothing(kw: Call, session: Path) -> None:
    before = session.read_bytes()
    for change in ("rfm_classes=99", "abc_measure=luck", "as_of=soon", "lang=fr"):
        ended = kw("set", "-s", session, "outlier_limit=3", change)
        assert ended.code == 2
        assert ended.err.count("\n") == 1
    assert session.read_bytes() == before


def test_the_session_speaks_its_language_unless_told(kw: Call, session: Path) -> None:
    kw("set", "-s", session, "lang=de")
    assert kw("segments", "-s", session).out.startswith("Nach")
    assert kw("segments", "-s", session, "--lang", "en").out.startswith("By")


def test_rates_are_set_shown_and_used_before_there_is_a_session(kw: Call) -> None:
    header = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag;Währung\n"
    Path("a.csv").write_text(f"{header}K1;R1;01.02.2026;10,00;EUR\nK1;R2;01.02.2026;10,00;USD\n", encoding="utf-8")
    refused = kw("import", "a.csv", "-s", "s")
    assert "`kw set rates=USD=0.92`" in refused.err
    assert kw("set", "-s", "s", "rates=USD=0.9,CHF=1.05").code == 0
    assert "USD=0.9, CHF=1.05" in kw("set", "-s", "s").out
    told = {row["id"]: row for row in json.loads(kw("set", "-s", "s", "--format", "json").out)}
    assert told["rates"]["value"] == {"USD": "0.9", "CHF": "1.05"}
    ended = kw("import", "a.csv", "-s", "s")
    assert ended.code == 0
    assert "Sum                              19.00 EUR" in ended.out


def test_nothing_else_begins_a_session(kw: Call) -> None:
    for changes in (["rfm_classes=4"], ["rates=USD=0.9", "period=24m"], []):
        ended = kw("set", "-s", "s", *changes)
        assert (ended.code, ended.err.count("\n")) == (1, 1)
    for change in ("rates=USD=nothing", "rates=US=1", "rates=USD"):
        ended = kw("set", "-s", "s", change)
        assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert list(Path().iterdir()) == []


def test_settings_are_written_as_csv(kw: Call, session: Path, tmp_path: Path) -> None:
    assert kw("set", "-s", session, "rfm_classes=4", "rates=USD=0.9,CHF=1.05").code == 0
    assert kw("set", "-s", session, "-o", tmp_path / "settings.csv").code == 0
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO((tmp_path / "settings.csv").read_text()))}
    assert list(rows) == [one["id"] for one in json.loads(kw("set", "-s", session, "--format", "json").out)]
    assert (rows["rfm_classes"]["value"], rows["rfm_classes"]["default"]) == ("4", "5")
    assert (rows["rates"]["value"], rows["rate_order"]["is_assumption"]) == ("USD=0.9,CHF=1.05", "true")


def test_the_effect_of_settings_is_written_as_csv(kw: Call, session: Path) -> None:
    out = kw("set", "-s", session, "abc_a_customers=0.5", "--dry-run", "--format", "csv").out
    assert out.splitlines()[0] == "segmentation,segment,segment_then,customers,revenue"


def test_a_change_writes_no_list(kw: Call, session: Path, tmp_path: Path) -> None:
    before = session.read_bytes()
    ended = kw("set", "-s", session, "rfm_classes=4", "-o", tmp_path / "x.csv")
    assert (ended.code, session.read_bytes() == before, (tmp_path / "x.csv").exists()) == (2, True, False)
