from datetime import date
from pathlib import Path

import pytest

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.session import Session
from kw_tui.vocabulary.settings import FIELDS
from kw_tui.workbench import Workbench
from kw_tui.workbench.session_fields import SESSION_FIELDS, changed, own_values, parse_field


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("as_of", "2026-11-01", date(2026, 11, 1)),
        ("as_of", "", None),
        ("as_of", None, None),
        ("period", "6m", "6m"),
        ("lang", "de", "de"),
        ("lang", "", None),
        ("currency", "chf", "CHF"),
        ("period", None, "12m"),
        ("currency", None, "EUR"),
    ],
)
def test_legal_values(name: str, raw: object, value: object) -> None:
    assert parse_field(name, raw) == value


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("as_of", "31.12.2026"),
        ("as_of", "0001-01-01"),
        ("period", "0001-01-01..9999-12-31"),
        ("period", "soon"),
        ("lang", "fr"),
        ("currency", "Euro"),
        ("currency", ""),
    ],
)
def test_impossible_values_are_refused_by_name_or_with_what_would_do(name: str, raw: str) -> None:
    assert name in SESSION_FIELDS
    with pytest.raises(UsageError) as refusal:
        parse_field(name, raw)
    assert refusal.value.hint.in_("de")


def test_the_currency_of_imported_amounts_is_not_renamed(bench: Workbench) -> None:
    assert bench.session.sources
    with pytest.raises(UsageError) as refusal:
        bench.set(currency="CHF", period="6m")
    assert "kw set currency=CHF -s NEU.kw.toml" in refusal.value.line("de")
    assert "rates=EUR=" in refusal.value.line("en")
    again = Workbench.open(bench.path)
    assert (again.currency, again.session.period) == ("EUR", bench.session.period)
    bench.set(currency="eur", period="6m")
    assert bench.session.period == "6m"


def test_where_nothing_is_imported_the_currency_is_free(tmp_path: Path) -> None:
    new = Workbench.open_or_new(tmp_path / "new.kw.toml")
    new.set(currency="chf")
    assert Workbench.open(new.path).currency == "CHF"


def test_whatever_a_session_says_can_be_set_again() -> None:
    values = {"rate_visit": "95", "rates": "USD=0.9", "rfm_r": "30, 90", "as_of": "2026-11-01", "reviewers": "anna,bo"}
    session = changed(Session(), values)
    own = own_values(session, [*values, "rate_call"])
    assert own == {"rate_visit": 95.0, "rates": "USD=0.9", "rfm_r": "30,90", "as_of": "2026-11-01",
                   "reviewers": "anna, bo", "rate_call": None}  # fmt: skip
    assert changed(Session(), own) == session
    assert changed(session, own_values(Session(), own)) == Session()


def test_every_field_has_words() -> None:
    assert set(FIELDS) == set(SESSION_FIELDS)
