"""The stamp of all data that readers see, and what is kept under it.

`triggers` says which writes move it, `installation` puts the triggers into the database, `stamp`
reads it, and `memory` keeps values that were made under it. `frozen` is what pages show beside it.
"""

from proposals.data_stamps.memory import prepared
from proposals.data_stamps.stamp import Stamp, current_stamp, read_stamp, under_stamp

__all__ = ["Stamp", "current_stamp", "prepared", "read_stamp", "under_stamp"]
