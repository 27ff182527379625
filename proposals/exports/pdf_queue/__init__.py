"""The queue of PDF files: drawn beside the server, by processes of their own.

`requests` is what pages use: ask for a file, tell how far it is, hand it out. `drawer` takes what
waits and draws it; `upkeep` lets go of what nobody waits for. They meet in the database alone.
"""
