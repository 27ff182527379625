"""Signals for other apps; this app does not know who listens."""

from django.dispatch import Signal

# Sent by `sources.texts` within its transaction, with `article` (the Article), `replaced` (bool:
# another text was stored before; also when it was deleted) and, if a text replaced it, `earlier`
# (str: the words that were stored before). What a listener returns is a sentence for the editor,
# or nothing; a listener that raises undoes the keeping.
text_kept = Signal()

# Sent by `Article.clean` with `article` (the Article as it is to be saved). What a listener returns
# is what is wrong with it, by the name of the field; an empty table if nothing is.
article_checked = Signal()

# Sent by `sources.swaps` for a model, with `rows`: stored ones that may be given other keys or
# numbers for a moment. A listener may read them as they are.
rows_move_aside = Signal()
