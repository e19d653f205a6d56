from kw_tui.cli.assumed import footnote, marked
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text

ASSUMED = {
    "db4": ("rate_ticket_minute", "rate_visit"),
    "relevant_contribution": ("rate_visit", "avoidable_visit"),
    "intensive": ("intensive_share",),
}


def test_the_mark_stands_behind() -> None:
    assert marked(Text("DB IV", "CM IV")) == Text("DB IV ≈", "CM IV ≈")


def test_the_footnote_names_each_setting_once_with_its_value() -> None:
    (german,) = footnote(["db4", "relevant_contribution", "db1"], ASSUMED, Settings(), "de")
    assert german == (
        "≈ beruht auf Annahmen: Satz je Besuch 120 EUR, Satz je Ticketminute 0,80 EUR/min, Vermeidbar: Besuch 60 %; "
        "bestätigen mit kw set rate_visit=120"
    )
    (english,) = footnote(["relevant_contribution"], ASSUMED, Settings({"avoidable_visit": 0.625}), "en")
    assert english == (
        "≈ rests on assumptions: Rate per visit 120 EUR, Avoidable: visit 62.5 %; confirm with kw set rate_visit=120"
    )


def test_what_is_confirmed_needs_no_footnote() -> None:
    assert footnote(["db1"], ASSUMED, Settings(), "de") == []
