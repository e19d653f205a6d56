"""The first screen, driven by keys."""

from datetime import date
from pathlib import Path

import pytest

from kw_tui.storage.recent import Recent, recent_sessions, remember
from kw_tui.tui.welcome.app import WelcomeApp
from kw_tui.tui.welcome.view import Choice, Offer
from kw_tui.vocabulary.errors import KwError, SessionError
from kw_tui.vocabulary.texts import Text

NEW, OLD, LATE = (Path(f"/somewhere/{name}.kw.toml") for name in ("new", "old", "late"))
BROKEN = SessionError(Text("kaputt", "broken"), Text("reparieren", "repair"))


def app(demo: Path | KwError = NEW, problem: KwError | None = None) -> WelcomeApp:
    def made() -> Path:
        if isinstance(demo, KwError):
            raise demo
        return demo

    recent = [Recent(LATE, "2026-11-01T12:00"), Recent(OLD, "2026-10-01T12:00")]
    return WelcomeApp(Offer((), recent, NEW), made, "de", date(2026, 11, 1), problem)


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["2"], Choice("import", NEW)),
        (["3"], Choice("session", LATE)),
        (["enter"], Choice("session", LATE)),
        (["down", "enter"], Choice("session", OLD)),
        (["9", "f2", "t", "up", "enter"], Choice("import", NEW)),
        (["q"], None),
        (["escape"], None),
    ],
)
async def test_each_choice_is_one_key(keys: list[str], chosen: Choice | None) -> None:
    welcome = app()
    async with welcome.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    assert welcome.return_value == chosen


async def test_forgetting_is_named_where_there_is_something_to_forget() -> None:
    for recent, is_named in (([Recent(LATE, "2026-11-01T12:00")], True), ([], False)):
        welcome = WelcomeApp(Offer((), recent, NEW), lambda: NEW, "de", date(2026, 11, 1), None)
        async with welcome.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert ("vergisst" in str(welcome.query_one("#welcome").border_subtitle)) is is_named


async def test_the_demo_is_made_while_one_waits_and_what_goes_wrong_is_said() -> None:
    welcome = app(BROKEN)
    async with welcome.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("1")
        await welcome.workers.wait_for_complete()
        await pilot.pause()
        assert "kaputt - reparieren" in str(welcome.query_one("#welcome-ask").render())
        await pilot.press("f2")
        assert "broken - repair" in str(welcome.query_one("#welcome-ask").render())
        welcome._demo = lambda: OLD
        await pilot.press("1")
        await welcome.workers.wait_for_complete()
    assert welcome.return_value == Choice("demo", OLD)


async def test_a_session_is_forgotten_but_not_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KW_STATE", str(tmp_path / "recent.json"))
    path = tmp_path / "a.kw.toml"
    path.touch()
    remember(Recent(path, "2026"))
    welcome = WelcomeApp(Offer((), recent_sessions(), NEW), lambda: NEW, "en", date(2026, 11, 1), BROKEN)
    async with welcome.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "broken" in str(welcome.query_one("#welcome-ask").render())
        await pilot.press("delete")
        await pilot.pause()
        assert welcome.choices.option_count == 4
    assert (recent_sessions(), path.exists()) == ([], True)
