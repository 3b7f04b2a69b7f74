"""The room's set-up: the hooks on the accounts library are hung and the clock learns the agency's zone at start."""

from django.apps import AppConfig


class People(AppConfig):
    name = "commonbeat.people"

    def ready(self) -> None:
        from commonbeat.frame import clock
        from commonbeat.people import accounts  # noqa: F401
        from commonbeat.people.models.agency import zone_of_agency

        clock.ask_zone(zone_of_agency)
