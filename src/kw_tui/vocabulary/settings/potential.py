"""What a customer could buy besides: wallets and cross-selling."""

from kw_tui.vocabulary.settings.setting import Group, Setting, assumed, assumed_share
from kw_tui.vocabulary.texts import Text

POTENTIAL = Group(
    "potential",
    Text("Potenzial", "Potential"),
    (
        Setting(
            "wallet_tau",
            0.80,
            "",
            Text("Wallet: Quantil", "Wallet: quantile"),
            Text(
                "Der Wallet eines Kunden ist der Jahresumsatz, den dieser Teil der ähnlichen Firmen nicht übertrifft. "
                "Ein höheres Quantil schätzt mehr Potenzial.",
                "The wallet of a customer is the yearly revenue that this part of the companies alike does not exceed. "
                "A higher quantile estimates more potential.",
            ),
            0.5,
            0.99,
            source="SPEC 4 [PR]",
        ),
        assumed(
            "wallet_alike",
            40,
            "",
            Text("Wallet: so viele ähnliche Firmen", "Wallet: companies alike"),
            Text(
                "Mit so vielen der ähnlichsten Firmen (Mitarbeiter, Umsatz, Standorte, Branche, Region) wird ein Kunde "
                "verglichen. Mehr glättet, weniger folgt dem Einzelfall.",
                "With so many of the companies most alike (employees, revenue, sites, industry, region) a customer is "
                "compared. More smooths, fewer follow the single case.",
            ),
            10,
            1000,
        ),
        assumed(
            "cross_lift",
            1.2,
            "",
            Text("Cross-Selling: Lift mindestens", "Cross-selling: lift at least"),
            Text(
                "Eine Warengruppe wird nur empfohlen, wenn Käufer dessen, was der Kunde kauft, sie mindestens so viel "
                "öfter kaufen als alle anderen.",
                "A product group is suggested only if buyers of what the customer buys take it at least so many times "
                "as often as all others.",
            ),
            1,
            100,
        ),
        assumed_share(
            "cross_support",
            0.01,
            Text("Cross-Selling: Anteil mindestens", "Cross-selling: support at least"),
            Text(
                "Zwei Warengruppen gelten als verbunden, wenn mindestens dieser Teil der Kunden (und drei) beide "
                "kauft.",
                "Two product groups count as related if at least this part of the customers (and three) buys both.",
            ),
        ),
    ),
)
