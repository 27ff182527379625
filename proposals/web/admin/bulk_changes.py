"""The changes that can be made to many clauses at once, applied to one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals.editing.locking import acquire
from proposals.editing.review import confirm, publish, reopen, request_changes, submit, withdraw
from proposals.editing.revisions import open_revision
from proposals.editing.rows_beside import rows_beside, typed_by
from proposals.history.recorder import record_change
from proposals.models import Clause, Topic
from proposals.web.admin.flags import clause_address
from sources.validators import valid_written_text

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DRAFT_REASON = "…"  # stands for the reason while it is not written yet


class PlainForm(forms.Form):
    """A form without fields, for a change that needs no input."""


class ReasonForm(forms.Form):
    """A reason, which is kept with the step of every clause."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Kept with every clause below."),
        validators=[valid_written_text],
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60, "dir": "auto"}),
    )


class OptionalReasonForm(ReasonForm):
    """A reason that may be left out, as long as no clause needs one."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].required = False
        self.fields["reason"].help_text = _(
            "Needed where a published clause is corrected; kept with every clause below."
        )


class TopicForm(forms.Form):
    """A topic to add or remove."""

    topic = forms.ModelChoiceField(
        Topic.objects.select_related("theme"), label=gettext_lazy("Topic"), required=True
    )


@dataclass(frozen=True, kw_only=True)
class BulkChange:
    """A change to one clause after the other; `apply` raises ValidationError where it cannot be."""

    name: str
    label: StrPromise
    about: StrPromise
    permission: str
    form: type[forms.Form]
    apply: Callable[[Clause, Any, dict[str, Any]], object]


def _review_step(step: Callable[..., object]) -> Callable[[Clause, Any, dict[str, Any]], object]:
    """Return the function that takes a step of review with the reason in the form."""

    def apply(clause: Clause, by: Any, data: dict[str, Any]) -> object:
        return step(clause, by, reason=data.get("reason", DRAFT_REASON), seen=clause.edition)

    return apply


def _publish(clause: Clause, by: Any, data: dict[str, Any]) -> None:
    """Publish a clause, unless readers would first see with it what its own page shows."""
    beside = [one for one in rows_beside(clause) if one.editors]
    if beside and not typed_by(beside, by):
        names = "; ".join(str(one.row) for one in beside)
        message = _("Readers would first see with it: %(rows)s. Publish it on its own page.")
        raise ValidationError(message % {"rows": names})
    publish(clause, by, reason=data.get("reason", DRAFT_REASON), seen=clause.edition)


def _confirm(clause: Clause, by: Any, data: dict[str, Any]) -> None:
    confirm(clause, by)


def _add_topic(clause: Clause, by: Any, data: dict[str, Any]) -> None:
    _set_topic(clause, by, data.get("topic"), present=True)


def _remove_topic(clause: Clause, by: Any, data: dict[str, Any]) -> None:
    _set_topic(clause, by, data.get("topic"), present=False)


def _set_topic(clause: Clause, by: Any, topic: Topic | None, *, present: bool) -> None:
    if topic is None:
        return  # not chosen yet: any clause could take one
    if clause.topics.filter(pk=topic.pk).exists() == present:
        raise ValidationError(_("Nothing would change."))
    row = open_revision(clause, by)
    with record_change(row, by, _("Topics changed from the list")):
        acquire(row, clause.edition if row.pk == clause.pk else row.edition, by)
        (row.topics.add if present else row.topics.remove)(topic)


CHANGES = (
    BulkChange(
        name="submit_chosen",
        label=gettext_lazy("Hand in for review"),
        about=gettext_lazy("Reviewers find them on the start page. Who hands in cannot publish."),
        permission="change",
        form=PlainForm,
        apply=_review_step(submit),
    ),
    BulkChange(
        name="publish_chosen",
        label=gettext_lazy("Publish"),
        about=gettext_lazy("Readers see them at once."),
        permission="review",
        form=OptionalReasonForm,
        apply=_publish,
    ),
    BulkChange(
        name="request_changes_chosen",
        label=gettext_lazy("Request changes"),
        about=gettext_lazy("They go back to whoever handed them in, with the reason."),
        permission="review",
        form=ReasonForm,
        apply=_review_step(request_changes),
    ),
    BulkChange(
        name="withdraw_chosen",
        label=gettext_lazy("Withdraw from readers"),
        about=gettext_lazy("Readers no longer see them; the page of corrections names the reason."),
        permission="review",
        form=ReasonForm,
        apply=_review_step(withdraw),
    ),
    BulkChange(
        name="reopen_chosen",
        label=gettext_lazy("Take back to draft"),
        about=gettext_lazy("They can be edited again, and have to be handed in again."),
        permission="change",
        form=ReasonForm,
        apply=_review_step(reopen),
    ),
    BulkChange(
        name="confirm_chosen",
        label=gettext_lazy("Found still right"),
        about=gettext_lazy(
            "Notes that they were checked now, so that they no longer count as stale."
        ),
        permission="review",
        form=PlainForm,
        apply=_confirm,
    ),
    BulkChange(
        name="add_topic_chosen",
        label=gettext_lazy("Add a topic"),
        about=gettext_lazy("A published clause is not touched: a revision of it is opened."),
        permission="change",
        form=TopicForm,
        apply=_add_topic,
    ),
    BulkChange(
        name="remove_topic_chosen",
        label=gettext_lazy("Remove a topic"),
        about=gettext_lazy("A published clause is not touched: a revision of it is opened."),
        permission="change",
        form=TopicForm,
        apply=_remove_topic,
    ),
)


@dataclass(frozen=True, kw_only=True)
class BulkOutcome:
    """The states of one clause before and after a change, or the problems that prevent it."""

    pk: int
    clause: str
    document: str
    before: str
    after: str
    problems: tuple[str, ...]
    edition: int

    @property
    def link(self) -> str:
        """The address of the clause's page in the admin."""
        return clause_address(self.pk)


def carry_out(
    change: BulkChange, clause: Clause, by: Any, data: dict[str, Any], *, keep: bool
) -> BulkOutcome:
    """Apply a change to one clause, all or nothing; roll it back unless it is to be kept."""
    pk, name, document, edition = clause.pk, str(clause), str(clause.version), clause.edition
    before, after = clause.get_state_display(), ""
    problems: tuple[str, ...] = ()
    try:
        with transaction.atomic():
            change.apply(clause, by, data)
            after = str(clause.get_state_display())
            transaction.set_rollback(not keep)
    except ValidationError as error:
        problems = tuple(error.messages)
    except PermissionDenied as error:
        problems = (str(error) or _("You may not do this."),)
    return BulkOutcome(
        pk=pk,
        clause=name,
        document=document,
        before=before,
        after=after,
        problems=problems,
        edition=edition,
    )
