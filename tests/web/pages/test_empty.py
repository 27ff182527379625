"""A site without any data."""

import pytest
from django.urls import reverse


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["proposals:home", "proposals:method"])
def test_a_site_without_data_says_so(client, page):
    assert "No negotiation is published yet." in client.get(reverse(page)).content.decode()
