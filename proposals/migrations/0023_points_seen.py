from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q


def keep_points_seen(apps, schema_editor):
    """Keep the points of every clause that readers see, or saw."""
    Clause = apps.get_model("proposals", "Clause")
    Transition = apps.get_model("proposals", "Transition")
    public = Q(from_state="published") | Q(to_state="published")
    steps = Transition.objects.filter(public, clause=OuterRef("pk"))
    once_public = Q(state__in=("published", "withdrawn")) | Exists(steps)
    rows = list(Clause.objects.filter(once_public, revises=None).only("key", "replaces"))
    for row in rows:
        row.points_seen = [row.key, *row.replaces]
    Clause.objects.bulk_update(rows, ["points_seen"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('proposals', '0022_plain_conditions'),
    ]

    operations = [
        migrations.AddField(
            model_name='clause',
            name='points_seen',
            field=models.JSONField(blank=True, default=list, editable=False, help_text='The points in whose place it stood when readers saw it last; empty if never.', verbose_name='points as readers saw them'),
        ),
        migrations.RunPython(keep_points_seen, migrations.RunPython.noop),
    ]
