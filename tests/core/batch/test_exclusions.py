from kw_tui.core.batch.exclusions import ACTIONS, EXCLUDED
from kw_tui.core.decisions import SETTLING


def test_only_what_settles_can_be_decided_about_many() -> None:
    assert set(ACTIONS) == set(SETTLING)


def test_every_reason_has_words() -> None:
    assert all((text.de and text.en and text.de != text.en) or "{why}" in text.de for text in EXCLUDED.values())
