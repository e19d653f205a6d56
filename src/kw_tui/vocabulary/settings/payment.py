"""What waiting for money costs, and the terms of cash discount."""

from kw_tui.vocabulary.settings.setting import Group, assumed
from kw_tui.vocabulary.texts import Text

PAYMENT = Group(
    "payment",
    Text("Zahlung", "Payment"),
    (
        assumed(
            "credit_rate",
            0.08,
            "a year",
            Text("Zins auf Forderungen je Jahr", "Interest on receivables a year"),
            Text(
                "Was gebundenes Geld kostet: Kreditkosten eines Kunden sind Betrag x Zins x Tage bis Zahlung / 360. "
                "Sie stehen für sich und mindern keinen Deckungsbeitrag.",
                "What tied-up money costs: the credit cost of a customer is amount x rate x days to pay / 360. It "
                "stands by itself and lowers no contribution.",
            ),
        ),
        assumed(
            "cash_discount_share",
            0.02,
            "",
            Text("Angebotenes Skonto", "Cash discount offered"),
            Text(
                "Der Nachlass für schnelle Zahlung. Daraus wird sein Jahreszins: s / (1 - s) x 360 / (Zahlungsziel - "
                "Skontofrist).",
                "What is taken off for paying fast. From it comes its rate of interest a year: s / (1 - s) x 360 / "
                "(term - discount days).",
            ),
            high=0.5,
        ),
        assumed(
            "cash_discount_days",
            10,
            "days",
            Text("Skontofrist", "Days of cash discount"),
            Text(
                "Bis zu so vielen Tagen nach der Rechnung ist Skonto verdient. Was später noch gezogen wurde, ist ein "
                "Befund (Skonto zu spät).",
                "Up to so many days after the invoice cash discount is earned. What was taken later is a finding (late "
                "cash discount).",
            ),
            high=365,
        ),
    ),
)
