from kw_tui.core.decisions import ACTIONS
from kw_tui.tui.words import NARROW_ACTIONS, RISK_LABELS, word


def test_narrow_words_cover_every_action() -> None:
    assert NARROW_ACTIONS.keys() == ACTIONS.keys()


def test_an_id_without_words_is_readable() -> None:
    assert word(RISK_LABELS, "some_new_risk", "de") == "some new risk"
    assert word(ACTIONS, "reprice", "de") == "Preis anpassen"
