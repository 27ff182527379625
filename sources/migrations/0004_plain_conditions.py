import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0003_basis_of_facts'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='article',
            name='article_url_is_web_address',
        ),
        migrations.RemoveConstraint(
            model_name='article',
            name='article_archive_is_web_address',
        ),
        migrations.RemoveConstraint(
            model_name='outlet',
            name='outlet_url_is_web_address',
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('url', ''), django.db.models.lookups.Exact(django.db.models.functions.text.Left('url', models.Value(7)), models.Value('http://')), django.db.models.lookups.Exact(django.db.models.functions.text.Left('url', models.Value(8)), models.Value('https://')), _connector='OR'), name='article_url_is_web_address', violation_error_message="The article's web address has to begin with http:// or https://."),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('archived_url', ''), django.db.models.lookups.Exact(django.db.models.functions.text.Left('archived_url', models.Value(7)), models.Value('http://')), django.db.models.lookups.Exact(django.db.models.functions.text.Left('archived_url', models.Value(8)), models.Value('https://')), _connector='OR'), name='article_archive_is_web_address', violation_error_message='The archived address has to begin with http:// or https://.'),
        ),
        migrations.AddConstraint(
            model_name='outlet',
            constraint=models.CheckConstraint(condition=models.Q(('url', ''), django.db.models.lookups.Exact(django.db.models.functions.text.Left('url', models.Value(7)), models.Value('http://')), django.db.models.lookups.Exact(django.db.models.functions.text.Left('url', models.Value(8)), models.Value('https://')), _connector='OR'), name='outlet_url_is_web_address', violation_error_message="The outlet's web address has to begin with http:// or https://."),
        ),
    ]
