"""The lists have their rows, columns and notes from one place."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

LISTS = [("customers",), ("queue",), ("segments",), ("migration",), ("capacity",), ("conditions",),
         ("conditions", "--brackets"), ("segments", "--compare", "A,C")]  # fmt: skip


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_a_limit_cuts_every_list(kw: Call, session: Path, command: tuple[str, ...]) -> None:
    whole = json.loads(kw(*command, "-s", session, "--format", "json").out)
    cut = json.loads(kw(*command, "-s", session, "--format", "json", "--limit", "1").out)
    assert cut == whole[:1]


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_a_column_nobody_has_is_one_line(kw: Call, session: Path, command: tuple[str, ...]) -> None:
    ended = kw(*command, "-s", session, "--columns", "nonsense")
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1


def test_columns_that_are_named_are_all_that_is_written(kw: Call, session: Path) -> None:
    (first, *_) = json.loads(kw("customers", "-s", session, "--columns", "customer_id,db4", "--format", "json").out)
    assert list(first) == ["customer_id", "db4"]


def test_assumptions_are_told_to_people_only(kw: Call, session: Path) -> None:
    assert "≈" in kw("customers", "-s", session).err
    assert "≈" not in kw("customers", "-s", session, "--format", "csv").err
    assert "≈" not in kw("customers", "-s", session, "--columns", "customer_id,revenue").err
