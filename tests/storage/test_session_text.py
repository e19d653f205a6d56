"""Sessions that say what cannot be are told in one line, with the place; what can be comes back."""

import re
import tomllib
from pathlib import Path

import pytest

from kw_tui.storage.sessions import read, update, write
from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.session import Session, Source

SOURCE = Source(
    table="sales_line",
    path='/daten/Umsätze "2026".csv',
    sha256="ab" * 32,
    size=123,
    imported_at="2026-11-01T10:00:00+01:00",
    accepted=9994,
    net_sum="2297200.8603",
    mapping={"customer_id": "Kd-Nr", "net_amount": "Betrag\n(netto)"},
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('period = "12m"\nlang = \n', "line 2"),
        ("[settings]\nabc_measure = 'db1'\n[settings]\n", "line 3"),
        ('period = "12m', "not valid TOML"),
        ("version = 2\n", r"newer kw \(version 2\) - update kw"),
        ('\nas_of = "2026-01-01"\n', "line 2: as_of must be a date"),
        ("as_of = 2026-01-01T10:00:00\n", "as_of must be a date"),
        ("period = 12\n", "line 1: period must be text"),
        ('period = "soon"\n', "Period 'soon' cannot be read"),
        ('lang = "fr"\n', "lang must be de or en"),
        ("version = true\n", "version must be a whole number"),
        ("settings = 3\n", "settings must be a table"),
        ("[source]\n", r"source must be tables \[\[...\]\]"),
        ("source = [1]\n", "source must be a table"),
        ('[[source]]\ntable = "customer"\n', r"\[\[source\]\] lacks"),
        ("[settings]\nrfm_classes = 99\n", "rfm_classes = 99 is not possible - allowed: 2 .. 10"),
        ("[settings]\nabc_measure = true\n", "abc_measure = True is not possible"),
        ("[settings]\noutlier_limit = nan\n", "outlier_limit = nan is not possible"),
        ("a = " + "[" * 3000, "not valid TOML"),
        ("[view." + ".".join("a" * 3000) + "]\nx = 1\n", "nested too deeply"),
        ("as_of = 0001-01-01\n", "line 1: as_of must be a day from 1900-01-01 to 2199-12-31"),
        ("as_of = 9999-12-31\n", "line 1: as_of must be a day from"),
        ('\ncurrency = "E\\u001b[31mR"\n', "line 2: currency must be a code of three letters"),
        ("[rfm]\nr = [" + "9" * 400 + "]\n", "rfm_r = .* is not possible"),
        ("[settings]\nabc_measure = '" + "x" * 100_000 + "'\n", "abc_measure = 'x.{,2000} - allowed: revenue, db1"),
    ],
)
def test_a_broken_session_is_told_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "a.kw.toml"
    path.write_text(text)
    with pytest.raises(SessionError) as caught:
        read(path)
    line = caught.value.line("en")
    assert re.search(says, line), line
    assert str(path) in line
    assert "\n" not in line
    with pytest.raises(SessionError):
        update(path, lambda session: session)
    assert path.read_text() == text


@pytest.mark.parametrize(
    ("text", "names"),
    [("reviewers = 'anna, bo ,'", ("anna", "bo")), ("reviewers = ['anna', '']", ("anna",)), ("", ())],
)
def test_reviewers_are_a_list_or_a_line(tmp_path: Path, text: str, names: tuple[str, ...]) -> None:
    path = tmp_path / "s.kw.toml"
    path.write_text(text)
    assert read(path).reviewers == names
    write(path, read(path))
    assert read(path).reviewers == names


@pytest.mark.parametrize(
    "text",
    ["reviewers = 3", "reviewers = [3]", "change = 3", "change = [3]", "[[change]]\nkey = 3"],
)
def test_impossible_reviewers_and_changes_are_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "s.kw.toml"
    path.write_text(text)
    with pytest.raises(SessionError, match=r"line [12]"):
        read(path)


def test_a_wrong_mapping_value_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.kw.toml"
    write(path, Session(sources=(SOURCE,)))
    path.write_text(path.read_text().replace('"Kd-Nr"', "7"))
    with pytest.raises(SessionError, match="mapping must be text"):
        read(path)


def test_a_table_nobody_knows_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.kw.toml"
    write(path, Session(sources=(SOURCE,)))
    path.write_text(path.read_text().replace('table = "sales_line"', 'table = "nosuch"'))
    with pytest.raises(SessionError, match=r"line \d+: table must be one of sales_line, customer"):
        read(path)


def test_a_number_of_too_many_digits_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.kw.toml"
    path.write_text("version = 1\nnumber = " + "9" * 5000)
    with pytest.raises(SessionError, match="far too many digits"):
        read(path)


@pytest.mark.parametrize("digits", [30, 400, 4000])
def test_a_setting_beyond_all_bounds_is_told(tmp_path: Path, digits: int) -> None:
    path = tmp_path / "a.kw.toml"
    path.write_text("[settings]\nstale_months = " + "9" * digits)
    with pytest.raises(SessionError, match="stale_months"):
        read(path)


def test_rules_and_segments_of_ones_own_come_back_with_keys_of_newer_programs(tmp_path: Path) -> None:
    path = tmp_path / "a.kw.toml"
    path.write_text(
        "[rfm]\nr = [30, 90.5]\ncolour = 'red'\n[[rfm.segment]]\nname = 'X'\nm = '4-5'\nicon = 1\n"
        "[[segment]]\nname = 'Y'\nwhere = 'db1 < 0'\nicon = 2\n"
    )
    session = read(path)
    write(path, session)
    assert read(path) == session
    told = tomllib.loads(path.read_text())
    assert (told["rfm"]["r"], told["rfm"]["colour"], told["rfm"]["segment"][0]["icon"]) == ([30, 90.5], "red", 1)
    assert told["segment"] == [{"name": "Y", "where": "db1 < 0", "icon": 2}]


@pytest.mark.parametrize(
    "text", ["[rfm]\nr = [3, 2]", "[[rfm.segment]]\nname = ''", "[[segment]]\nname = 'x'", "segment = 3", "rfm = 1"]
)
def test_rules_that_cannot_be_are_told_with_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.kw.toml"
    path.write_text(text)
    with pytest.raises(SessionError, match=r"a\.kw\.toml"):
        read(path)
