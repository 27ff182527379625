"""Every field that editors fill in is explained; for that no database is asked."""

import pytest
from django.apps import apps

from proposals import models

MODELS = list(apps.get_app_config("proposals").get_models())


@pytest.mark.parametrize(
    "field",
    [
        pytest.param(field, id=f"{model.__name__}.{field.name}")
        for model in MODELS
        if model is not models.SeedRecord
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.editable and not field.primary_key and not field.is_relation
    ],
)
def test_every_field_is_explained(field):
    assert field.help_text
