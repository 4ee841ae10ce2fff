"""Proof-reading of figures: what cannot be right together, and what looks like a slip."""
