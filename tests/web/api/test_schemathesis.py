"""Schemathesis asks the interface everything that its description allows, and what it forbids."""

import re
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from proposals.web.api.description import description
from proposals.web.api.urls import urlpatterns
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db

LAKES = {"negotiation": "lake-2031"}
CLAUSE = "lake-2031.wadi-plan.second.1"
EXISTING = {
    "/api/v1/": {},
    "/api/v1/openapi.json": {},
    "/api/v1/problems": {},
    "/api/v1/negotiations": {},
    "/api/v1/negotiations/{negotiation}": LAKES,
    "/api/v1/negotiations/{negotiation}/documents": LAKES,
    "/api/v1/negotiations/{negotiation}/documents/{document}": {
        **LAKES,
        "document": "wadi-plan.first",
    },
    "/api/v1/negotiations/{negotiation}/topics": LAKES,
    "/api/v1/negotiations/{negotiation}/topics/{topic}": {**LAKES, "topic": "pass"},
    "/api/v1/negotiations/{negotiation}/questions": LAKES,
    "/api/v1/negotiations/{negotiation}/questions/{question}": {**LAKES, "question": "springs"},
    "/api/v1/negotiations/{negotiation}/clauses": LAKES,
    "/api/v1/negotiations/{negotiation}/comparison": LAKES,
    "/api/v1/negotiations/{negotiation}/movement": LAKES,
    "/api/v1/clauses/{clause}": {"clause": CLAUSE},
    "/api/v1/evidence": {},
    "/api/v1/evidence/{clause}/{article}/{number}": {
        "clause": CLAUSE,
        "article": "L2",
        "number": 1,
    },
    "/api/v1/articles": {},
    "/api/v1/articles/{article}": {"article": "L2"},
    "/api/v1/outlets": {},
    "/api/v1/outlets/{outlet}": {"outlet": "sada"},
}
"""For each path of the description the parts of one that exists."""


def strict(found):
    """The description of objects that have no key but those described; later ones may have more."""
    if isinstance(found, list):
        return [strict(one) for one in found]
    if not isinstance(found, dict):
        return found
    inside = {key: strict(value) for key, value in found.items()}
    closed = {"additionalProperties": False} if "properties" in found else {}
    return inside | closed


SCHEMA = schemathesis.openapi.from_dict(strict(description()))
SITE = get_wsgi_application()


def plain(environ, start_response):
    """The site for a client that cannot unpack what travels packed."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    return SITE(environ, start_response)


SCHEMA.app = plain

stored = stored_for_a_module(LAKE)


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> Iterator[None]:
    """The talks at the lake, as they were loaded, on a connection that stays open."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


@SCHEMA.parametrize()
@settings(max_examples=8, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_schemathesis_finds_nothing(case):
    case.call_and_validate()


@pytest.mark.parametrize("path", EXISTING)
def test_an_answer_is_as_the_description_says(path):
    case = SCHEMA[path]["GET"].Case(path_parameters=dict(EXISTING[path]))
    assert case.call_and_validate().status_code == 200


def test_the_description_and_the_routes_name_the_same_addresses():
    routes = {
        "/api/v1/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
        for pattern in urlpatterns
        if pattern.name != "unknown_address"
    }
    assert routes == set(description()["paths"]) == set(EXISTING)
