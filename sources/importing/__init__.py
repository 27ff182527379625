"""Many articles from one file: read it, plan what would happen, then do exactly that.

`tables` turns CSV or JSON into rows of plain texts; `values` checks one row; `planning` compares
the rows with what is stored (the dry run); `applying` writes a plan. Nothing is written before a
person has seen the plan.
"""

from sources.importing.applying import Applied, apply
from sources.importing.planning import Plan, Row, Status, plan
from sources.importing.tables import COLUMNS, read_table

__all__ = ["COLUMNS", "Applied", "Plan", "Row", "Status", "apply", "plan", "read_table"]
