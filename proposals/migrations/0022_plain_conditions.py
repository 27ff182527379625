import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('proposals', '0021_freezes'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='snapshot',
            name='proposals_snapshot_hash_is_sha256',
        ),
        migrations.RemoveConstraint(
            model_name='snapshot',
            name='proposals_snapshot_sheet_hash_is_sha256',
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('hash'), models.Value(64)), django.db.models.lookups.Exact(models.Func(models.F('hash'), models.Value('0123456789abcdef'), function='TRIM', output_field=models.TextField()), models.Value(''))), name='proposals_snapshot_hash_is_sha256', violation_error_message='A hash has 64 hexadecimal digits, in lower case.'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('sheet_hash'), models.Value(64)), django.db.models.lookups.Exact(models.Func(models.F('sheet_hash'), models.Value('0123456789abcdef'), function='TRIM', output_field=models.TextField()), models.Value(''))), name='proposals_snapshot_sheet_hash_is_sha256', violation_error_message='A hash has 64 hexadecimal digits, in lower case.'),
        ),
    ]
