"""The search index made anew: SQLite made the table of inputs again, and its triggers went with the old one."""

from django.db import migrations

from commonbeat.front import index


def make_anew(apps, schema_editor):
    index.uninstall(schema_editor.connection)
    index.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("front", "0002_words_kept_back"), ("matters", "0002_struck_appeals_and_translations")]
    operations = [migrations.RunPython(make_anew, migrations.RunPython.noop)]
