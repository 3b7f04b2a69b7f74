"""Meetings, their agendas and their public minutes stand in the search index too."""

from django.db import migrations

from commonbeat.front import index


def remake(apps, schema_editor):
    index.uninstall(schema_editor.connection)
    index.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("front", "0001_search"), ("gatherings", "0002_notice_and_confirmation")]
    operations = [migrations.RunPython(remake, migrations.RunPython.noop)]
