"""Kundenwert: what every customer is worth, and what to decide about each."""

__version__ = "0.1.0"
