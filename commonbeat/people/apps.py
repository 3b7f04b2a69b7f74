"""The room's set-up: the hooks on the accounts library are hung at start."""

from django.apps import AppConfig


class People(AppConfig):
    name = "commonbeat.people"

    def ready(self) -> None:
        from commonbeat.people import accounts  # noqa: F401
