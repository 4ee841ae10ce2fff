"""Sentences of pages and documents, made from figures and the catalogues of wording."""
