"""The whole site's data in one file, and back: `manage.py backup`, `manage.py restore`.

`copies` chooses by the kind of database: a file of SQLite (`sqlite`) or an archive of pg_dump
(`postgresql`, which runs `programs`). `files` puts files into place whole or not at all, and
`migrations` tells whether a file is of this product, and of no later version.
"""

from config.backups.copies import Restored, back_up, restore
from config.backups.files import Refused

__all__ = ["Refused", "Restored", "back_up", "restore"]
