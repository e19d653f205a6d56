import pytest
from textual.geometry import Size

from kw_tui.tui.lines import wrapped
from kw_tui.tui.widgets.too_small import LEAST, TooSmall, is_too_small, told
from tests.tui.driving import driven, named_by


@pytest.mark.parametrize(("size", "small"), [((40, 10), False), ((39, 10), True), ((300, 9), True), ((0, 0), False)])
def test_what_is_too_small(size: tuple[int, int], small: bool) -> None:
    assert is_too_small(Size(*size)) is small


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("size", [(39, 9), (20, 5), (16, 3), (10, 3), (9, 1), (1, 1)])
def test_it_is_said_in_the_room_there_is(size: tuple[int, int], lang: str) -> None:
    said = told(Size(*size), lang, named_by(TooSmall.KEYS))  # type: ignore[arg-type]
    if size[0] >= 9:
        assert max(map(len, said.splitlines())) <= size[0]
        assert len(said.splitlines()) <= size[1]
    assert ("small" in said) == (lang == "en")
    assert wrapped(said, 200)


async def test_whoever_has_no_room_can_leave_by_one_key_alone() -> None:
    async with driven("queue", lang="en", size=(LEAST.width - 1, LEAST.height)) as drive:
        await drive.press("f1", "enter", "colon", "f4", "f6", "ctrl+f", "number_sign", "escape", "enter", "space", "j")
        assert type(drive.app.screen) is TooSmall
        assert drive.bench.history == []
        await drive.press("f2")
        assert "zu klein" in drive.screen().lower()
        await drive.press("q")
    assert drive.app.return_code == 0


async def test_the_key_to_leave_by_is_the_persons_own() -> None:
    async with driven("queue", lang="en", size=(LEAST.width - 1, LEAST.height), keys={"small.quit": "f10"}) as drive:
        assert "F10" in drive.screen()
