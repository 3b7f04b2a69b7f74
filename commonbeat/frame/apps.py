"""Loads the checks at start."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "commonbeat.frame"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from commonbeat.frame import checks  # noqa: F401  registers itself
