"""The lists have their rows, columns and notes from one place."""

import json
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from kw_tui.cli.listed import Asked, as_list
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


def test_every_list_has_the_same_options_and_those_of_its_own() -> None:
    def command(ctx: typer.Context, asked: Asked, group: Annotated[str, typer.Option()] = "") -> None:
        told.append((asked, group))

    told: list[tuple[Asked, str]] = []
    app = typer.Typer()
    app.command()(as_list(command, without=("period",)))
    names = [one.name for one in typer.main.get_command(app).params]
    assert names[:3] == ["session", "group", "form"]
    assert set(Asked._fields) - set(names) == {"period"}
    CliRunner().invoke(app, ["--group", "x", "--limit", "3", "--desc"])
    assert told == [(Asked(limit=3, desc=True), "x")]
