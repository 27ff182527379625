import pytest
from django.http import HttpRequest, HttpResponse

import proposals.web.urls
from config.middleware import CONTENT_POLICY, CONTENT_RULES, FRAMED_PAGES, ContentPolicyMiddleware

ADDRESSES = ["/admin/login/", "/admin/", "/no/such/page/", "/static/django_htmx/htmx-2.min.js"]


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_same_policy(client, address):
    response = client.get(address)
    response.close()
    assert response["Content-Security-Policy"] == CONTENT_POLICY
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_a_page_carries_the_protective_header(client, header, value):
    assert client.get("/admin/login/")[header] == value


def test_nothing_is_allowed_that_is_not_named():
    assert CONTENT_RULES["default-src"] == "'none'"


def test_no_directive_allows_more_than_this_site():
    assert set(CONTENT_RULES.values()) == {"'self'", "'none'"}


def test_a_view_cannot_loosen_the_policy():
    def view(request: HttpRequest) -> HttpResponse:
        response = HttpResponse(headers={"Content-Security-Policy": "default-src *"})
        response.xframe_options_exempt = True
        return response

    response = ContentPolicyMiddleware(view)(HttpRequest())
    assert response["Content-Security-Policy"] == CONTENT_POLICY


def test_the_pages_that_may_be_framed_are_there():
    names = {f"proposals:{pattern.name}" for pattern in proposals.web.urls.urlpatterns}
    assert names >= FRAMED_PAGES


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_a_page_travels_compressed(client):
    response = client.get("/admin/login/", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
