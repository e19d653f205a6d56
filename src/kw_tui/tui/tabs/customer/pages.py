"""The pages of one customer: what is on each, and the strip that says which one is seen. Pure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from kw_tui.tui.keys import Key
from kw_tui.tui.lines import BLANK, Line, beside
from kw_tui.tui.tabs.customer import money, potential, service, timeline, view
from kw_tui.tui.tabs.customer.telling import sentence
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import CustomerStory, Timeline

GAP = 4
LOW, TALL = 6, 9
"""Rows of a picture, one below the other and side by side with events."""


class PageEntry(NamedTuple):
    """A page: its id, and what it is called."""

    id: str
    label: Text


OVERVIEW, POTENTIAL, SERVICE, NEIGHBOURS, TIMELINE = "overview", "potential", "service", "neighbours", "timeline"
PAGES: tuple[PageEntry, ...] = (
    PageEntry(OVERVIEW, Text("Übersicht", "Overview")),
    PageEntry(POTENTIAL, Text("Potenzial", "Potential")),
    PageEntry(SERVICE, Text("Service & Zahlung", "Service & payment")),
    PageEntry(NEIGHBOURS, Text("Ähnliche", "Neighbours")),
    PageEntry(TIMELINE, Text("Verlauf", "Timeline")),
)
PAGE_IDS = tuple(page.id for page in PAGES)
SWITCH = Text("< >", "< >")
PAGE_KEYS: tuple[Key, ...] = (
    Key(
        "customer.page_on",
        "greater_than_sign,right",
        "page(1)",
        Text("nächste Seite", "next page"),
        show=False,
    ),
    Key(
        "customer.page_back",
        "less_than_sign,left",
        "page(-1)",
        Text("Seite zurück", "page before"),
        show=False,
    ),
)
"""A table with more columns on that side takes the arrows; the other keys turn the page everywhere."""
READING = Text("wird gelesen …", "reading …")


def beyond(page: str, step: int) -> str:
    """Return the page so many steps further, round and round."""
    return PAGE_IDS[(PAGE_IDS.index(page) + step) % len(PAGE_IDS)]


def strip(page: str, lang: Lang, width: int) -> Line:
    """Return the names of all pages, the current one strong and between marks."""
    line: list[tuple[str, str]] = []
    for one in PAGES:
        is_here = one.id == page
        name = one.label.in_(lang)
        line.append((f"▸{name}◂" if is_here else f" {name} ", "title" if is_here else "dim"))
        line.append((" ", ""))
    used = sum(cell_len(text) for text, _ in line)
    hint = SWITCH.in_(lang)
    if used + cell_len(hint) + 1 <= width:
        line.append((" " * (width - used - cell_len(hint)), ""))
        line.append((hint, "key"))
    return tuple(line)  # type: ignore[arg-type]


def page_lines(
    page: str, story: "CustomerStory", lang: Lang, currency: str, width: int, known: "Timeline | None" = None
) -> list[Line]:
    """Return a page as lines; in two columns where there is room."""
    if page == OVERVIEW:
        return view.story_lines(story, lang, currency, width)
    head = [*view.head(story.row, lang, width), BLANK]
    if page == NEIGHBOURS:
        return head[:-1]
    if page == TIMELINE and known is None:
        return [*head, *sentence(READING.in_(lang), width)]
    is_wide = width >= view.TWO_COLUMNS
    left = (width - GAP) // 2 if is_wide else width
    right = width - GAP - left if is_wide else width
    if page == TIMELINE and known is not None:
        parts = _timeline(known, lang, currency, left, right, TALL if is_wide else LOW)
    else:
        parts = (_potential if page == POTENTIAL else _service)(story, lang, currency, left, right)
    note = _assumptions(page, story, lang, width)
    if not is_wide:
        return [*head, *view.joined([part for _, part in parts]), *note]
    first, second = (view.joined([part for side, part in parts if side == one]) for one in ("left", "right"))
    return [*head, *beside(first, second, left, GAP), *note]


ON_PAGE = {POTENTIAL: ("potential", "health", "new_need"), SERVICE: ("effort", "payment")}
"""The subjects of a page."""


def _assumptions(page: str, story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    """Name what the figures of a page rest on that nobody has confirmed."""
    shown = {one.id for part in ON_PAGE.get(page, ()) for one in story.parts.get(part, ()) if one.value}
    if page == SERVICE:
        shown |= {step.id for step in story.ladder if step.amount and step.id in service.COLUMNS}
    return money.assumption_lines(story, shown, lang, width)


Parts = Sequence[tuple[str, Sequence[Line]]]
"""The parts of a page in the order they are read below each other, and the column each has side by side."""


def _potential(story: "CustomerStory", lang: Lang, currency: str, left: int, right: int) -> Parts:
    return (
        ("left", potential.potential(story, lang, currency, left)),
        ("left", potential.claim(story, lang, currency, left)),
        ("left", potential.cross_selling(story, lang, left)),
        ("right", potential.score(story, lang, right)),
        ("right", potential.health(story, lang, right)),
        ("right", potential.new_need(story, lang, right)),
    )


def _service(story: "CustomerStory", lang: Lang, currency: str, left: int, right: int) -> Parts:
    return (
        ("left", service.effort(story, lang, left)),
        ("right", service.serving(story, lang, currency, right)),
        ("left", service.payment(story, lang, currency, left)),
    )


def _timeline(known: "Timeline", lang: Lang, currency: str, left: int, right: int, height: int) -> Parts:
    return (
        ("left", timeline.orders(known, lang, left, height)),
        ("left", timeline.alive(known, lang, left, height)),
        ("right", timeline.events(known, lang, currency, right)),
    )
