"""What a customer is worth from now on: the model, its horizon and its rate of interest."""

from kw_tui.vocabulary.settings.setting import Group, Setting, assumed
from kw_tui.vocabulary.texts import Text

MODELS: dict[str, Text] = {
    "mbg_cnbd": Text("MBG/CNBD-k", "MBG/CNBD-k"),
    "mbg_nbd": Text("MBG/NBD", "MBG/NBD"),
    "bg_nbd": Text("BG/NBD", "BG/NBD"),
    "pareto_nbd": Text("Pareto/NBD", "Pareto/NBD"),
    "nbd": Text("NBD", "NBD"),
    "simple": Text("einfach, aus Wiederkauf", "simple, from retention"),
}

LIFETIME = Group(
    "lifetime",
    Text("Kundenwert über die Zeit (CLV)", "Customer lifetime value"),
    (
        Setting(
            "clv_model",
            "mbg_cnbd",
            "",
            Text("CLV-Modell", "CLV model"),
            Text(
                "Das Modell des Kaufverhaltens, das künftige Käufe und die Wahrscheinlichkeit schätzt, noch Kunde zu "
                "sein. „Einfach“ rechnet ohne Modell: DB IV eines Jahres mal Wiederkaufrate.",
                "The model of buying that estimates orders to come and the chance of still being a customer. “Simple” "
                "does without a model: DB IV of a year times retention.",
            ),
            choices=MODELS,
            source="VALUE",
        ),
        Setting(
            "clv_unit_days",
            7,
            "days",
            Text("Zeiteinheit des Modells", "Unit of time"),
            Text(
                "In so vielen Tagen zählt das Modell die Abstände zwischen Käufen: 7 rechnet in Wochen.",
                "In so many days the model counts the gaps between orders: 7 reckons by the week.",
            ),
            1,
            366,
            source="VALUE",
        ),
        assumed(
            "clv_years",
            3,
            "years",
            Text("CLV über", "CLV over"),
            Text(
                "Wie weit der CLV vorausschaut: Käufe danach zählen nicht mehr.",
                "How far the CLV looks ahead: orders beyond do not count.",
            ),
            low=1,
            high=20,
        ),
        assumed(
            "clv_rate",
            0.10,
            "a year",
            Text("Zins je Jahr", "Rate of interest a year"),
            Text(
                "Womit künftige Beträge auf heute abgezinst werden. Ein höherer Zins senkt jeden CLV.",
                "What amounts to come are discounted to today with. A higher rate lowers every CLV.",
            ),
        ),
    ),
)
