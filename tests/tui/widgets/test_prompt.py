"""A line to answer on: what speaks against an answer is said, and what is not final gives way to a second ⏎."""

from pathlib import Path

from textual.app import App

from kw_tui.tui.widgets.prompt import Objection, Prompt, PromptScreen, unfit_path
from kw_tui.vocabulary.texts import Text


def speaks(typed: str) -> Objection | None:
    said = {"": Objection(Text("leer", "empty")), "alt": Objection(Text("alt", "old"), is_final=False)}
    return said.get(typed)


async def test_an_answer_is_taken_when_nothing_speaks_against_it() -> None:
    app, answers = App[None](), list[str | None]()
    async with app.run_test() as pilot:
        await app.push_screen(PromptScreen(Prompt(Text("Wohin?", "Where to?"), "", speaks), "en"), answers.append)
        await pilot.press("enter")
        assert "empty" in str(app.screen.query_one("#prompt-hint").render())
        await pilot.press(*"alt", "enter")
        assert answers == []
        await pilot.press("enter")
        assert answers == ["alt"]


def test_a_file_cannot_be_saved_without_a_name_nor_where_there_is_no_folder(tmp_path: Path) -> None:
    said = [unfit_path(str(typed)) for typed in ("", tmp_path, tmp_path / "none" / "a.csv", tmp_path / "a.csv")]
    assert [one and one.text.en for one in said] == [
        "Please give a path", "This is a folder: please name a file", "There is no such folder", None
    ]  # fmt: skip
