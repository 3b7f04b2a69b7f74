"""The search index over topics, texts, comments, replies, meetings and their minutes."""

from django.db import migrations

from commonbeat.front import index


def make(apps, schema_editor):
    index.install(schema_editor.connection)


def unmake(apps, schema_editor):
    index.uninstall(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial"), ("gatherings", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
