from textual.app import App

from kw_tui.tui.tabs.queue.countersign import CountersignScreen


async def test_every_key_answers_as_the_hint_says() -> None:
    for lang, keys in (("de", {"j": "sign", "a": "reject"}), ("en", {"y": "sign", "r": "reject"})):
        for key, verdict in (keys | {"escape": None}).items():
            app: App[None] = App()
            async with app.run_test() as pilot:
                answers: list[object] = []
                app.push_screen(CountersignScreen(lambda _: "[/x]", lambda _: [(("who", ""),)], lang), answers.append)  # type: ignore[arg-type]
                await pilot.pause()
                await pilot.press(key)
                await pilot.pause()
                assert answers == [verdict]
