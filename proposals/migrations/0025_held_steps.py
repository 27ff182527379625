import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('proposals', '0024_row_editors'),
    ]

    operations = [
        migrations.AddField(
            model_name='transition',
            name='held_in',
            field=models.ForeignKey(blank=True, editable=False, help_text='The change in which one person asked for it, and another published it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='steps', to='proposals.rowrevision', verbose_name='change that waited'),
        ),
    ]
