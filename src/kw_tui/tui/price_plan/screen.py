"""The price plan of one customer over the tab: its steps, and what if volume is lost under a cursor."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from kw_tui.tui.desk import Ask
from kw_tui.tui.keys import Key, bindings, problem_told
from kw_tui.tui.lines import BLANK, Line, clipped, printable
from kw_tui.tui.price_plan.view import plan_lines, used_lines
from kw_tui.tui.price_plan.what_if import what_if_lines
from kw_tui.tui.widgets.panel import Page, Panel
from kw_tui.tui.widgets.reading import ReadingScreen
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.phrases import COMPUTING
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench
    from kw_tui.workbench.price_plans import PricePlan

TITLE = Text("Preisplan: {name}", "Price plan: {name}")
HINT = Text(
    "<plan.less> <plan.more> Verlust  <plan.raise> <plan.lower> Schritt  <plan.turn> Was wäre  "
    "<plan.decide> entscheiden  <plan.leave> schließt",
    "<plan.less> <plan.more> loss  <plan.raise> <plan.lower> step  <plan.turn> plan/what if  "
    "<plan.decide> decide  <plan.leave> closes",
)
HINT_OF_BOTH = Text(
    "<plan.less> <plan.more> Verlust   <plan.raise> <plan.lower> Schritt   <plan.decide> entscheiden   ↑ ↓   "
    "<plan.leave> schließt",
    "<plan.less> <plan.more> loss   <plan.raise> <plan.lower> step   <plan.decide> decide   ↑ ↓   <plan.leave> closes",
)
WIDEST, FRAME = 92, 8
TALL = 31
"""Rows from which plan and picture stand one over the other."""
PICTURE = 13
GRID, FIRST_LOSS = 0.005, 10


Decide = Callable[[float, Text | None], None]
"""Takes the step decided on, and why it needs a reason, where it does."""


class PricePlanScreen(ReadingScreen):
    """Shows the plan; another step is asked for, an answer out of date is dropped."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("plan.leave", "escape,w", "dismiss", Text("Schließen", "Close")),
        Key("plan.less", "left", "lose(-1)", Text("weniger Verlust", "less loss"), priority=True),
        Key("plan.more", "right", "lose(1)", Text("mehr Verlust", "more loss"), priority=True),
        Key("plan.much_less", "shift+left", "lose(-10)", Text("10 % weniger", "10 % less"), show=False, priority=True),
        Key("plan.much_more", "shift+right", "lose(10)", Text("10 % mehr", "10 % more"), show=False, priority=True),
        Key("plan.raise", "plus", "step(1)", Text("größerer Schritt", "larger step")),
        Key("plan.lower", "minus", "step(-1)", Text("kleinerer Schritt", "smaller step")),
        Key("plan.turn", "tab", "turn", Text("Plan/Was wäre", "plan/what if"), priority=True),
        Key("plan.decide", "r", "decide", Text("Preis mit diesem Schritt", "reprice by this step")),
        *ReadingScreen.KEYS,
    )
    BINDINGS = bindings(KEYS)

    def __init__(self, customer_id: str, name: str, lang: Lang, ask: Ask, decide: Decide) -> None:
        super().__init__(lang)
        self._customer, self._whose, self._ask, self._decide = customer_id, name, ask, decide
        self._plan: PricePlan | None = None
        self._problem: KwError | None = None
        self._currency, self._is_assumed = "", False
        self._step: float | None = None
        self._at = FIRST_LOSS
        self._seen = "plan"

    def compose(self) -> ComposeResult:
        """A page that scrolls."""
        with Vertical(id="price-plan"), Page(id="price-plan-page"):
            yield Panel(id="price-plan-lines")

    def on_mount(self) -> None:
        """Ask for the plan."""
        self.draw()
        self._look()

    def _look(self) -> None:
        step = self._step

        def question(bench: "Workbench") -> tuple["PricePlan", str, bool]:
            plan = bench.price_plan(self._customer, step)
            return plan, bench.currency, bool(bench.assumptions().get("step"))

        async def work() -> None:
            try:
                told = await self._ask(question)
            except KwError as problem:
                self._problem = problem
            else:
                (self._plan, self._currency, self._is_assumed), self._problem = told, None
            if self.is_there:
                self.draw()

        self.run_worker(work(), group="planning", exclusive=True, exit_on_error=False)

    def speak(self) -> None:
        """Write everything."""
        self.draw()

    def on_resize(self) -> None:
        """Lines follow the room."""
        self.draw()

    def action_lose(self, step: int) -> None:
        """Lose more or less of the volume."""
        self._at = min(100, max(0, self._at + step))
        if not self._is_tall():
            self._seen = "what if"
        self.draw()

    def action_step(self, way: int) -> None:
        """Ask what half a per cent more or less would do, within bounds."""
        plan = self._plan
        if plan is None or plan.bounds is None or plan.step is None:
            return
        least, most = plan.bounds
        begun = plan.step if self._step is None else self._step
        wanted = min(most, max(least, round((begun + way * GRID) / GRID) * GRID))
        if wanted != self._step:
            self._step = round(wanted, 6)
            self._look()

    def action_decide(self) -> None:
        """Raise the price by the step looked at."""
        plan = self._plan
        step = self._step if self._step is not None or plan is None else plan.step
        if step is not None and self._problem is None:
            self.dismiss()
            self._decide(step, None if plan is None else plan.why_reason)

    def action_turn(self) -> None:
        """Look at the plan, or at what would be if volume were lost."""
        self._seen = "what if" if self._seen == "plan" else "plan"
        self.draw()

    def _is_tall(self) -> bool:
        return int(self.app.size.height) >= TALL

    def draw(self) -> None:
        """Write title, keys and lines."""
        box = self.query_one("#price-plan")
        width = min(WIDEST, int(self.app.size.width * 0.96))
        height = int(self.app.size.height * 0.96)
        box.styles.width, box.styles.max_height = width, height
        named = clipped(TITLE.format(name=self._whose).in_(self._lang), width - FRAME)
        box.border_title = Content(named)
        box.border_subtitle = Content(self.keyed(HINT_OF_BOTH if self._is_tall() else HINT, self._lang))
        self.query_one("#price-plan-lines", Panel).show(self._lines(width - FRAME, height - 2))

    def _lines(self, width: int, height: int) -> list[Line]:
        if self._problem is not None:
            return [((printable(problem_told(self._problem, self).in_(self._lang)), "warning"),)]
        if self._plan is None:
            return [((COMPUTING.in_(self._lang), "dim"),)]
        plan = plan_lines(self._plan, self._lang, self._currency, width, is_assumed=self._is_assumed)
        used = used_lines(self._plan, self._lang, width)
        rows = PICTURE if self._is_tall() else height
        picture = what_if_lines(self._plan, self._at, self._lang, self._currency, width, rows)
        if self._is_tall():
            return [*plan, BLANK, *picture, BLANK, *used]
        return [*plan, BLANK, *used] if self._seen == "plan" else picture
