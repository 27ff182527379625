"""The first shape of the press: outlets, shared material, articles."""


import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Origin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='E.g. reuters-full-text. Used in data files.', max_length=80, unique=True, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9._-]*\\Z', '“%(value)s” is no key: letters, digits, dots, hyphens and underscores only, e.g. A5.')], verbose_name='key')),
                ('name', models.CharField(help_text='E.g. “The full text as Reuters printed it on 1 June 2025”.', max_length=200, verbose_name='name')),
                ('note', models.TextField(blank=True, help_text='How the sharing was seen, e.g. “Both articles end with the same credit line”.', verbose_name='note')),
            ],
            options={
                'verbose_name': 'shared material',
                'verbose_name_plural': 'shared materials',
                'ordering': ['name', 'key'],
            },
        ),
        migrations.CreateModel(
            name='Outlet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='E.g. lake-times. Used in addresses.', max_length=80, unique=True, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9._-]*\\Z', '“%(value)s” is no key: letters, digits, dots, hyphens and underscores only, e.g. A5.')], verbose_name='key')),
                ('name', models.CharField(help_text='E.g. The Lake Times.', max_length=200, verbose_name='name')),
                ('country', models.CharField(blank=True, help_text='Where it is edited, e.g. Netherlands. Empty: not known.', max_length=100, verbose_name='country')),
                ('language', models.CharField(blank=True, help_text='Language tag of most of its articles, e.g. en. Empty: not known.', max_length=35, validators=[django.core.validators.RegexValidator('^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\\Z', '“%(value)s” is no language tag: use two or three letters, e.g. en, uk or zh-Hant.')], verbose_name='language')),
                ('ownership', models.TextField(blank=True, help_text='In neutral words, e.g. “Public broadcaster, paid by a licence fee”.', verbose_name='ownership')),
                ('ownership_source', models.TextField(blank=True, help_text="Where that was read, e.g. the outlet's own page “About us”, with its address.", verbose_name='source for the ownership')),
                ('url', models.URLField(blank=True, help_text='E.g. https://www.example.com.', max_length=1000, validators=[django.core.validators.URLValidator(message='“%(value)s” is no web address: it has to begin with http:// or https://.', schemes=['http', 'https'])], verbose_name='web address')),
            ],
            options={
                'verbose_name': 'outlet',
                'verbose_name_plural': 'outlets',
                'ordering': ['name', 'key'],
                'indexes': [models.Index(fields=['name', 'key'], name='outlet_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('url', ''), ('url__regex', '^https?://'), _connector='OR'), name='outlet_url_is_web_address', violation_error_message="The outlet's web address has to begin with http:// or https://.")],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='E.g. A5. Used in addresses.', max_length=80, unique=True, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9._-]*\\Z', '“%(value)s” is no key: letters, digits, dots, hyphens and underscores only, e.g. A5.')], verbose_name='key')),
                ('headline', models.CharField(blank=True, help_text='As printed, e.g. “Talks end after an hour”. Empty: not seen.', max_length=400, verbose_name='headline')),
                ('headline_note', models.CharField(blank=True, help_text='E.g. “Read from the address, not from the page”.', max_length=400, verbose_name='note on the headline')),
                ('published', models.DateField(blank=True, help_text='E.g. 2025-06-02. Empty: not known.', null=True, verbose_name='published')),
                ('published_note', models.CharField(blank=True, help_text='E.g. “From the text, which says Monday”.', max_length=400, verbose_name='note on the date')),
                ('url', models.URLField(blank=True, help_text='Where it was read, e.g. https://www.example.com/talks/1.', max_length=1000, validators=[django.core.validators.URLValidator(message='“%(value)s” is no web address: it has to begin with http:// or https://.', schemes=['http', 'https'])], verbose_name='web address')),
                ('archived_url', models.URLField(blank=True, help_text='E.g. https://web.archive.org/web/2031/https://www.example.com/talks/1.', max_length=1000, validators=[django.core.validators.URLValidator(message='“%(value)s” is no web address: it has to begin with http:// or https://.', schemes=['http', 'https'])], verbose_name='archived address')),
                ('accessed', models.DateField(blank=True, help_text='The day it was read, e.g. 2025-06-03.', null=True, verbose_name='accessed')),
                ('language', models.CharField(blank=True, help_text='Language tag of the article, e.g. uk. Empty: not known.', max_length=35, validators=[django.core.validators.RegexValidator('^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\\Z', '“%(value)s” is no language tag: use two or three letters, e.g. en, uk or zh-Hant.')], verbose_name='language')),
                ('extent', models.CharField(choices=[('whole', 'read in full'), ('opening', 'only its opening was read'), ('unknown', 'not recorded how much was read')], default='unknown', help_text='E.g. “only its opening was read” when a wall hid the rest.', max_length=10, verbose_name='how much was read')),
                ('text_file', models.CharField(blank=True, help_text='Name of a private file to check quotes against, e.g. article-5.txt.', max_length=200, verbose_name='file with the text')),
                ('note', models.TextField(blank=True, help_text='E.g. “Digest of the text that the agency published”.', verbose_name='note')),
                ('syndicated_from', models.ForeignKey(blank=True, help_text="The article whose text this one reprints, e.g. the agency's own page.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reprints', to='sources.article', verbose_name='syndicated from')),
                ('origin', models.ForeignKey(blank=True, help_text="What it draws on together with others, e.g. one agency's report.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='sources.origin', verbose_name='shared material')),
                ('outlet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='sources.outlet', verbose_name='outlet')),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
                'ordering': ['key'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('url', ''), _negated=True), fields=('url',), name='article_url_unique', violation_error_message='Another article has this web address already.'), models.CheckConstraint(condition=models.Q(('syndicated_from__isnull', True), models.Q(('syndicated_from', models.F('id')), _negated=True), _connector='OR'), name='article_not_from_itself', violation_error_message='An article cannot be syndicated from itself.'), models.CheckConstraint(condition=models.Q(('extent__in', ['whole', 'opening', 'unknown'])), name='article_extent_known', violation_error_message='How much was read is one of: whole, opening, unknown.'), models.CheckConstraint(condition=models.Q(('url', ''), ('url__regex', '^https?://'), _connector='OR'), name='article_url_is_web_address', violation_error_message="The article's web address has to begin with http:// or https://."), models.CheckConstraint(condition=models.Q(('archived_url', ''), ('archived_url__regex', '^https?://'), _connector='OR'), name='article_archive_is_web_address', violation_error_message='The archived address has to begin with http:// or https://.')],
            },
        ),
    ]
