from kw_tui.vocabulary.changes import Change
from kw_tui.vocabulary.session import Session
from kw_tui.workbench.changes import KEPT, logged
from kw_tui.workbench.session_fields import changed

WHEN = "2026-11-01T09:30:00+01:00"


def after(session: Session, **changes: object) -> Session:
    return logged(session, changed(session, changes), changes, "meier", WHEN)


def test_what_is_different_is_written_down() -> None:
    session = after(Session(), target_ratio="12 %", period="12m", lang="de", reviewers="anna, bo")
    assert session.changes == (
        Change("target_ratio", "0.1", "0.12", "meier", WHEN),
        Change("reviewers", "", "anna, bo", "meier", WHEN),
    )
    assert after(session, target_ratio=0.12).changes == session.changes
    assert after(session, target_ratio=0.1).changes[-1] == Change("target_ratio", "0.12", "0.1", "meier", WHEN)


def test_a_confirmation_and_a_way_back_to_the_default_are_written_down() -> None:
    confirmed = after(Session(), rate_visit=120)
    assert confirmed.changes == (Change("rate_visit", "120", "120", "meier", WHEN),)
    assert after(confirmed, rate_visit=120).changes == confirmed.changes
    back = after(confirmed, rate_visit=None)
    assert back.settings.is_unconfirmed("rate_visit")
    assert back.changes[-1] == Change("rate_visit", "120", "", "meier", WHEN)
    assert after(back, rate_visit=None).changes == back.changes
    assert after(Session(), rfm_classes=5, rates="USD=0.9, CHF=1.05").changes == (
        Change("rates", "", "USD=0.9, CHF=1.05", "meier", WHEN),
    )


def test_the_last_ones_are_kept_and_long_values_shortened() -> None:
    session = Session()
    for step in range(KEPT + 5):
        session = after(session, target_ratio=step / 100 if step != 10 else 0.999)
    assert len(session.changes) == KEPT
    assert session.changes[-1].new == f"{(KEPT + 4) / 100:g}"
    assert len(after(session, reviewers=", ".join(["anna"] * 99)).changes[-1].new) == 81
