"""The search index made anew: words kept back from view stand in it too, for the agency's own people."""

from django.db import migrations

from commonbeat.front import index


def make_anew(apps, schema_editor):
    index.uninstall(schema_editor.connection)
    index.install(schema_editor.connection)


class Migration(migrations.Migration):
    # A table of matters that is remade on SQLite loses its triggers, so the index comes after the newest of them.
    dependencies = [("front", "0001_search"), ("matters", "0002_sealed_words")]
    operations = [migrations.RunPython(make_anew, migrations.RunPython.noop)]
