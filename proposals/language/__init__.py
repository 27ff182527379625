"""Words for what the engine says: plain forms of values, sentences from reasons, labels, errors.

Each language is one module in `languages`: a table of whole patterns and a few functions. What the
modules beside it do with the table is the same for all languages. `wording` is the entry point for
one question, `labels` and `messages` for what belongs to none.
"""
