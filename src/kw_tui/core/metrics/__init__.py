"""Families of metrics, added to the facts."""
