"""The basis of country and ownership, what an article is about, and why it has no address."""

from django.db import migrations, models


def mark_unchecked(apps, schema_editor):
    """Mark every ownership without a source as general knowledge that nobody checked."""
    outlets = apps.get_model('sources', 'Outlet').objects.filter(ownership_source='')
    outlets.exclude(ownership='').update(ownership_unchecked=True)


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0002_texts'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='description',
            field=models.CharField(blank=True, help_text='In a few words of our own, shown where the headline was not seen, e.g. “the order of the steps”.', max_length=200, verbose_name='what it is about'),
        ),
        migrations.AddField(
            model_name='article',
            name='url_note',
            field=models.CharField(blank=True, help_text='Why there is none, e.g. “not in the copy that was read”.', max_length=400, verbose_name='note on the address'),
        ),
        migrations.AddField(
            model_name='outlet',
            name='country_source',
            field=models.TextField(blank=True, help_text='Where that was read. Empty: readers see “general knowledge, not checked”.', verbose_name='source for the country'),
        ),
        migrations.AddField(
            model_name='outlet',
            name='ownership_unchecked',
            field=models.BooleanField(default=False, help_text='Instead of a source. Readers see these words beside the ownership.', verbose_name='ownership is general knowledge, not checked'),
        ),
        migrations.AlterField(
            model_name='outlet',
            name='ownership',
            field=models.TextField(blank=True, help_text='In neutral words, e.g. “Public broadcaster of the United Kingdom, paid by a licence fee”. Empty: not known.', verbose_name='ownership'),
        ),
        migrations.RunPython(mark_unchecked, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name='outlet',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ownership', ''), ('ownership_unchecked', False)), models.Q(models.Q(('ownership', ''), _negated=True), ('ownership_source', ''), ('ownership_unchecked', True)), models.Q(models.Q(('ownership', ''), _negated=True), models.Q(('ownership_source', ''), _negated=True), ('ownership_unchecked', False)), _connector='OR'), name='outlet_ownership_has_basis', violation_error_message='Words on the ownership need a source, or the mark that they are general knowledge, not checked: one of the two. Without words there is no mark.'),
        ),
    ]
