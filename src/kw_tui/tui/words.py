"""The ids of proposals, states, channels, classes and risks in words."""

from kw_tui.vocabulary.texts import Lang, Text

ACTIONS: dict[str, Text] = {
    "let_go": Text("gehen lassen", "let go"),
    "reprice": Text("Preis anpassen", "reprice"),
    "service": Text("Service kürzen", "cut service"),
    "channel": Text("Kanal wechseln", "change channel"),
    "keep": Text("behalten", "keep"),
    "snooze": Text("später", "snooze"),
    "skip": Text("übergangen", "skipped"),
    "claim": Text("reserviert", "claimed"),
    "release": Text("freigegeben", "released"),
    "undo": Text("zurückgenommen", "undone"),
    "redo": Text("wiederholt", "redone"),
}
STATES: dict[str, Text] = {
    "open": Text("offen", "open"),
    "decided": Text("entschieden", "decided"),
    "snoozed": Text("später", "snoozed"),
    "claimed": Text("reserviert", "claimed"),
}
CHANNELS: dict[str, Text] = {
    "key_account": Text("Key Account", "key account"),
    "field": Text("Außendienst", "field sales"),
    "inside": Text("Innendienst", "inside sales"),
    "web": Text("Webshop oder Händler", "web shop or distributor"),
}
COMMUNICATION: dict[str, Text] = {
    "email": Text("E-Mail", "e-mail"),
    "letter": Text("Brief", "letter"),
    "letter_call": Text("Brief und Anruf", "letter and call"),
    "visit": Text("Besuch", "visit"),
}
KINDS: dict[str, Text] = {
    "squeezed_key_account": Text("gemolkener Großkunde", "squeezed key account"),
    "developable": Text("entwickelbar", "developable"),
    "undemanding": Text("anspruchslos", "undemanding"),
    "intensively_served": Text("intensiv betreut", "intensively served"),
}
RISKS: dict[str, Text] = {
    "contract": Text("laufender Vertrag", "running contract"),
    "reference": Text("Referenzkunde", "reference customer"),
    "group": Text("Teil eines Konzerns", "part of a group"),
    "new_customer": Text("Kunde seit weniger als 12 Monaten", "customer for less than 12 months"),
    "season": Text("Saisonkunde", "seasonal customer"),
    "dependence": Text("Abhängigkeit (§ 20 GWB)", "dependence (GWB section 20)"),
    "person": Text("Person oder Personengesellschaft (Art. 22 DSGVO)", "person or partnership (GDPR art. 22)"),
}
NOBODY = Text("ohne Namen", "no name")


def word(texts: dict[str, Text], id_: object, lang: Lang) -> str:
    """Say an id in words; an id without words is shown with its underscores as spaces."""
    known = texts.get(str(id_))
    return str(id_).replace("_", " ") if known is None else known.in_(lang)
