"""Who edits articles, and an outlet that is stored."""

import pytest
from django.contrib.auth import get_user_model

from tests.factories import OutletFactory


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


@pytest.fixture
def gazette():
    return OutletFactory(key="gazette", name="The Gazette", url="https://www.gazette.example/")
