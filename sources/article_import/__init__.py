"""Many articles from one file: read it, plan what would happen, then do exactly that.

`tables` turns CSV or JSON into rows of plain texts, with `csl_json`, `ris` and `bibtex` for what
reference managers write; `values` checks one row, `questions` asks about odd cells; `plan` compares
the rows with what is stored (the dry run), `new_outlets` describes outlets that are not; `applier`
writes what an editor chose of a plan. Nothing is written before a person has seen the plan.
"""

from sources.article_import.applier import ImportChoice, ImportResult, apply
from sources.article_import.columns import COLUMNS
from sources.article_import.plan import plan
from sources.article_import.rows import ImportPlan, ImportRow, Status
from sources.article_import.tables import read_table

__all__ = [
    "COLUMNS",
    "ImportChoice",
    "ImportPlan",
    "ImportResult",
    "ImportRow",
    "Status",
    "apply",
    "plan",
    "read_table",
]
