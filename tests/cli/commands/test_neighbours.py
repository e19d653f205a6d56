import json
from pathlib import Path

from tests.cli.conftest import Call


def test_side_by_side_in_both_languages(kw: Call, session: Path) -> None:
    german = kw("neighbours", "0001", "-s", session, "--lang", "de", "--period", "all")
    assert german.code == 0, german.err
    assert german.out.splitlines()[0].split()[:3] == ["Kundennummer", "Name", "Abstand"]
    assert german.out.splitlines()[1].startswith("0001")
    assert "Distance" in kw("neighbours", "0001", "-s", session, "--period", "all").out


def test_as_objects_no_more_than_asked_for(kw: Call, session: Path) -> None:
    ended = kw("neighbours", "0001", "-s", session, "--count", "2", "--format", "json", "--period", "all")
    rows = json.loads(ended.out)
    assert len(rows) == 3
    assert rows[0]["customer_id"] == "0001"
    assert rows[0]["distance"] == 0 < rows[1]["distance"] <= rows[2]["distance"]


def test_an_unknown_customer_is_one_line(kw: Call, session: Path) -> None:
    ended = kw("neighbours", "0999", "-s", session)
    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)


def test_the_customer_lists_them_too(kw: Call, session: Path) -> None:
    out = kw("customer", "0001", "-s", session, "--lang", "de", "--period", "all").out
    assert "Ähnliche Kunden" in out
    assert "\x1b" not in out
    told = json.loads(kw("customer", "0001", "-s", session, "--format", "json", "--period", "all").out)
    assert len(told["neighbours"]) == 4
