"""Struck details are counted, appeals stand against each hiding or striking, translations are kept as made."""

import django.db.models.deletion
from django.db import migrations, models

import commonbeat.frame.clock
import commonbeat.ledger.record


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0002_sealed_words"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Translation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nonce", models.BinaryField(default=commonbeat.ledger.record.new_nonce)),
                ("language", models.CharField(max_length=10)),
                ("words", models.TextField(blank=True, max_length=10000)),
                ("made_on", models.DateField(default=commonbeat.frame.clock.today)),
                ("refused_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "translation",
                "ordering": ["pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="appeal",
            options={"ordering": ["pk"], "verbose_name": "appeal"},
        ),
        migrations.AddField(
            model_name="appeal",
            name="ended",
            field=models.CharField(
                blank=True,
                choices=[
                    ("shown", "the agency showed the words"),
                    ("hidden_anew", "the agency hid the words anew"),
                    ("withdrawn", "who gave the words withdrew them"),
                    ("erased", "the words were erased by law"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="input",
            name="struck",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="private details taken out before it was shown"
            ),
        ),
        migrations.AlterField(
            model_name="appeal",
            name="input",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.input"),
        ),
        migrations.AlterField(
            model_name="input",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("first_look", "every comment here is looked at before it appears"),
                    ("flood", "many comments came at once, so new ones wait for a look"),
                    ("personal", "it holds a private person’s details, such as a name, an address or a number"),
                    ("threat", "it threatens somebody"),
                    ("obscene", "it is obscene by the law's test"),
                    ("advertising", "it advertises something for sale"),
                    ("off_topic", "it is about something else altogether"),
                    ("copyright", "it copies a protected work at length"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended", "")), fields=("input",), name="one_standing_appeal_per_input"
            ),
        ),
        migrations.AddConstraint(
            model_name="input",
            constraint=models.CheckConstraint(
                condition=models.Q(("struck", 0), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="striking_has_reason",
            ),
        ),
        migrations.AddField(
            model_name="translation",
            name="by_seat",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"),
        ),
        migrations.AddField(
            model_name="translation",
            name="input",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.input"),
        ),
    ]
