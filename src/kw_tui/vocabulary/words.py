"""What places and columns are called that are no metrics: one word for one thing, on every screen and in every list."""

from kw_tui.vocabulary.texts import Text

PLACES: dict[str, Text] = {
    "imports": Text("Import", "Import"),
    "segmentation": Text("Segmente", "Segments"),
    "customer": Text("Kunde", "Customer"),
    "queue": Text("Prüfliste", "Review queue"),
    "plan": Text("Plan", "Plan"),
    "conditions": Text("Konditionen", "Conditions"),
    "decisions": Text("Entscheidungen", "Decisions"),
}

WORDS: dict[str, Text] = {
    # facts of a customer
    "orders": Text("Aufträge", "Orders"),
    "lines": Text("Positionen", "Lines"),
    "products": Text("Artikel", "Products"),
    "first_order": Text("Erster Kauf", "First order"),
    "last_order": Text("Letzter Kauf", "Last order"),
    "tickets": Text("Servicefälle", "Tickets"),
    # the queue
    "rank": Text("Rang", "Rank"),
    "proposal": Text("Vorschlag", "Proposal"),
    "rule": Text("Regel", "Rule"),
    "at_stake": Text("Geht im Jahr um", "At stake a year"),
    "confidence": Text("Sicherheit", "Confidence"),
    "step": Text("Schritt", "Step"),
    "needed_step": Text("Nötiger Schritt", "Step needed"),
    "steps": Text("Schritte", "Steps"),
    "break_even_loss": Text("Vertretbarer Mengenverlust", "Tolerated loss of volume"),
    "effective_date": Text("Gültig ab", "Effective"),
    "communication": Text("Mitteilen per", "Tell by"),
    "channel_to": Text("Künftig über", "Then through"),
    "profit_change": Text("Ergebnis im Jahr", "Profit change a year"),
    "conditions": Text("Bedingungen", "Conditions"),
    "risks": Text("Risiken", "Risks"),
    "alternatives": Text("Sonst möglich", "Alternatives"),
    "state": Text("Stand", "State"),
    "claimed_by": Text("Bei", "With"),
    # decisions
    "action": Text("Aktion", "Action"),
    "decided_by": Text("Entschieden von", "Decided by"),
    "decided_at": Text("Entschieden am", "Decided at"),
    "decision_id": Text("Entscheidung", "Decision"),
    "reason": Text("Grund", "Reason"),
    "until": Text("Bis", "Until"),
    "amount": Text("Betrag", "Amount"),
    "who": Text("Wer", "Who"),
    "when": Text("Wann", "When"),
    "stands": Text("Gilt", "Stands"),
    "id": Text("Kennung", "Id"),
    "replaces": Text("Ersetzt", "Replaces"),
    "rule_version": Text("Regelstand", "Rule version"),
    # conditions
    "finding": Text("Befund", "Finding"),
    "value": Text("Wert", "Value"),
    "limit": Text("Grenze", "Limit"),
    "bracket_from": Text("Jahresumsatz ab", "Revenue a year from"),
    "bracket_to": Text("Jahresumsatz bis", "Revenue a year up to"),
    "discount_mean": Text("Rabatt im Mittel", "Mean discount"),
    "discount_median": Text("Rabatt im Median", "Median discount"),
    "outliers_above": Text("Ausreißer nach oben", "Outliers above"),
    "outliers_below": Text("Ausreißer nach unten", "Outliers below"),
    # lifetime models
    "log_likelihood": Text("Log-Likelihood", "Log-likelihood"),
    "aic": Text("AIC", "AIC"),
    "converged": Text("Konvergiert", "Converged"),
    "unique": Text("Verschiedene", "Distinct"),
    "unit": Text("Einheit in Tagen", "Unit in days"),
    "correlation": Text("Korrelation", "Correlation"),
    "held_out": Text("Zurückgehalten", "Held out"),
    "foretold": Text("Vorhergesagt", "Foretold"),
    "error": Text("Fehler je Kunde", "Error a customer"),
    "repeats": Text("Wiederkäufe", "Repeats"),
    "expected": Text("Erwartet", "Expected"),
    "actual": Text("Gekommen", "Came"),
    "time": Text("Zeit", "Time"),
    # capacity
    "resource": Text("Ressource", "Resource"),
    "resource_cost": Text("Kosten im Zeitraum", "Cost of the period"),
    "minutes_paid": Text("Bezahlte Minuten", "Minutes paid"),
    "minutes_practical": Text("Nutzbare Minuten", "Usable minutes"),
    "minute_rate": Text("Satz je Minute", "Rate per minute"),
    "minutes_used": Text("Genutzte Minuten", "Minutes used"),
    "cost_charged": Text("Verrechnet", "Charged"),
    "cost_idle": Text("Ungenutzt", "Idle"),
    # similar customers
    "distance": Text("Abstand", "Distance"),
    "return_lines": Text("Retourenpositionen", "Return lines"),
    # segments
    "segmentation": Text("Nach", "By"),
    "segment": Text("Segment", "Segment"),
    "segment_then": Text("Dann", "Then"),
    "m_mean": Text("M im Mittel", "M on average"),
    "customers": Text("Kunden", "Customers"),
    "customers_share": Text("Anteil Kunden", "Share of customers"),
    "revenue_share": Text("Anteil Umsatz", "Share of revenue"),
    "strategy": Text("Normstrategie", "Norm strategy"),
    "difference": Text("Differenz", "Difference"),
    "figure": Text("Kennzahl", "Figure"),
    "where": Text("Bedingung", "Condition"),
}
"""By column id."""

SHORT: dict[str, Text] = {
    "at_stake": Text("Geht um", "At stake"),
    "abc_sub": Text("Kl.", "Cl."),
    "customer_id": Text("Nr.", "No."),
    "relevant_contribution": Text("relev. DB", "Relevant"),
}
"""The same where a narrow column has no room for more."""
