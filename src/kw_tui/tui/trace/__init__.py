"""Tracing a figure on screen: all figures, what one is computed from, and the rows behind a sum."""
