from datetime import date

import pytest

from kw_tui.vocabulary.errors import UsageError
from kw_tui.workbench.session_fields import SESSION_FIELDS, parse_field


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
