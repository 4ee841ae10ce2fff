"""Figures for pages, from computed tables; a builder returns a figure and never shows it."""
