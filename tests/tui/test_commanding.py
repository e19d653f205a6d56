from collections.abc import Callable
from typing import Any

import pytest

from kw_tui.tui.keys import with_keys
from kw_tui.tui.widgets.prompt import Prompt, PromptScreen
from kw_tui.vocabulary.texts import Text
from tests.tui.driving import driven
from tests.tui.fake_workbench import FakeWorkbench


async def test_keys_of_the_configuration_hold_everywhere_and_clashes_are_told_once() -> None:
    wanted = {"queue.state": "x", "app.help": "F12", "queue.reprice": "l", "queue.nothing": "y", "app.jump": "ctrl+A"}
    async with driven("queue", size=(80, 24), keys=wanted) as drive:
        told = [one.message for one in drive.app._notifications if "Konfiguration" in one.message]
        assert len(told) == 1
        assert len(told[0].splitlines()) == 3
        assert "F12 Hilfe" in drive.text("#keys")
        await drive.press("f")
        assert "[offen]" in drive.text("#queue-heading")
        await drive.press("x", "x", "question_mark")
        assert "[entschieden]" in drive.text("#queue-heading")
        assert "x zeigt alle" in drive.screen()
        await drive.press("l", "escape")
        assert drive.bench.history == []
        await drive.press("f12", *"offen")
        assert " x " in drive.screen()


async def test_a_question_not_drawn_yet_does_not_keep_keys_from_holding(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driven("queue") as drive:

        async def run(work: Callable[[], Any]) -> Any:
            drive.app.push_screen(PromptScreen(Prompt(Text("Pfad", "path"), "", lambda _: None), "de"))
            return work()

        monkeypatch.setattr(drive.app.desk, "run", run)
        drive.app.wanted_keys = {"prompt.leave": "f12"}
        await drive.app.take_up_keys()
        await drive.press("f5")
        assert "F12 abbrechen" in drive.screen()


async def test_a_key_that_does_nothing_now_says_why() -> None:
    async with driven("queue", bench=FakeWorkbench(view={"tab": "queue"})) as drive:
        await drive.press("v")
        assert "Davor ist keine Zeile markiert; Leer markiert eine." in drive.screen()
        await drive.press("space", "v")
        assert sum("keine Zeile" in one.message for one in drive.app._notifications) == 1
        assert drive.app.why_not_now("go_back", drive.app).en == "There was nothing before."
        assert drive.app.why_not_now("help", None) is None


async def test_texts_name_the_keys_that_hold() -> None:
    async with driven("queue") as drive:
        said = Text("<queue.state> <app.help> <none.such> <", "<queue.mark>")
        assert with_keys(said, drive.body) == Text("f ? <none.such> <", "Space")


async def test_a_key_that_finds_nothing_to_copy_says_how_one_leaves() -> None:
    async with driven("customer", lang="en", keys={"app.quit": "f10"}) as drive:
        await drive.press("ctrl+c")
        said = list(drive.app._notifications)[-1]
        assert said.message == "There is nothing to copy here.  F10 quits"


async def test_hints_name_the_keys_a_person_has_chosen() -> None:
    keys = {"import.run": "f10", "import.back": "f11", "path.submit": "f12", "import.problems": "ctrl+o"}
    async with driven("imports", lang="en", size=(120, 35), keys=keys) as drive:
        await drive.press("p", *"a.csv", "f12")
        assert "F12 or F10 imports, F11 discards" in drive.screen()
        assert "Ctrl+O: " in drive.screen()
        await drive.press("f10")
        assert "F11 for the overview, 4 for the review queue" in drive.screen()
