"""How every tab looks, at the smallest size it is made for and at a comfortable one."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from kw_tui.tui.app import KwApp
from kw_tui.tui.tabs import TABS
from kw_tui.tui.tabs.customer.pages import PAGE_IDS
from tests.tui.driving import Drive, program
from tests.tui.fake_workbench import FakeWorkbench

SMALL, COMFORTABLE, LARGE = (80, 24), (120, 35), (200, 60)
CUSTOMER = FakeWorkbench().queue()["customer_id"][4]


def opened(tab: str, lang: str = "de", theme: str = "kw-dark", page: str = "overview") -> KwApp:
    view = {"tab": tab, "theme": theme, "customer": {"customer": CUSTOMER, "page": page}}
    return program(FakeWorkbench(lang=lang, view=view), lang)  # type: ignore[arg-type]


async def settled(pilot: Pilot[None]) -> None:
    await Drive(pilot.app, None, pilot).settle()  # type: ignore[arg-type]
    for field in pilot.app.screen.query("Input, TextArea"):
        field.cursor_blink = False  # type: ignore[attr-defined]
    await pilot.pause()


def after(*keys: str) -> Callable[[Pilot[None]], Any]:
    async def press(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await Drive(pilot.app, None, pilot).press(*keys)  # type: ignore[arg-type]
        await settled(pilot)

    return press


@pytest.mark.parametrize("size", [SMALL, COMFORTABLE], ids=["80x24", "120x35"])
@pytest.mark.parametrize("tab", [entry.id for entry in TABS])
def test_dark_and_german(snap_compare: Any, tab: str, size: tuple[int, int]) -> None:
    assert snap_compare(opened(tab), terminal_size=size, run_before=settled)


@pytest.mark.parametrize("tab", [entry.id for entry in TABS])
def test_light_and_english(snap_compare: Any, tab: str) -> None:
    assert snap_compare(opened(tab, "en", "kw-light"), terminal_size=COMFORTABLE, run_before=settled)


@pytest.mark.parametrize("page", PAGE_IDS[1:])
def test_pages_of_a_customer(snap_compare: Any, page: str) -> None:
    assert snap_compare(opened("customer", page=page), terminal_size=SMALL, run_before=settled)


@pytest.mark.parametrize("page", PAGE_IDS[1:])
def test_pages_of_a_customer_in_light_and_english(snap_compare: Any, page: str) -> None:
    assert snap_compare(opened("customer", "en", "kw-light", page), terminal_size=COMFORTABLE, run_before=settled)


def test_a_claim_of_potential(snap_compare: Any) -> None:
    assert snap_compare(opened("customer", page="potential"), terminal_size=SMALL, run_before=after("a"))


@pytest.mark.parametrize("tab", ["queue", "segmentation"])
def test_a_large_screen(snap_compare: Any, tab: str) -> None:
    assert snap_compare(opened(tab), terminal_size=LARGE, run_before=settled)


def test_without_colours(snap_compare: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(opened("queue"), terminal_size=SMALL, run_before=settled)


def test_several_marked(snap_compare: Any) -> None:
    pressed = after("space", "space", "down", "f")
    assert snap_compare(opened("queue"), terminal_size=COMFORTABLE, run_before=pressed)
