"""The hall opens: its check of the search index and the clockwork's act are known from the start."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "commonbeat.front"

    def ready(self) -> None:
        from commonbeat.front import checks, clockwork  # noqa: F401  both register themselves
