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
    assert german.splitlines()[0].split()[:3] == ["Einstellung", "Bedeutung", "Wert"]


def test_json_tells_value_default_and_bounds(kw: Call, session: Path) -> None:
    assert kw("set", "-s", session, "rfm_classes=4", "abc_measure = db1", "period=24m").code == 0
    told = {row["id"]: row for row in json.loads(kw("set", "-s", session, "--format", "json").out)}
    assert told["period"]["value"] == "24m"
    assert (told["rfm_classes"]["value"], told["rfm_classes"]["default"]) == (4, 5)
    assert told["abc_measure"]["value"] == "db1"
    assert told["rfm_classes"]["allowed"] == "2 .. 10"


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
