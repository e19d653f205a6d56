"""Segments as named conditions."""
