import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call


def test_one_way_of_cutting(kw: Call, session: Path) -> None:
    told = json.loads(kw("segments", "-s", session, "--by", "stratum", "--format", "json").out)
    assert {row["segmentation"] for row in told} == {"stratum"}
    assert sum(row["customers"] for row in told) == 5
    assert kw("segments", "-s", session, "--by", "stratum").out.splitlines()[0].endswith("Norm strategy")
    assert "Norm strategy" not in kw("segments", "-s", session, "--by", "abc").out
    ended = kw("segments", "-s", session, "--by", "beauty")
    assert (ended.code, ended.out) == (2, "")
    assert "there are abc, " in ended.err


def test_migration_two_ways(kw: Call, session: Path) -> None:
    alone = kw("migration", "-s", session, "--format", "json")
    assert json.loads(alone.out) == json.loads(
        kw("segments", "-s", session, "--by", "migration", "--format", "json").out
    )
    assert sum(row["customers"] for row in json.loads(alone.out)) == 5
    kw("set", "-s", session, "abc_measure=potential")
    assert "kw: potential looks ahead" in kw("migration", "-s", session).err
    assert "kw: Potenzial blickt voraus" in kw("segments", "-s", session, "--by", "migration", "--lang", "de").err


def test_a_segment_is_named_listed_and_removed(kw: Call, session: Path) -> None:
    ended = kw("segment", "Klein", "-s", session, "--where", "revenue < 150")
    assert (ended.code, ended.err) == (0, "Saved: Klein, 2 customers, revenue 112.00 EUR\n")
    assert kw("segment", "-s", session).out.splitlines() == ["Segment  Condition", "Klein    revenue < 150"]
    assert json.loads(kw("segment", "-s", session, "--format", "json").out) == [
        {"name": "Klein", "where": "revenue < 150"}
    ]
    told = json.loads(kw("segments", "-s", session, "--by", "own", "--format", "json").out)
    assert [(row["segment"], row["customers"]) for row in told] == [("Klein", 2)]
    assert kw("segment", "klein", "-s", session, "--remove").code == 0
    assert json.loads(kw("segments", "-s", session, "--by", "own", "--format", "json").out) == []


@pytest.mark.parametrize(
    "asked",
    [
        ["X"],
        ["X", "--where", "db1 <"],
        ["X", "--where", "1=1", "--remove"],
        ["X", "--remove"],
        ["a,b", "--where", "true"],
    ],
)
def test_what_does_not_work_is_one_line_and_changes_nothing(kw: Call, session: Path, asked: list[str]) -> None:
    before = session.read_bytes()
    ended = kw("segment", *asked, "-s", session)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert session.read_bytes() == before


def test_two_side_by_side(kw: Call, fresh: Path) -> None:
    ended = kw("segments", "-s", fresh, "--compare", "A,B", "--period", "all", "--lang", "de")
    lines = {line.split("  ")[0]: line.split()[-2:] for line in ended.out.splitlines()}
    assert lines["Kennzahl"] == ["A", "B"]
    assert lines["Kunden"] == ["1", "3"]
    assert lines["Umsatz"] == ["2.400,00", "1.632,46"]
    told = json.loads(kw("segments", "-s", fresh, "--compare", "A,C", "--format", "json").out)
    assert [row["segment"] for row in told] == ["A", "C"]
    for names in ("A", "A,Zet"):
        assert kw("segments", "-s", fresh, "--compare", names).code == 2


def test_own_rules_of_rfm_from_the_command_line(kw: Call, session: Path) -> None:
    assert kw("set", "-s", session, "rfm_m=100,1000", "rfm_segments=Wertvoll 1-5;1-5;5").code == 0
    assert kw("set", "-s", session, "rfm_m=5,1").code == 2
    told = {row["id"]: row["value"] for row in json.loads(kw("set", "-s", session, "--format", "json").out)}
    assert (told["rfm_m"], told["rfm_segments"], told["rfm_r"]) == ("100,1000", "Wertvoll 1-5;1-5;5", None)
    ended = kw("segments", "-s", session, "--by", "rfm_segment", "--period", "all")
    assert [line.split()[2] for line in ended.out.splitlines()[1:]] == ["Wertvoll", "Others"]
    assert "kw: RFM F: only 2 of 5 classes taken, too few distinct values" in ended.err


def test_a_grouping_may_be_called_by_what_the_table_calls_it(kw: Call, session: Path) -> None:
    asked = [
        kw("segments", "-s", session, "--by", by, "--format", "json").out for by in ("stratum", "Schichten", "strata")
    ]
    assert len(set(asked)) == 1
    assert json.loads(asked[0])


def test_medians_that_rest_on_assumptions_are_marked(kw: Call, session: Path) -> None:
    told = kw("segments", "-s", session, "--compare", "A,C").out.splitlines()
    assert any(line.startswith("CLV, median ≈") for line in told)
    assert any(line.startswith("Revenue, median  ") for line in told)
