"""How what came of a decision is judged."""

from kw_tui.vocabulary.settings.setting import Group, assumed, assumed_share
from kw_tui.vocabulary.texts import Text

AFTERWARDS = Group(
    "afterwards",
    Text("Nachschau", "Afterwards"),
    (
        assumed(
            "after_least_days",
            60,
            "days",
            Text("Wirkung beurteilen ab", "Effect judged after"),
            Text(
                "Vorher heißt es von jeder Maßnahme „zu früh“: so viele Tage muss sie gegolten haben.",
                "Before, every measure is “too early”: it must have been in force for so many days.",
            ),
            1,
            366,
        ),
        assumed_share(
            "after_realised",
            0.5,
            Text("Preisschritt umgesetzt ab Anteil", "Price step realised from share"),
            Text(
                "Kam mindestens dieser Teil des verlangten Preisschritts in den Rechnungen an, gilt er als umgesetzt.",
                "Where at least this part of the step asked for came in the invoices, it counts as realised.",
            ),
        ),
        assumed_share(
            "after_carried_out",
            0.2,
            Text("Teilweise umgesetzt ab Anteil", "Partly realised from share"),
            Text(
                "Ab diesem Teil gilt ein Preisschritt als teilweise umgesetzt, darunter als nicht umgesetzt: dann wird "
                "er wieder vorgeschlagen.",
                "From this part a price step counts as partly realised, below as not carried out: then it is proposed "
                "again.",
            ),
        ),
        assumed_share(
            "after_coverage",
            0.1,
            Text("Vergleichbarer Umsatz mindestens", "Comparable revenue at least"),
            Text(
                "Mindestens dieser Teil des Umsatzes muss auf Artikel entfallen, die vorher und nachher gekauft "
                "wurden, sonst ist der Preis nicht vergleichbar.",
                "At least this part of revenue must come from products bought both before and since, or prices cannot "
                "be compared.",
            ),
        ),
        assumed(
            "lost_days",
            180,
            "days",
            Text("Verloren nach", "Lost after"),
            Text(
                "Wer seit einer Maßnahme nicht gekauft hat und länger als so viele Tage schweigt, gilt als verloren, "
                "sofern das auch für seinen Rhythmus lang ist.",
                "Whoever has not bought since a measure and has been silent for more than so many days is lost, if "
                "that is long for its rhythm too.",
            ),
            1,
            3650,
        ),
        assumed(
            "lost_gaps",
            3,
            "",
            Text("Verloren nach Kaufabständen", "Lost after gaps between orders"),
            Text(
                "Lang ist es für den Rhythmus eines Kunden erst nach so vielen seiner mittleren Kaufabstände; die "
                "längere der beiden Fristen zählt.",
                "It is long for the rhythm of a customer only after so many of its mean gaps between orders; the "
                "longer of both terms counts.",
            ),
            1,
            100,
        ),
    ),
)
