"""Private texts of articles with their fingerprints, and room for long headlines."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='article',
            name='headline',
            field=models.CharField(blank=True, help_text='As printed, e.g. “Talks end after an hour”. Empty: not seen.', max_length=1000, verbose_name='headline'),
        ),
        migrations.CreateModel(
            name='ArticleText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(help_text='The words of the article, for editors only; never published.', verbose_name='text')),
                ('digest', models.CharField(editable=False, help_text='SHA-256 of the text in UTF-8, as 64 hexadecimal digits.', max_length=64, verbose_name='digest')),
                ('kept_at', models.DateTimeField(help_text='When this text was stored.', verbose_name='kept at')),
                ('kept_by_name', models.CharField(blank=True, help_text='Name of who stored this text.', max_length=200, verbose_name='kept by')),
                ('article', models.OneToOneField(help_text='The article whose words these are.', on_delete=django.db.models.deletion.CASCADE, related_name='stored_text', to='sources.article', verbose_name='article')),
            ],
            options={
                'verbose_name': 'stored text',
                'verbose_name_plural': 'stored texts',
                'ordering': ['article_id'],
            },
        ),
        migrations.CreateModel(
            name='Fingerprint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.BigIntegerField(db_index=True, help_text='A number computed from the words; not reversible.', verbose_name='value')),
                ('place', models.PositiveIntegerField(help_text='How many words of the text stand before the sequence.', verbose_name='place')),
                ('stored_text', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fingerprints', to='sources.articletext', verbose_name='stored text')),
            ],
            options={
                'verbose_name': 'fingerprint',
                'verbose_name_plural': 'fingerprints',
                'ordering': ['stored_text_id', 'place'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('stored_text', 'place'), name='fingerprint_one_at_a_place')],
            },
        ),
    ]
