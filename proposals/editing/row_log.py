"""The log of the admin: who asked for a change of a row that readers see, and who published it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from proposals.editing.row_changes import RowAction, RowChange
from proposals.editing.row_deletions import RowKey
from proposals.models.row_revisions import RowRevision

FLAGS = {RowAction.ADDED: ADDITION, RowAction.DELETED: DELETION}
"""What the log calls that which becomes of a row; everything else changes it."""

LONGEST_NAME = 200
"""The letters of a name that the log keeps."""


def log_publication(
    revision: RowRevision, by: Any, changes: Iterable[RowChange], *, added: Mapping[RowKey, int]
) -> None:
    """Write into the history of each row who asked for its change, who published it, and why.

    `added` holds the keys of rows that were added anew. One query, and one for a model that was not
    looked up before.
    """
    words = _("Asked for by %(maker)s, published by %(publisher)s: %(reason)s") % {
        "maker": revision.made_by_name,
        "publisher": revision.decided_by_name,
        "reason": revision.reason,
    }
    LogEntry.objects.bulk_create(
        LogEntry(
            user_id=by.pk,
            content_type=ContentType.objects.get_for_model(change.model_class),
            object_id=str(_key(change, added)),
            object_repr=change.name[:LONGEST_NAME],
            action_flag=FLAGS.get(RowAction(change.action), CHANGE),
            change_message=words,
        )
        for change in changes
    )


def _key(change: RowChange, added: Mapping[RowKey, int]) -> int:
    if change.action == RowAction.ADDED:
        return added.get((change.model, change.pk), change.pk)
    return change.pk
