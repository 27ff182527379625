"""Write stored numbers of three decimals with a further zero, so that none looks like thousands.

What "4.125" means does not change: it becomes "4.1250". Drafts and revisions are rows like any
other; the entries of history are rewritten too, so that each of them can be restored.
"""

from __future__ import annotations

import json
import re
from typing import Any

from django.db import migrations

ENDS = ("at_least", "more_than", "at_most", "less_than", "exactly")
_UNCLEAR = re.compile(r"-?(?!0+\.)\d{1,3}\.\d{3}")


def with_clear_numbers(value: Any) -> Any:
    """Return a stored answer whose numbers cannot be read as thousands; others as they are."""
    if not isinstance(value, dict):
        return value
    return {key: _clear(inner) if key in ENDS else inner for key, inner in value.items()}


def _clear(text: Any) -> Any:
    if not isinstance(text, str) or not _UNCLEAR.fullmatch(text):
        return text
    shortest = text.rstrip("0").rstrip(".")
    return f"{shortest}0" if _UNCLEAR.fullmatch(shortest) else shortest


def rewrite_terms(apps: Any, schema_editor: Any) -> None:
    """Rewrite the answers of all clauses, whatever their state."""
    terms = apps.get_model("proposals", "Term").objects
    for pk, value in terms.values_list("pk", "value").iterator():
        if (clear := with_clear_numbers(value)) != value:
            terms.filter(pk=pk).update(value=clear)


def rewrite_history(apps: Any, schema_editor: Any) -> None:
    """Rewrite the answers that entries of history hold."""
    saved = apps.get_model("reversion", "Version").objects.filter(
        content_type__app_label="proposals", content_type__model="term", format="json"
    )
    for pk, text in saved.values_list("pk", "serialized_data").iterator():
        rows = json.loads(text)
        for row in rows:
            row["fields"]["value"] = with_clear_numbers(row["fields"].get("value"))
        if rows != json.loads(text):
            saved.filter(pk=pk).update(serialized_data=json.dumps(rows, ensure_ascii=False))


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0006_worded_snapshots"),
        ("reversion", "0002_add_index_on_version_for_content_type_and_db"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(rewrite_terms, migrations.RunPython.noop),
        migrations.RunPython(rewrite_history, migrations.RunPython.noop),
    ]
