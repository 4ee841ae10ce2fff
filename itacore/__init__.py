"""Rate, compare and explain scores of Thailand's Integrity and Transparency Assessment (ITA)."""
