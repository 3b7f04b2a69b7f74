from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="drawing",
            name="votes",
            field=models.PositiveIntegerField(
                blank=True, null=True, help_text="none where it would tell a number that is withheld"
            ),
        ),
    ]
