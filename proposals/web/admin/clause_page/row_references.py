"""The references in the rows of a clause's page, fetched once for all forms of a set."""

from __future__ import annotations

from typing import Any

from proposals.models import Version
from proposals.web.admin.finders import FINDERS
from sources.validators import is_row_number


def version_of(formset: Any) -> Version | None:
    """Return the version of the clause; None on a page where it is not chosen yet."""
    return formset.instance.version if formset.instance.version_id else None


def chosen_key(form: Any, name: str) -> str:
    """Return the primary key in a control, as text; empty if there is none."""
    value = str(form[name].value() or "")
    return value if is_row_number(value) else ""


def fetch_references(formset: Any, name: str) -> dict[str, Any]:
    """Fetch the rows that a control names in any form of a set, by primary key; one query."""
    keys = {str(getattr(row, f"{name}_id") or "") for row in formset.get_queryset()}
    if formset.is_bound:
        total = formset.total_form_count()
        keys |= {formset.data.get(f"{formset.prefix}-{n}-{name}", "") for n in range(total)}
    keys |= {str(values.get(name) or "") for values in formset.initial_extra or ()}
    keys = {key for key in keys if is_row_number(key)}
    rows = FINDERS[name].rows().filter(pk__in=keys) if keys else ()
    return {str(row.pk): row for row in rows}
