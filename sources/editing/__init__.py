"""The editors' pages about articles: add one with its text, keep a text, shared words, import.

`pages` binds them to the admin; each other module owns one page with its forms.
"""
