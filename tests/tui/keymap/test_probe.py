from textual.drivers import linux_driver

from kw_tui.tui.keymap.probe import KeyProbe, listening, shown_bytes


def test_what_is_sent_can_be_read() -> None:
    assert shown_bytes("\x1b[1;3D") == "ESC [ 1 ; 3 D"
    assert shown_bytes("\x01ä ") == "01 ä SPACE"


async def test_a_key_is_named_with_what_it_does_and_two_escapes_end() -> None:
    probe = KeyProbe("de", {"queue.state": "x"})
    async with probe.run_test(size=(120, 20)) as pilot:
        probe.sent.append("x")
        await pilot.press("x", "q", "f20", "tab")
        said = str(probe.query_one("#probe").render())
        assert "Prüfliste: offen/alle (queue.state)" in said
        assert "überall: Ende (app.quit)" in said
        assert "F20" in said
        assert "nichts" in said
        await pilot.press("escape", "q", "escape")
        assert probe.is_running
        await pilot.press("escape")
    assert probe.return_code == 0


def test_it_hears_what_the_terminal_sends(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(linux_driver, "XTermParser", linux_driver.XTermParser)
    probe = KeyProbe("de", {})
    listening(probe)
    list(linux_driver.XTermParser(False).feed("\x1b[1;3Dx"))
    assert list(probe.sent) == ["\x1b[1;3D", "x"]
