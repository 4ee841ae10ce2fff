"""Kinds of files, one module each: what is read in the reading child, from bytes to plain sheets.

Part of the child (see ../child.py), so these modules import nothing of the program but each other.
"""
