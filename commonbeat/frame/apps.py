"""Loads the checks, and the house's sentences for forms, at start."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "commonbeat.frame"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from commonbeat.frame import checks, sentences  # noqa: F401  checks register themselves

        sentences.say_plainly()
