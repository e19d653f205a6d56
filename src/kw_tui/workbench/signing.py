"""The second signature, and items people take: what several do on one session besides deciding."""

from collections.abc import Sequence

from kw_tui.core.decisions import Decision, State, check_decision, check_verdict, may_sign, nothing_to_sign
from kw_tui.vocabulary.texts import printable
from kw_tui.workbench import deciding
from kw_tui.workbench.analysis import Analysis


class Signing(Analysis):
    """Signs, rejects, takes and releases; what is written is on the disk when a call returns."""

    @property
    def me(self) -> str:
        """The person at work."""
        return deciding.who()

    def sign(self, wanted: Sequence[str] | None = None) -> list[Decision]:
        """Sign the decisions about these customers, or of these ids; without, all that this person may sign.

        Return what was signed; raise DecisionError, and sign nothing, where one does not wait or may not be signed.
        """
        return self._judge("sign", wanted, "")

    def reject(self, wanted: Sequence[str], reason: str) -> list[Decision]:
        """Reject the decisions about these customers, or of these ids: their rows are as they were before.

        Return what was rejected; raise DecisionError, and reject nothing, as `sign` does or without a reason.
        """
        return self._judge("reject", wanted, printable(reason).strip())

    def take_or_release(self, customer_ids: Sequence[str]) -> list[Decision]:
        """Take these customers, so that others leave them alone; release them if this person has taken them all.

        Return the entries written; raise DecisionError, and write none, if somebody else has one of them.
        """
        for customer in customer_ids:
            self._known_row(customer)

        def made(state: State) -> list[Decision]:
            action = "release" if all(state.claimed_by(one) == self.me for one in customer_ids) else "claim"
            entries = [self._decisions.new(one, action) for one in customer_ids]
            for entry in entries:
                check_decision(entry, state, None, self.settings, None)
            return entries

        return self._write(made)

    def _judge(self, action: str, wanted: Sequence[str] | None, reason: str) -> list[Decision]:
        targets: list[Decision] = []

        def given(state: State) -> list[Decision]:
            targets.extend(self._targets(state, wanted))
            batch = deciding.batch(len(targets))
            verdicts = [
                self._decisions.new(one.customer_id, action, replaces=one.id, reason=reason, params=batch)
                for one in targets
            ]
            for one in verdicts:
                check_verdict(one, state, self.session.reviewers)
            return verdicts

        self._write(given)
        return targets

    def _targets(self, state: State, wanted: Sequence[str] | None) -> list[Decision]:
        if wanted is None:
            return [one for one in state.to_sign if may_sign(one, self.me, self.session.reviewers)]
        by_id = {one.id: one for one in state.to_sign}
        found = []
        for name in dict.fromkeys(wanted):
            one = state.awaiting(name) or by_id.get(name)
            if one is None:
                raise nothing_to_sign(name)
            found.append(one)
        return found
