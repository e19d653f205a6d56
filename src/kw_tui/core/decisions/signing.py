"""The second signature: which decisions need one, and who may give it (SPEC 7)."""

from collections.abc import Sequence

from kw_tui.core.decisions.decision import ACTIONS, MEASURES, Decision, is_same_person
from kw_tui.core.decisions.needing import Row, amount, need_reason, number
from kw_tui.core.decisions.state import State
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text

OPEN, SIGNED, REJECTED = "open", "signed", "rejected"
"""How it stands with the signature of a decision that needs one."""

SIGNATURES: dict[str, Text] = {
    OPEN: Text("fehlt noch", "to be given"),
    SIGNED: Text("gegeben", "given"),
    REJECTED: Text("verweigert", "refused"),
}


def why_signed(decision: Decision, row: Row | None, settings: Settings) -> tuple[str, ...]:
    """Return why a decision needs a second signature: `let_go`, `all`, `stake`, `step`; nothing where it needs none."""
    if decision.action not in {*MEASURES, "keep"}:
        return ()
    asked, step = settings.choice("second_signature"), number(decision.params.get("step"))
    most, largest = settings.amount("decide_limit"), settings.amount("decide_step_limit")
    found = {
        "all": asked == "all",
        "let_go": asked == "let_go" and decision.action == "let_go",
        "stake": most > 0 and amount((row or {}).get("at_stake")) > most,
        "step": largest > 0 and decision.action == "reprice" and step is not None and step > largest,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def may_sign(decision: Decision, who: str, reviewers: Sequence[str]) -> bool:
    """Whether a person may sign: never the one who decided; only a reviewer, where any are named."""
    is_reviewer = not reviewers or any(is_same_person(who, name) for name in reviewers)
    return is_reviewer and not is_same_person(who, decision.who)


def check_verdict(verdict: Decision, state: State, reviewers: Sequence[str]) -> None:
    """Raise DecisionError where there is nothing to sign, the person may not, or a rejection says not why."""
    target = state.by_id.get(verdict.replaces or "")
    if target is None or state.awaiting(target.customer_id) != target:
        raise nothing_to_sign(verdict.customer_id)
    if is_same_person(verdict.who, target.who):
        raise DecisionError(
            Text("{who} hat selbst entschieden", "{who} took the decision").format(who=target.who),
            Text("jemand anderes muss gegenzeichnen", "somebody else has to sign"),
        )
    if not may_sign(target, verdict.who, reviewers):
        message = Text("{who} darf nicht gegenzeichnen", "{who} may not sign").format(who=verdict.who)
        names = ", ".join(reviewers)
        raise DecisionError(message, Text("es dürfen: {names}", "who may: {names}").format(names=names))
    if verdict.action == "reject":
        need_reason(verdict)


def nothing_to_sign(customer_id: str) -> DecisionError:
    """The error for a customer, or decision, of whom nothing waits for a signature."""
    message = Text("Für {id} steht keine Unterschrift aus", "Nothing about {id} waits for a signature")
    hint = Text("`kw decisions --open` zeigt, was wartet", "`kw decisions --open` shows what waits")
    return DecisionError(message.format(id=customer_id), hint)


def signature_of(decision: Decision, state: State) -> str | None:
    """How it stands with the signature of a decision; None where it needs none or is taken back."""
    if not decision.needs_signature or decision.id in state.running.undone:
        return None
    verdict = state.verdict(decision)
    if verdict is None:
        return OPEN if state.awaiting(decision.customer_id) == decision else None
    return SIGNED if verdict.action == "sign" else REJECTED


def waits_for(decision: Decision) -> Text:
    """Say of a decision that it waits for its signature, and for what reason."""
    why = [WHY[one] for one in decision.params.get("signature", "").split(",") if one in WHY]
    said = Text(", ".join(one.de for one in why), ", ".join(one.en for one in why))
    told = Text("wartet auf zweite Unterschrift ({why})", "waits for a second signature ({why})")
    return told.format(why=said)


WHY: dict[str, Text] = {
    "all": Text("jede Entscheidung", "every decision"),
    "let_go": ACTIONS["let_go"],
    "stake": Text("Betrag über der Grenze", "amount above the limit"),
    "step": Text("Schritt über der Grenze", "step above the limit"),
}
