import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model

admin.autodiscover()


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_a_list_that_the_admin_looks_choices_up_in_has_an_order(rf, model):
    # Counting in a queryset drops the model's own order: then the admin must state one.
    request = rf.get("/")
    request.user = get_user_model()()
    assert admin.site._registry[model].get_queryset(request).ordered
