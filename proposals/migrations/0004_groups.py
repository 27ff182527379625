"""The groups of those who work on the site, each with exactly its permissions."""

from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.models import Q

APPS = ("auth", "proposals", "sources")

# Answers, evidence and checked absences can be taken back too: they are parts of a draft, and the
# history remembers them. Everything else is kept or withdrawn.
ENTERED = {
    "proposals": {
        "proposal": "add change",
        "version": "add change",
        "clause": "add change",
        "term": "add change delete",
        "evidence": "add change delete",
        "coverage": "add change delete",
        "comment": "add change",
    },
    "sources": {
        "outlet": "add change",
        "origin": "add change",
        "article": "add change",
        "articletext": "add change",
    },
}
REVIEWED = {"proposals": {"clause": "review", "judgement": "add change delete"}}


def named(entries):
    """The permissions that a table above names."""
    wanted = Q(pk__in=())
    for app, models in entries.items():
        for model, actions in models.items():
            codenames = [f"{action}_{model}" for action in actions.split()]
            wanted |= Q(content_type__app_label=app, codename__in=codenames)
    return wanted


def make_groups(apps, schema_editor):
    """Make the three groups; permissions that an administrator gave them meanwhile stay."""
    for label in APPS:
        config = apps.get_app_config(label)
        # Without this the historical app counts as one without models.
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    group = apps.get_model("auth", "Group")
    permissions = apps.get_model("auth", "Permission").objects
    seen = Q(codename__startswith="view_", content_type__app_label__in=("proposals", "sources"))
    for name, wanted in (
        ("analyst", seen | named(ENTERED)),
        ("reviewer", seen | named(ENTERED) | named(REVIEWED)),
        ("administrator", Q(content_type__app_label__in=APPS)),
    ):
        made, _new = group.objects.get_or_create(name=name)
        made.permissions.add(*permissions.filter(wanted))


def remove_groups(apps, schema_editor):
    """Remove the three groups."""
    group = apps.get_model("auth", "Group")
    group.objects.filter(name__in=("analyst", "reviewer", "administrator")).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("proposals", "0003_review"),
        ("sources", "0002_texts"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
