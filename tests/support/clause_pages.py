"""The page of a clause as its editor's browser holds it: what stands in the form, what is sent."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from lxml import etree

from tests.factories import QuestionFactory
from tests.support.pages import parsed

ADD = "admin:proposals_clause_add"


def address(clause: Any) -> str:
    return reverse("admin:proposals_clause_change", args=[clause.pk])


def person(name: str, *permissions: str, superuser: bool = False) -> Any:
    """Somebody who may enter the admin, with these permissions on the app."""
    user = get_user_model().objects.create_user(name, is_staff=True, is_superuser=superuser)
    for codename in permissions:
        app, _dot, word = codename.rpartition(".")
        found = Permission.objects.get(content_type__app_label=app or "proposals", codename=word)
        user.user_permissions.add(found)
    return user


def visit(user: Any, **more: Any) -> Client:
    client = Client(**more)
    client.force_login(user)
    return client


def opened(client: Client, clause: Any, *, scripts: bool = True) -> QueryDict:
    """Open the page; what the browser would send if nothing were changed."""
    response = client.get(address(clause))
    assert response.status_code == 200, response.status_code
    return controls(response.content.decode(), scripts=scripts)


def controls(page: str, *, scripts: bool = True) -> QueryDict:
    """The values of all controls of the clause's form, without its buttons."""
    data = QueryDict(mutable=True)
    root = parsed(page)
    for control in root.xpath("//input|//select|//textarea"):
        outside = not control.xpath("ancestor::form[@id='clause_form']")
        if outside and control.get("form") != "clause_form":
            continue
        if scripts and control.xpath("ancestor::noscript"):
            continue
        for value in values(control):
            data.appendlist(control.get("name"), value)
    return data


def values(control: etree._Element) -> list[str]:
    if control.tag == "textarea":
        return [(control.text or "").removeprefix("\n")]
    if control.tag == "select":
        options = control.xpath(".//option")
        chosen = [one for one in options if one.get("selected") is not None]
        if not chosen and control.get("multiple") is None:
            chosen = options[:1]
        return [one.get("value", "") for one in chosen]
    if control.get("type") in ("checkbox", "radio"):
        return [control.get("value", "on")] if control.get("checked") is not None else []
    return [] if control.get("type") == "submit" else [control.get("value", "")]


def changed(data: QueryDict, **values: Any) -> QueryDict:
    """The same controls, some filled in anew; two underscores stand for a hyphen, None empties."""
    copy = data.copy()
    for name, value in values.items():
        key = name.replace("__", "-")
        if value is None:
            copy.pop(key, None)
        else:
            copy.setlist(key, value if isinstance(value, list) else [str(value)])
    return copy


def text(response: Any) -> str:
    """All words of a page, with single spaces."""
    return " ".join(" ".join(parsed(response.content.decode()).itertext()).split())


def part(response: Any, name: str) -> str:
    """The words of one element, found by its id."""
    found = parsed(response.content.decode()).xpath("//*[@id=$name]", name=name)
    assert len(found) == 1, f"{len(found)} elements with the id {name}"
    return " ".join(" ".join(found[0].itertext()).split())


def errors(response: Any) -> str:
    """All errors that the page shows."""
    return str(response.context["errors"])


def asked(clause, kind="", **more):
    """A question of the clause's negotiation."""
    traits = {kind: True} if kind else {}
    return QuestionFactory(negotiation=clause.version.proposal.negotiation, **traits, **more)


def answer(question, value="", number=0, **more):
    """One new answer as the page sends it."""
    start = f"terms__{number}__"
    filled = {"question": question.pk, "value": value, "force": "demands", "confidence": "high"}
    filled |= more
    return {
        "terms__TOTAL_FORMS": number + 1,
        **{start + name: value for name, value in filled.items()},
    }


def tagged(article, **more):
    """One new piece of evidence as the page sends it."""
    filled = {"article": article.pk, "stance": "supports", "basis": "prints"} | more
    return {
        "evidence__TOTAL_FORMS": 1,
        **{f"evidence__0__{name}": value for name, value in filled.items()},
    }


def boxes(question, number=0, **filled):
    """Boxes of a question as the page sends them."""
    start = f"terms__{number}__part__"
    sent = {"of": question.pk, "was": "", "shown": 1} | filled
    return {start + name: value for name, value in sent.items()}
