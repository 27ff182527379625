"""What can be done to many clauses at once: tried first, shown on a page, then done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from proposals.editing.locking import acquire
from proposals.editing.review import confirm, publish, reopen, request_changes, submit, withdraw
from proposals.editing.revisions import open_revision
from proposals.history.recorder import record_change
from proposals.models import Clause, Topic
from proposals.web.admin.flags import page_of
from sources.validators import is_row_number

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST_AT_ONCE = 200  # every one is tried before it is done
UNSAID = "…"  # stands for the reason while it is not written yet


class PlainForm(forms.Form):
    """Nothing to say."""


class ReasonForm(forms.Form):
    """A reason, kept with the step of every clause."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Kept with every clause below."),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60, "dir": "auto"}),
    )


class FreeReasonForm(ReasonForm):
    """A reason that may be left out, as long as no clause needs one."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].required = False
        self.fields["reason"].help_text = _(
            "Needed where a published clause is corrected; kept with every clause below."
        )


class TopicForm(forms.Form):
    """One topic."""

    topic = forms.ModelChoiceField(
        Topic.objects.select_related("theme"), label=gettext_lazy("Topic"), required=True
    )


@dataclass(frozen=True)
class BulkChange:
    """Something done to one clause after the other; `apply` raises ValidationError where not."""

    name: str
    label: StrPromise
    about: StrPromise
    permission: str
    form: type[forms.Form]
    apply: Callable[[Clause, Any, dict[str, Any]], object]


def _stepping(step: Callable[..., object]) -> Callable[[Clause, Any, dict[str, Any]], object]:
    def apply(clause: Clause, by: Any, data: dict[str, Any]) -> object:
        return step(clause, by, reason=data.get("reason", UNSAID), seen=clause.edition)

    return apply


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
    own = open_revision(clause, by)
    with record_change(own, by, _("Topics changed from the list")):
        acquire(own, clause.edition if own.pk == clause.pk else own.edition, by)
        (own.topics.add if present else own.topics.remove)(topic)


CHANGES = (
    BulkChange(
        "submit_chosen",
        gettext_lazy("Hand in for review"),
        gettext_lazy("Reviewers find them on the start page. Who hands in cannot publish."),
        "change",
        PlainForm,
        _stepping(submit),
    ),
    BulkChange(
        "publish_chosen",
        gettext_lazy("Publish"),
        gettext_lazy("Readers see them at once."),
        "review",
        FreeReasonForm,
        _stepping(publish),
    ),
    BulkChange(
        "request_changes_chosen",
        gettext_lazy("Request changes"),
        gettext_lazy("They go back to whoever handed them in, with the reason."),
        "review",
        ReasonForm,
        _stepping(request_changes),
    ),
    BulkChange(
        "withdraw_chosen",
        gettext_lazy("Withdraw from readers"),
        gettext_lazy("Readers no longer see them; the page of corrections names the reason."),
        "review",
        ReasonForm,
        _stepping(withdraw),
    ),
    BulkChange(
        "reopen_chosen",
        gettext_lazy("Take back to draft"),
        gettext_lazy("They can be edited again, and have to be handed in again."),
        "change",
        ReasonForm,
        _stepping(reopen),
    ),
    BulkChange(
        "confirm_chosen",
        gettext_lazy("Found still right"),
        gettext_lazy("Notes that they were checked now, so that they no longer count as stale."),
        "review",
        PlainForm,
        _confirm,
    ),
    BulkChange(
        "add_topic_chosen",
        gettext_lazy("Add a topic"),
        gettext_lazy("A published clause is not touched: a revision of it is opened."),
        "change",
        TopicForm,
        _add_topic,
    ),
    BulkChange(
        "remove_topic_chosen",
        gettext_lazy("Remove a topic"),
        gettext_lazy("A published clause is not touched: a revision of it is opened."),
        "change",
        TopicForm,
        _remove_topic,
    ),
)


@dataclass(frozen=True)
class BulkOutcome:
    """What a change did, or would do, to one clause."""

    pk: int
    clause: str
    document: str
    before: str
    after: str
    problems: tuple[str, ...]
    edition: int

    @property
    def link(self) -> str:
        """Address of the clause's own page in the admin."""
        return page_of(self.pk)


def carry_out(
    change: BulkChange, clause: Clause, by: Any, data: dict[str, Any], *, keep: bool
) -> BulkOutcome:
    """Do it to one clause, all or nothing; take it back again unless it is to be kept."""
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
    return BulkOutcome(pk, name, document, before, after, problems, edition)


class ClauseActions(admin.ModelAdmin):
    """The changes to many clauses, each with a preview."""

    actions = tuple(change.name for change in CHANGES)

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Whether this editor may publish and send back."""
        return request.user.has_perm("proposals.review_clause")

    def preview(
        self, request: HttpRequest, queryset: QuerySet[Clause], change: BulkChange
    ) -> HttpResponse | None:
        """Show what would happen; on the way back, do it where it can be done."""
        chosen = list(queryset.select_related("version__proposal")[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            message = _("At most %(limit)d clauses at once; choose fewer.")
            self.message_user(request, message % {"limit": MOST_AT_ONCE}, messages.ERROR)
            return None
        form = change.form(request.POST if "confirm" in request.POST else None)
        for row in chosen:  # the edition that the editor saw, not the one that is stored now
            seen = request.POST.get(f"seen-{row.pk}", "")
            row.edition = int(seen) if is_row_number(seen) else row.edition
        if form.is_valid():
            self._finish(request, chosen, change, form.cleaned_data)
            return None
        tried = [carry_out(change, row, request.user, {}, keep=False) for row in chosen]
        return self._page(request, change, form, tried)

    def _finish(
        self,
        request: HttpRequest,
        chosen: Sequence[Clause],
        change: BulkChange,
        data: dict[str, Any],
    ) -> None:
        done = [carry_out(change, row, request.user, data, keep=True) for row in chosen]
        refused = [outcome for outcome in done if outcome.problems]
        for outcome in refused:
            words = f"{outcome.clause}: {' '.join(outcome.problems)}"
            self.message_user(request, words, messages.ERROR)
        count = len(done) - len(refused)
        words = ngettext("%(what)s: %(count)d clause.", "%(what)s: %(count)d clauses.", count)
        level = messages.SUCCESS if count else messages.WARNING
        self.message_user(request, words % {"what": change.label, "count": count}, level)

    def _page(
        self,
        request: HttpRequest,
        change: BulkChange,
        form: forms.Form,
        tried: Sequence[BulkOutcome],
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": change.label,
            "opts": self.opts,
            "change": change,
            "form": form,
            "possible": [outcome for outcome in tried if not outcome.problems],
            "refused": [outcome for outcome in tried if outcome.problems],
            "checkbox": ACTION_CHECKBOX_NAME,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/proposals/clause/bulk.html", context)


def _action(change: BulkChange) -> Callable[..., HttpResponse | None]:
    @admin.action(description=change.label, permissions=[change.permission])
    def act(
        modeladmin: ClauseActions, request: HttpRequest, queryset: QuerySet[Clause]
    ) -> HttpResponse | None:
        return modeladmin.preview(request, queryset, change)

    act.__name__ = change.name
    return act


for _change in CHANGES:
    setattr(ClauseActions, _change.name, _action(_change))
