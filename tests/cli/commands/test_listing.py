import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from tests.cli.conftest import Call

OTHERS = ".csv, .json, .parquet or .xlsx"


def rows(out: str) -> list[dict[str, object]]:
    return json.loads(out, parse_float=Decimal, parse_int=Decimal)


def test_customers_as_json_reconcile_with_the_ledger(kw: Call, fresh: Path) -> None:
    ended = kw("customers", "-s", fresh, "--format", "json", "--period", "all")
    customers = rows(ended.out)
    assert (ended.code, ended.err, len(customers)) == (0, "", 5)
    assert sum(one["revenue"] for one in customers) == Decimal("4044.46")
    assert sum(one["db1"] for one in customers) == Decimal("2125.21")
    assert {one["abc"] for one in customers} <= {"A", "B", "C"}


def test_the_only_session_of_the_folder_is_meant(kw: Call, session: Path) -> None:
    assert kw("customers", "--limit", "1").code == 0
    session.with_name("t.kw.toml").write_text("")
    ended = kw("customers")
    assert ended.code == 2
    assert "s.kw.toml, t.kw.toml" in ended.err


def test_the_environment_names_a_session(kw: Call, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session.with_name("t.kw.toml").write_text("")
    monkeypatch.setenv("KW_SESSION", str(session))
    assert kw("customers", "--limit", "1").code == 0


def test_tables_read_in_both_languages(kw: Call, session: Path) -> None:
    german = kw("customers", "-s", session, "--lang", "de", "--sort", "-revenue", "--period", "all").out.splitlines()
    english = kw("customers", "-s", session, "--sort", "-revenue", "--period", "all").out.splitlines()
    assert german[0].startswith("Kundennummer")
    assert english[0].startswith("Customer no.")
    assert "2.400,00" in german[1]
    assert "2,400.00" in english[1]
    assert "07.03.2026" in german[1]


def test_hostile_names_reach_neither_terminal_nor_spreadsheet(kw: Call, session: Path) -> None:
    for form in ("table", "csv"):
        out = kw("customers", "-s", session, "--format", form, "--columns", "customer_id,name").out
        assert "\x1b" not in out
        assert "[/red]Ärger·]52:c" in out
    names = {row["customer_id"]: row["name"] for row in csv.DictReader(io.StringIO(out))}
    assert names["0002"] == '\'=HYPERLINK("x")'
    assert names["0001"] == "Müller & Söhne"


def test_where_sort_and_limit_work_together(kw: Call, session: Path) -> None:
    asked = ("--where", "revenue > 100 and db1 > 0", "--sort", "-db1", "--limit", "2", "--columns", "customer_id,db1")
    ended = kw("customers", "-s", session, "--format", "csv", "--period", "all", *asked)
    assert ended.out == "customer_id,db1\n0005,1500\n0001,561.96\n"


@pytest.mark.parametrize("asked", [["--where", "revenu > 1"], ["--sort", "revenu"], ["--columns", "revenu"]])
def test_unknown_columns_name_their_neighbours(kw: Call, session: Path, asked: list[str]) -> None:
    ended = kw("customers", "-s", session, *asked)
    assert (ended.code, ended.out) == (2, "")
    assert "There is no column 'revenu'" in ended.err
    assert "- did you mean revenue," in ended.err


def test_assumed_columns_are_marked_in_tables_only(kw: Call, session: Path) -> None:
    asked = ("customers", "-s", session, "--columns", "customer_id,db1,db4")
    table = kw(*asked)
    assert table.out.splitlines()[0].split() == ["Customer", "no.", "DB", "I", "DB", "IV", "≈"]
    assert table.err.startswith("≈ rests on unconfirmed assumptions")
    assert kw("customers", "-s", session, "--columns", "customer_id,db1").err == ""
    for form in ("csv", "json"):
        ended = kw(*asked, "--format", form)
        assert ended.err == ""
        assert "≈" not in ended.out


@pytest.mark.parametrize("listing", ["customers", "segments", "queue", "conditions", "decisions"])
def test_exports_are_the_same_in_every_run_and_language(kw: Call, fresh: Path, listing: str) -> None:
    asked = ("-s", fresh, "--format", "csv")
    first = kw(listing, *asked).out
    assert first
    assert kw(listing, *asked).out == first
    assert kw(listing, *asked, "--lang", "de").out == first


@pytest.mark.parametrize("listing", ["customers", "segments", "queue", "conditions", "decisions"])
def test_every_listing_has_every_format(kw: Call, fresh: Path, listing: str) -> None:
    for form in ("table", "csv", "json"):
        ended = kw(listing, "-s", fresh, "--format", form)
        assert ended.code == 0, ended.err
        assert ended.out
    ended = kw(listing, "-s", fresh, "-o", "out.parquet")
    assert (ended.code, ended.out) == (0, "")
    assert pl.read_parquet("out.parquet").height == len(rows(kw(listing, "-s", fresh, "--format", "json").out))


def test_a_file_gets_the_format_of_its_suffix(kw: Call, session: Path) -> None:
    for name in ("a.csv", "a.json", "a.txt"):
        assert kw("segments", "-s", session, "-o", name).code == 0
    assert Path("a.csv").read_text().startswith("segmentation,segment,")
    assert isinstance(json.loads(Path("a.json").read_text()), list)
    assert Path("a.txt").read_text().startswith("By ")


@pytest.mark.parametrize(
    "own",
    [
        "s.kw.toml",
        "./../{folder}/s.kw.toml",
        "S.KW.TOML",
        "s.decisions.toml",
        "other.kw.toml",
        "umsatz.csv",
        "link.csv",
        "hard.csv",
        ".s.kw.toml.lock",
        ".s.kw.cache/x.csv",
        "s.decisions.toml.torn-1",
    ],
)
@pytest.mark.parametrize("form", [[], ["--format", "csv"]])
def test_what_kw_lives_on_is_never_written_over(kw: Call, session: Path, own: str, form: list[str]) -> None:
    kw("decide", "0002", "reprice", "-s", session, "--step", "5", "--reason", "agreed")
    Path("link.csv").symlink_to(session)
    Path("hard.csv").hardlink_to("umsatz.csv")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    ended = kw("customers", "-s", session, "-o", own.format(folder=Path.cwd().name), *form)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "belongs to the session and stays as it is - name another file" in ended.err
    assert before.items() <= {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}.items()


@pytest.mark.parametrize(
    "asked", [["-o", "a.ods"], ["-o", "a.HTML"], ["-o", "a.dat"], ["--format=csv", "-o", "a.xlsx"]]
)
def test_a_suffix_that_tells_no_format_is_misuse(kw: Call, session: Path, asked: list[str]) -> None:
    ended = kw("segments", "-s", session, *asked)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(f"- use {'.csv, .json or .parquet' if '--format=csv' in asked else OTHERS}\n")
    assert not Path(asked[-1]).exists()


@pytest.mark.parametrize("name", ["customers", "queue", "segments", "capacity", "columns"])
def test_every_list_can_be_a_workbook(kw: Call, session: Path, name: str) -> None:
    ended = kw(name, "-s", session, "-o", "a.xlsx")
    assert (ended.code, ended.out) == (0, "")
    assert fastexcel.read_excel("a.xlsx").load_sheet(0).to_polars().width > 3


def test_with_a_format_a_suffix_is_free(kw: Call, session: Path) -> None:
    assert kw("segments", "-s", session, "-o", "a.dat", "--format", "csv").code == 0
    assert Path("a.dat").read_text().startswith("segmentation,segment,")


@pytest.mark.parametrize("place", ["missing/a.csv", "/proc/a.csv", "."])
def test_a_file_that_cannot_be_written_is_one_line(kw: Call, session: Path, place: str) -> None:
    ended = kw("segments", "-s", session, "-o", place)
    assert (ended.code, ended.out) == (1, "")
    assert "was not written" in ended.err
    assert ended.err.count("\n") == 1


def test_a_bad_period_is_misuse(kw: Call, session: Path) -> None:
    ended = kw("customers", "-s", session, "--period", "soon")
    assert ended.code == 2
    assert "use 12m, all or" in ended.err


def test_a_torn_journal_is_told_beside_the_data(kw: Call, session: Path) -> None:
    session.with_name("s.decisions.toml").write_text('[[decision]]\nid = "x')
    ended = kw("decisions", "-s", session, "--format", "json")
    assert (ended.code, ended.out) == (0, "[]\n")
    assert "s.decisions.toml.torn-1" in ended.err


def test_capacity_shows_what_nobody_used(kw: Call, session: Path, tmp_path: Path) -> None:
    tickets = tmp_path / "tickets.csv"
    tickets.write_text("Ticketnummer;Kundennummer;Erstellt am;Minuten\nT1;0001;15.02.2026;578600\n")
    assert kw("import", tickets, "-s", session).code == 0
    assert kw("set", "-s", session, "capacity_cost_service=560000", "capacity_minutes_service=875000").code == 0
    service, *others = rows(kw("capacity", "-s", session, "--format", "json").out)
    assert (service["resource"], service["minute_rate"]) == ("service", Decimal("0.8"))
    assert (service["cost_charged"], service["cost_idle"]) == (462_880, 97_120)
    assert {one["minute_rate"] for one in others} == {None}
    ended = kw("capacity", "-s", session, "--lang", "de")
    assert "97.120,00" in ended.out
    assert "Untergrenze" not in ended.err


def test_capacity_says_where_minutes_are_a_lower_bound(kw: Call, session: Path, tmp_path: Path) -> None:
    tickets = tmp_path / "tickets.csv"
    tickets.write_text("Ticketnummer;Kundennummer;Erstellt am;Minuten\nT1;0001;15.02.2026;30\nT2;0001;16.02.2026;\n")
    assert kw("import", tickets, "-s", session).code == 0
    ended = kw("capacity", "-s", session, "--format", "json", "--lang", "de")
    assert [one["events_untimed"] for one in rows(ended.out)] == [1, 0, 0, 0]
    assert "kw: Vorgänge ohne Minuten: Service 1. Genutzte Minuten sind eine Untergrenze" in ended.err
