from datetime import date

import polars as pl
import pytest

from kw_tui.core.batch.exclusions import ACTIONS, EXCLUDED, excluded
from kw_tui.core.decisions import SETTLING
from kw_tui.vocabulary.settings import Settings


def test_only_what_settles_can_be_decided_about_many() -> None:
    assert set(ACTIONS) == set(SETTLING)


def test_every_reason_has_words() -> None:
    assert all((text.de and text.en and text.de != text.en) or "{why}" in text.de for text in EXCLUDED.values())


@pytest.mark.parametrize(
    ("state", "action", "decided_at", "why"),
    [
        ("open", None, None, None),
        ("snoozed", "snooze", "2026-10-01T10:00:00+02:00", None),
        ("decided", "reprice", "2026-10-01T10:00:00+02:00", "decided"),
        ("decided", "reprice", "2025-10-01T10:00:00+02:00", None),
        ("decided", "keep", "2025-10-01T10:00:00+02:00", "decided"),
        ("to_sign", "reprice", "2025-10-01T10:00:00+02:00", "decided"),
    ],
)
def test_a_measure_is_over_after_its_waiting_time_unless_it_waits_to_be_signed(
    state: str, action: str | None, decided_at: str | None, why: str | None
) -> None:
    row = {"state": state, "action": action, "decided_at": decided_at, "claimed_by": None, "proposal": "keep"}
    schema = dict.fromkeys(row, pl.String)
    told = pl.DataFrame([row], schema=schema).select(excluded("keep", None, "ada", Settings(), date(2026, 11, 2)))
    assert told.item() == why
