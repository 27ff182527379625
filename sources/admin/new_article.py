"""The page that adds an article by its address and words, and offers duplicates before saving."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.addresses import folded, original_of
from sources.admin.admin_page import AdminPage
from sources.admin.article_text import store
from sources.admin.page_suggestions import find_doubles_of_page, suggested_values
from sources.admin.suggestions import suggest_key, suggest_outlet_key
from sources.admin.text_forms import PastedTextForm
from sources.article_import.columns import plain_address
from sources.better_addresses import without_tracking
from sources.doubts import Doubt, doubts
from sources.duplicates import Doubles, find_namesakes
from sources.models import Article, Outlet
from sources.models.articles import problem_of_days
from sources.texts import clean_text
from sources.validators import is_row_number, valid_written_text

TEMPLATE = "admin/sources/article/new.html"


def address_input() -> forms.TextInput:
    """Return the control for an address; one for URLs would refuse “news.example/1” itself."""
    return forms.TextInput(attrs={"class": "vURLField", "inputmode": "url", "dir": "ltr"})


class AddressForm(PastedTextForm):
    """The first step: where the article stands, and its words if they are at hand."""

    url = forms.URLField(
        label=gettext_lazy("web address"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=address_input(),
        help_text=gettext_lazy("As in the browser; what only tracks readers is left out."),
    )
    field_order = ("url", "text", "file")

    def clean_url(self) -> str:
        """Return the address without the escapes of the page that it was copied from."""
        return plain_address(self.cleaned_data["url"])


def safe_formfield(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """Return the form field; an address typed without a scheme means the safe one."""
    more: dict[str, Any] = {"assume_scheme": "https"} if isinstance(field, models.URLField) else {}
    return field.formfield(**more, **kwargs)


class NewArticleForm(forms.ModelForm):
    """The second step: all that is known of the article, with suggestions filled in."""

    new_outlet = forms.CharField(
        label=gettext_lazy("or a new outlet"),
        required=False,
        max_length=200,
        validators=[valid_written_text],
        help_text=gettext_lazy("Its name. Country and ownership can be added later."),
    )
    text = forms.CharField(
        label=gettext_lazy("text of the article"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "dir": "auto", "class": "vLargeTextField"}),
        help_text=gettext_lazy("Private. Look whether it is whole and holds nothing else."),
    )
    despite = forms.BooleanField(
        label=gettext_lazy("It is another article all the same: save it"), required=False
    )
    sure = forms.BooleanField(
        label=gettext_lazy("I have looked: this is right as it stands"), required=False
    )
    page_addresses = forms.CharField(required=False, widget=forms.HiddenInput)
    same_name = forms.BooleanField(
        label=gettext_lazy("It is another outlet of the same name: add it"), required=False
    )

    asked = ("despite", "same_name", "sure")
    """The fields that stand beside a question, where there is one."""

    class Meta:
        model = Article
        formfield_callback = safe_formfield
        fields = (
            "url",
            "headline",
            "description",
            "outlet",
            "new_outlet",
            "published",
            "published_note",
            "language",
            "extent",
            "key",
            "accessed",
            "archived_url",
            "note",
            "text",
        )
        widgets = {
            "url": address_input(),
            "archived_url": address_input(),
            "headline": forms.Textarea(
                attrs={"rows": 2, "dir": "auto", "class": "vLargeTextField"}
            ),
            "note": forms.Textarea(attrs={"rows": 2, "dir": "auto", "class": "vLargeTextField"}),
            "published": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "accessed": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, may_add_outlet: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doubts: list[Doubt] = []
        self.doubles = Doubles()
        self.namesakes: list[Outlet] = []
        self.fields["outlet"].required = False
        if not may_add_outlet:
            del self.fields["new_outlet"]

    def clean_url(self) -> str:
        """Return the address without what only tracks readers."""
        return without_tracking(self.cleaned_data["url"])

    def clean_headline(self) -> str:
        """Return the headline on one line."""
        return " ".join(self.cleaned_data["headline"].split())

    def clean_text(self) -> str:
        """Return the text as it would be stored, empty if none is given."""
        text = self.cleaned_data["text"]
        return clean_text(text) if text.strip() else ""

    def clean(self) -> dict[str, Any]:
        """Ask for one outlet, and about odd values; offer an article that has the same page."""
        values = super().clean() or {}
        named = [name for name in ("outlet", "new_outlet") if values.get(name)]
        if len(named) != 1 and "outlet" not in self.errors:
            self.add_error("outlet", _("Choose an outlet, or name a new one; not both."))
        self.doubts = doubts(values)
        if problem_of_days(values.get("published"), values.get("accessed")):
            # The article itself refuses these days; no "I have looked" helps.
            self.doubts = [doubt for doubt in self.doubts if doubt.field != "published"]
        for doubt in self.doubts if not values.get("sure") else ():
            self.add_error(doubt.field, doubt.message)
        self._ask_about_namesakes(values)
        self._ask_about_doubles(values)
        return values

    def _ask_about_namesakes(self, values: dict[str, Any]) -> None:
        """Ask whether a new outlet is one that is stored under its name."""
        self.namesakes = find_namesakes(values.get("new_outlet") or "")
        if self.namesakes and not values.get("same_name"):
            message = _("An outlet of this name is stored already: %(outlets)s. Choose it above.")
            outlets = ", ".join(f"{outlet} ({outlet.key})" for outlet in self.namesakes)
            self.add_error("new_outlet", message % {"outlets": outlets})

    def _ask_about_doubles(self, values: dict[str, Any]) -> None:
        """Ask whether an article is one that is stored, or may be."""
        names = ("url", "archived_url", "headline", "published", "outlet")
        given = {name: value for name in names if (value := values.get(name))}
        addresses = values.get("page_addresses", "").split()
        self.doubles = find_doubles_of_page(Article(**given), addresses)
        if values.get("despite"):
            return
        if self.doubles.certain:
            raise ValidationError(_("This page is stored already; see below."), code="duplicate")
        if self.doubles.likely:
            message = _("This article may be stored already; see below.")
            raise ValidationError(message, code="likely")

    @transaction.atomic
    def save(self, commit: bool = True) -> Article:
        """Store the article, and its outlet if that is new."""
        if name := self.cleaned_data.get("new_outlet"):
            key = suggest_outlet_key(name, self.cleaned_data["url"])
            self.instance.outlet = Outlet.objects.create(key=key, name=name)
        return super().save(commit)

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out the outlet if it is new: it is created on saving only."""
        missing = {"outlet"} if not self.cleaned_data.get("outlet") else set()
        return {*super()._get_validation_exclusions(), *missing}  # type: ignore[misc]


