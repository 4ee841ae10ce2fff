"""Papers and tables that leave the program: a value is built once, and one writer a format writes it."""
