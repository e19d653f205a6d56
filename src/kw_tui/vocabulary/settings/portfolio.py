"""How value is set against potential."""

from kw_tui.vocabulary.settings.classes import MEASURES
from kw_tui.vocabulary.settings.setting import Group, choice, limit
from kw_tui.vocabulary.texts import Text

GRIDS: dict[str, Text] = {"four": Text("vier Felder", "four fields"), "nine": Text("neun Felder", "nine fields")}
_VALUES = ("db4", "revenue", "db1", "relevant_contribution", "clv")

PORTFOLIO = Group(
    "portfolio",
    Text("Portfolio: Wert gegen Potenzial", "Portfolio: value against potential"),
    (
        choice(
            "portfolio_grid",
            "four",
            Text("Felder im Portfolio", "Portfolio fields"),
            Text(
                "Vier Felder teilen Wert und Potenzial in hoch und niedrig (Stern, Ertragskunde, Fragezeichen, "
                "Mitläufer), neun teilen beide in Drittel der Kunden.",
                "Four fields part value and potential into high and low (star, yield, question mark, tag-along), nine "
                "part both into thirds of the customers.",
            ),
            GRIDS,
        ),
        choice(
            "portfolio_value",
            "db4",
            Text("Portfolio: Wert nach", "Portfolio: value by"),
            Text(
                "Die Kennzahl, die im Portfolio als Wert eines Kunden gilt.",
                "The figure that counts as the value of a customer in the portfolio.",
            ),
            {id_: MEASURES[id_] for id_ in _VALUES},
        ),
        limit(
            "portfolio_value_limit",
            Text("Wert hoch ab (0: Median)", "High value from (0: median)"),
            Text(
                "Ab diesem Betrag ist der Wert im Zeitraum hoch; bei 0 entscheidet der Median der Kunden. Gilt bei "
                "vier Feldern.",
                "From this amount the value in the period is high; at 0 the median of customers decides. Holds for "
                "four fields.",
            ),
        ),
        limit(
            "portfolio_potential_limit",
            Text("Potenzial hoch ab (0: Median)", "High potential from (0: median)"),
            Text(
                "Ab diesem Betrag ist das Potenzial hoch; bei 0 entscheidet der Median der Kunden. Gilt bei vier "
                "Feldern.",
                "From this amount the potential is high; at 0 the median of customers decides. Holds for four fields.",
            ),
        ),
    ),
)
