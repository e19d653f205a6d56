"""Two people, one customer: a decision that was not seen is not replaced by accident."""

from collections.abc import Mapping, Sequence

from kw_tui.core.decisions.decision import ACTIONS, Decision
from kw_tui.core.decisions.state import State
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.texts import Text

Seen = Mapping[str, str | None]
"""By customer the id of the decision about it that was on the screen, None where there was none."""


def check_meanwhile(made: Sequence[Decision], state: State, seen: Seen) -> None:
    """Raise DecisionError where somebody else decided about a customer what the person deciding has not seen.

    Customers `seen` does not name are not asked about.
    """
    for one in made:
        latest = state.latest(one.customer_id)
        if latest is None or latest.who == one.who or one.customer_id not in seen:
            continue
        if latest.id != seen[one.customer_id]:
            raise _decided(latest)


def _decided(latest: Decision) -> DecisionError:
    message = Text(
        "Über Kunde {customer} hat inzwischen {who} entschieden: {action}",
        "{who} has meanwhile decided about customer {customer}: {action}",
    )
    hint = Text("nichts geschrieben; ansehen, dann neu entscheiden", "nothing written; look at it, then decide again")
    said = message.format(customer=latest.customer_id, who=latest.who, action=ACTIONS[latest.action])
    return DecisionError(said, hint)
