from kw_tui.core.metrics.families import all_metrics
from kw_tui.tui.lines import plain
from kw_tui.tui.settings.view import about_lines, group_lines
from kw_tui.vocabulary.session import Session
from kw_tui.vocabulary.settings import GROUPS, Settings
from kw_tui.vocabulary.texts import Lang
from kw_tui.workbench.about_settings import about
from kw_tui.workbench.changes import logged
from kw_tui.workbench.session_fields import changed

METRICS = all_metrics(Settings())
LABELS = {metric.id: metric.label for metric in METRICS}


def text(id_: str, lang: Lang = "de", **changes: object) -> str:
    session = logged(Session(), changed(Session(), changes), changes, "anna", "2026-11-01T12:00:00+01:00")
    one = next(one for one in about(session, session.settings, (), METRICS) if one.id == id_)
    return " ".join(plain(about_lines(one, LABELS, lang, "EUR", 500)).split("\n"))


def test_a_setting_is_told_in_full() -> None:
    told = text("rate_visit")
    assert told.startswith("Satz je Besuch  rate_visit Was ein Besuch kostet.")
    assert "Wert 120 EUR · Vorgabe 120 EUR · erlaubt: 0 .. 10.000 EUR" in told
    assert "≈ Annahme, die niemand bestätigt hat" in told
    assert "Quelle: Annahme Kennzahlen: Besuche, Relevanter DB Vorzeitraum und " in told
    assert "Rechnet in der Prüfliste mit" in told


def test_a_confirmed_one_says_so_and_by_whom() -> None:
    told = text("rate_visit", "en", rate_visit=95)
    assert "Changed 2026-11-01 anna: rate_visit 120 -> 95 Source: assumption, confirmed" in told


def test_what_no_figure_reads_says_so_or_what_does() -> None:
    assert "Vorschläge: Preis anpassen, Service kürzen oder berechnen" in text("target_ratio")
    assert "Zurzeit liest es keine Kennzahl" in text("claim_minutes")
    assert "Zurzeit" not in text("period")
    assert "Wert 12m · erlaubt: 12m, all oder" in text("period")


def test_a_group_is_summed_up() -> None:
    group = next(one for one in GROUPS if one.id == "cost_rates")
    members = [one for one in about(Session(), Settings(), (), METRICS) if one.id.startswith("rate_")]
    told = plain(group_lines(group, members, "en", 80))
    assert told.split("\n")[:2] == ["Cost rates", "settings: 9, of these 0 changed, 9 unconfirmed (≈)"]
    assert told.endswith("<settings.confirm> confirms all that are assumptions here")
