import json
from pathlib import Path

import pytest

from kw_tui.core.metrics.families import all_metrics
from kw_tui.vocabulary.settings import Settings
from tests.cli.conftest import Call

ALL = ("--period", "all")


@pytest.mark.parametrize("customer", ["0001", "0002", "0004"])
def test_the_figures_are_those_of_the_list_of_customers(kw: Call, fresh: Path, customer: str) -> None:
    listed = json.loads(kw("customers", "-s", fresh, "--format", "json", *ALL).out)
    row = next(one for one in listed if one["customer_id"] == customer)
    told = json.loads(kw("trace", customer, "-s", fresh, "--format", "json", *ALL).out)
    assert len(told) > 90
    for one in told:
        assert one["value"] == row[one["id"]], one["id"]
        assert one["label"]
        assert one["meaning"]
        assert one["value"] is not None or one["reason"]


def test_a_tree_is_indented_and_says_what_it_means(kw: Call, session: Path) -> None:
    out = kw("trace", "0001", "db1", "-s", session, "--lang", "de", *ALL).out.splitlines()
    assert out[0] == "DB I (EUR): Nettoumsatz minus Wareneinsatz."
    assert out[1] == "Quelle Marketing-Controlling, SAP CO-PA, Wirtschaftslexikon; braucht Umsätze"
    assert [line.split()[0] for line in out[3:6]] == ["DB", "Umsatz", "Fakturiert"]
    assert [len(line) - len(line.lstrip()) for line in out[3:6]] == [0, 2, 4]
    assert out[5].split()[-1] == "1.261,96"
    assert "nicht in den importierten Tabellen" in next(line for line in out if "Skonto" in line)


def test_what_was_shown_is_not_shown_twice(kw: Call, session: Path) -> None:
    out = kw("trace", "0001", "relevant_ratio", "-s", session, *ALL).out
    assert out.count("Invoiced") == 1
    assert "(see above)" in out


def test_the_tree_as_objects(kw: Call, session: Path) -> None:
    told = json.loads(kw("trace", "0001", "db1", "-s", session, "--format", "json", *ALL).out)
    assert (told["id"], told["nature"], told["value"]) == ("db1", "metric", 561.96)
    revenue = told["inputs"][0]
    assert [one["id"] for one in revenue["inputs"]] == ["revenue_invoiced", "cash_discount", "bonus"]
    assert {one["nature"] for one in revenue["inputs"]} == {"fact"}


def test_the_rows_of_a_sum_and_what_they_come_to(kw: Call, session: Path) -> None:
    out = kw("trace", "0001", "goods", "--rows", "-s", session, "--lang", "de", *ALL).out.splitlines()
    assert out[-1] == "Summe von 2 Zeilen (Umsätze): 700,00"
    assert "zählt" in out[0]
    told = json.loads(kw("trace", "0001", "goods", "--rows", "-s", session, "--format", "json", *ALL).out)
    assert told["total"] == 700
    assert sum(row["adds"] for row in told["rows"]) == 700


def test_what_is_no_sum_of_rows_and_what_is_no_figure_is_one_line(kw: Call, session: Path) -> None:
    for asked in (("db1", "--rows"), ("db_1",)):
        ended = kw("trace", "0001", *asked, "-s", session)
        assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1), asked
    assert "there are rows of: revenue_invoiced, " in kw("trace", "0001", "db1", "--rows", "-s", session).err
    missing = kw("trace", "0999", "-s", session)
    assert (missing.code, "name ilike '%...%'" in missing.err) == (1, True)


def test_every_figure_is_described_with_or_without_a_session(kw: Call, session: Path, tmp_path: Path) -> None:
    for more in (("-s", session), ()):
        told = json.loads(kw("columns", *more, "--lang", "de", "--format", "json").out)
        assert [one["id"] for one in told] == [metric.id for metric in all_metrics(Settings())]
        assert all(one["label"] and one["unit"] and one["meaning"] and one["source"] and one["needs"] for one in told)
    heads = kw("columns", "-s", session, "--lang", "de").out.splitlines()[0].split()
    assert heads == ["Kennung", "Kennzahl", "Einheit", "Bedeutung", "Quelle", "Braucht"]
