"""What is decided and claimed about the customer looked at."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kw_tui.core.decisions import is_override as overrides
from kw_tui.tui import triage
from kw_tui.tui.evidence.screen import EvidenceScreen
from kw_tui.tui.jobs import names
from kw_tui.tui.letters.screen import LettersScreen
from kw_tui.tui.price_plan.screen import PricePlanScreen
from kw_tui.tui.tabs.customer.claiming import ClaimAnswer, ClaimScreen
from kw_tui.tui.tabs.customer.finding import Finding
from kw_tui.tui.widgets.ask import Answer, AskScreen, Question
from kw_tui.tui.words import NOBODY
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import CustomerStory


NOT_CHOSEN = Text(
    "Noch kein Kunde gewählt; <customer.find> sucht einen.", "No customer is chosen yet; <customer.find> finds one."
)
ANYWAY = frozenset({"find", "neighbour", "page", "undo", "redo", "back"})
"""Actions that need no customer."""


class Acting(Finding):
    """A body that shows one customer and acts on it."""

    _unheard = ("", "")
    """Whom a decision that was refused was about, and the reason given: it need not be typed again."""

    @abstractmethod
    def shown(self) -> "CustomerStory | None":
        """Return the story of the customer looked at."""

    @abstractmethod
    def currency(self) -> str:
        """Return the currency of amounts."""

    def why_not(self, action: str, parameters: tuple[object, ...]) -> Text | None:  # noqa: ARG002
        """Return why it cannot be done now: it is about a customer, and none is chosen."""
        return None if action in ANYWAY or self.shown() is not None else NOT_CHOSEN

    def action_triage(self, action: str) -> None:
        """Decide about this customer."""
        if (story := self.shown()) is None:
            return
        if action == "reprice" and (story.proposal is None or story.proposal["step"] is None):
            self.action_price_plan()  # a step that is not proposed is chosen there first
        else:
            self._triage(action, story, {})

    def _triage(self, action: str, story: "CustomerStory", given: Mapping[str, Any], why: Text | None = None) -> None:
        row = story.row
        customer = str(row["customer_id"])
        # what others decide from now on is not replaced
        seen = {} if story.proposal is None else {customer: story.proposal["decision_id"]}
        given = {**given, "seen": seen}
        is_override = overrides(action, story.proposal)
        if not triage.must_ask(action, 1, is_override=is_override or why is not None):
            self._decide(customer, action, given)
            return

        def question(lang: Lang) -> Question:
            about = str(row["name"] or NOBODY.in_(lang))
            asked = triage.question(action, about, self.kw.today, lang, is_override=is_override, why=why)
            return replace(asked, reason=self._unheard[1]) if self._unheard[0] == customer else asked

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                self._decide(customer, action, {**given, **answer.details()})

        self.app.push_screen(AskScreen(question, self.lang), answered)

    def _decide(self, customer: str, action: str, answered: Mapping[str, Any]) -> None:
        def refused() -> None:
            self._unheard = (customer, str(answered.get("reason") or ""))

        self._unheard = ("", "")
        details = triage.details(action, answered, self.kw.today)
        self.decide((customer,), action, details, tells=True, otherwise=refused)

    def action_evidence(self) -> None:
        """Show the findings about this customer with their evidence."""
        story = self.shown()
        if story is not None:
            customer = str(story.row["customer_id"])
            named = f"{story.row['name'] or NOBODY.in_(self.lang)} ({customer})"
            self.app.push_screen(EvidenceScreen(customer, named, self.lang, self.asker(names.EVIDENCE, named)))

    def action_price_plan(self) -> None:
        """Show by which steps the customer's price would be raised."""
        story = self.shown()
        if story is not None:
            customer = str(story.row["customer_id"])
            named = f"{story.row['name'] or NOBODY.in_(self.lang)} ({customer})"
            ask = self.asker(names.PRICE_PLAN, named)

            def decide(step: float, why: Text | None) -> None:
                self._triage("reprice", story, {"step": step}, why)

            self.app.push_screen(PricePlanScreen(customer, named, self.lang, ask, decide))

    def action_letter(self) -> None:
        """Show what would be written to this customer."""
        story = self.shown()
        if story is not None:
            self.app.push_screen(LettersScreen([str(story.row["customer_id"])], self.lang, self.asker(names.LETTERS)))

    def action_claim(self) -> None:
        """Ask what more the customer could buy, and on what evidence; write it down."""
        story = self.shown()
        if story is None:
            return
        customer = str(story.row["customer_id"])

        def answered(answer: ClaimAnswer | None) -> None:
            if answer is not None:
                said = self.say(Text("Potenzial aufgenommen: {customer}", "Potential claimed: {customer}"))
                self.kw.change(
                    lambda bench: bench.claim_potential(customer, *answer),
                    lambda _: self.kw.tell(said.format(customer=customer)),
                )

        name = str(story.row["name"] or NOBODY.in_(self.lang))
        self.app.push_screen(ClaimScreen(name, self.currency(), self.kw.today, self.lang), answered)