def new_article_page(page: AdminPage, request: HttpRequest) -> HttpResponse:
    """Show the first step, the second with what was read, or save."""
    page.require(request, "add_article")
    if request.method != "POST":
        return _render(page, request, first=AddressForm(initial=request.GET.dict()))
    if "keep_for" in request.POST:
        return _keep_for_another(page, request)
    if request.POST.get("step") == "save":
        return _save(page, request)
    first = AddressForm(request.POST, request.FILES)
    if not first.is_valid():
        return _render(page, request, first=first)
    return _second_step(page, request, first)


def _second_step(page: AdminPage, request: HttpRequest, first: AddressForm) -> HttpResponse:
    """Show the whole form with what the address and the text tell."""
    may_add_outlet = request.user.has_perm("sources.add_outlet")
    initial, remarks = suggested_values(
        first.cleaned_data["url"], first.content, may_add_outlet=may_add_outlet
    )
    initial |= {"key": suggest_key(), "accessed": timezone.localdate()}
    form = _article_form(request, initial=initial)
    names = ("url", "archived_url", "headline", "published", "outlet")
    draft = Article(**{name: value for name in names if (value := initial.get(name))})
    addresses = initial["page_addresses"].split()
    form.doubles = find_doubles_of_page(draft, addresses)
    given = first.cleaned_data["url"] or next(iter(addresses), "")
    return _render(
        page,
        request,
        form=form,
        read=first,
        read_remarks=remarks,
        untracked=initial["url"] != folded(original_of(given) or given),
        archived=bool(initial["archived_url"]),
    )


def _article_form(request: HttpRequest, *args: Any, **kwargs: Any) -> NewArticleForm:
    """Return the form with the fields that this editor may fill."""
    may_add_outlet = request.user.has_perm("sources.add_outlet")
    return NewArticleForm(*args, may_add_outlet=may_add_outlet, **kwargs)


def _save(page: AdminPage, request: HttpRequest) -> HttpResponse:
    """Store article and text together, or show what is wrong."""
    form = _article_form(request, request.POST)
    if not form.is_valid():
        return _render(page, request, form=form)
    text = form.cleaned_data["text"]
    if text:
        page.require(request, "add_articletext")
    with transaction.atomic():
        article = form.save()
        page.log(request, article, _("Added with its text.") if text else "", added=True)
        if text:
            store(page, request, article, text)
    page.show_message(request, _("“%(article)s” was added.") % {"article": article})
    return redirect(page.address("shared" if text else "change", article))


def _keep_for_another(page: AdminPage, request: HttpRequest) -> HttpResponse:
    """Keep the text as that of the article that is there already."""
    number = request.POST["keep_for"]
    if not is_row_number(number):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.select_related("stored_text"), pk=number)
    page.require(request, "change_articletext", "add_articletext")
    try:
        store(page, request, article, request.POST.get("text", ""))
    except ValidationError as error:
        form = _article_form(request, request.POST)
        form.add_error("text", error)
        return _render(page, request, form=form)
    return redirect(page.address("shared", article))


def _render(page: AdminPage, request: HttpRequest, **context: Any) -> HttpResponse:
    """Draw either step."""
    return page.render(request, TEMPLATE, title=_("Add an article with its text"), **context)
