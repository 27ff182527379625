"""The description of the interface: OpenAPI 3.1, complete, made once for each host name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from proposals.language.languages import DATA_LANGUAGE
from proposals.web.api.problems import CONTENT_TYPE as PROBLEM
from proposals.web.api.service import api
from sources.read_only import PUBLIC

Json = dict[str, Any]

ABOUT = """Peace proposals side by side: documents, clauses, typed answers, computed verdicts, and
the press articles that each of them rests on.

Everything can be read by anybody without a key, and nothing can be changed. Every address takes GET
and HEAD, and OPTIONS for scripts of other sites. Lists come in parts: `limit` and `offset` choose
one, `links` and the header Link lead to the next. Ids and keys are lasting. Every answer has an
ETag; sent back in If-None-Match, it gives 304 while nothing has changed. What is wrong is answered
with a problem document (RFC 9457) that says what would be right; a parameter that is not known is
refused. `lang` asks for the words of an answer in another language. Clause texts are the editors'
own words; the texts of articles are never given."""

_MEANINGS = {
    "200": "As asked for.",
    "304": "Nothing has changed since the answer with the ETag that was sent.",
    "400": "A parameter cannot be followed; all that is wrong with them is told.",
    "404": "Nothing published has one of the names; what there is, is told.",
    "500": "Something went wrong on this side.",
    "503": "The database cannot be used just now; send it again after the seconds of Retry-After.",
}
_TAG = {"type": "string", "pattern": '^(W/)?"[^"]+"$', "examples": ['"0c1f…"']}
_HEADERS: Json = {
    "ETag": {
        "description": "Names these very bytes.",
        "schema": _TAG,
        "required": True,
    },
    "Cache-Control": {
        "description": "How long a copy may be used without asking.",
        "schema": {"type": "string", "examples": [PUBLIC]},
        "required": True,
    },
    "Link": {
        "description": "Lists: the next and previous part. Comparison: its page. Index: this.",
        "schema": {"type": "string"},
    },
    "Parley-Hash": {
        "description": "SHA-256 of the content of the record, in its one spelling.",
        "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
}


_PARTS: Json = {
    "negotiation": {"description": "Key of a negotiation.", "example": "lake-2031"},
    "document": {
        "description": "Key of a document: “proposal.version”; “proposal” alone: its newest one.",
        "example": "wadi-plan",
    },
    "topic": {"description": "Key of a topic.", "example": "pass"},
    "question": {"description": "Key of a question.", "example": "springs"},
    "clause": {"description": "Id of a clause.", "example": "lake-2031.wadi-plan.second.1"},
    "article": {"description": "Key of an article.", "example": "L2"},
    "outlet": {"description": "Key of an outlet.", "example": "sada"},
    "number": {"description": "Which of those from this article on this clause.", "example": 1},
}


@cache
def description() -> Json:
    """Return the whole description, made of the operations themselves, in the data's language."""
    with override(DATA_LANGUAGE):
        return _description()


def _description() -> Json:
    document: Json = dict(api.get_openapi_schema(path_prefix=reverse("api:index")))
    document["info"] = {
        "title": api.title,
        "version": api.version,
        "summary": "What readers see, for programs.",
        "description": ABOUT,
        "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
    }
    document["jsonSchemaDialect"] = "https://json-schema.org/draft/2020-12/schema"
    document["servers"] = [{"url": "/", "description": "The site that serves this description."}]
    document["tags"] = [{"name": name} for name in _tags(document)]
    document["components"]["headers"] = _HEADERS
    for address, path in document["paths"].items():
        del path["head"]  # the same as "get" without a body, and that cannot be said twice
        _complete(path["get"], tuple(_headers_of(address)))
    return document


def _tags(document: Json) -> list[str]:
    names = (tag for path in document["paths"].values() for tag in path["get"].get("tags", ()))
    return list(dict.fromkeys(names))


def _complete(operation: Json, headers: tuple[str, ...]) -> None:
    """Add what the library leaves out: kinds of content, headers, and words for every part."""
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            parameter |= _PARTS[parameter["name"]]
            parameter["schema"].pop("title", None)
    responses = {str(status): one for status, one in operation["responses"].items()}
    operation["responses"] = responses
    for status, response in responses.items():
        response["description"] = _MEANINGS[status]
        if status in ("200", "304"):
            references = {name: {"$ref": f"#/components/headers/{name}"} for name in headers}
            response["headers"] = references
        if int(status) >= 400:
            response["content"] = {PROBLEM: next(iter(response["content"].values()))}


def _headers_of(address: str) -> Iterator[str]:
    yield from ("ETag", "Cache-Control", "Link")
    if address == reverse("api:comparison", args=["-"]).replace("-", "{negotiation}"):
        yield "Parley-Hash"
