"""When the sun sets and when it is dark, at a place on a day.

Needs: latitude, longitude, the place's time zone and the date.
Reads as: "on June 26 it is dark in Philadelphia from 21:07".
Take care: right to about a minute between the polar circles, for a level horizon. Clouds, hills and street lamps are
not in it. Records give local time: the change of clocks is in the answer.
Source: J. Meeus, Astronomical algorithms (1998), chapters 15 and 25, as used by the U.S. National Oceanic and
Atmospheric Administration: the sun's center 0.833° below the horizon at sunset, 6° at the end of civil twilight.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import acos, asin, cos, degrees, radians, sin, tan
from zoneinfo import ZoneInfo, available_timezones

#: how far below the horizon the sun's center stands, in degrees
SUNSET, DARK = 0.833, 6.0
#: noon of January 1, 2000, universal time, from which days are counted
EPOCH = datetime(2000, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Spot:
    """A place: latitude north and longitude east in degrees, and its time zone's name. Raises ValueError for none."""

    latitude: float
    longitude: float
    zone: str

    def __post_init__(self) -> None:
        if not -90 <= self.latitude <= 90 or not -180 <= self.longitude <= 180:
            raise ValueError(f"there is no latitude {self.latitude} with longitude {self.longitude}")
        if self.zone not in available_timezones():
            raise ValueError(f"there is no time zone {self.zone!r}")


@dataclass(frozen=True)
class Evening:
    """Local clock times of one evening: sunset, and dark at the end of civil twilight, as minutes after midnight."""

    sunset: float
    dark: float


def evening(day: date, spot: Spot) -> Evening | None:
    """Sunset and dark on a local day; None where the sun does not sink that far that day."""
    times = [_descent(day, spot, below) for below in (SUNSET, DARK)]
    if times[0] is None or times[1] is None:
        return None
    return Evening(_minutes(times[0], day), _minutes(times[1], day))


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The beginning of a local day."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _descent(day: date, spot: Spot, below: float) -> datetime | None:
    """When the sun sinks to this many degrees below the horizon, in local time."""
    zone = ZoneInfo(spot.zone)
    moment = (midnight(day, zone) + timedelta(hours=18)).astimezone(UTC)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    for _ in range(3):  # where the sun stands depends on the moment that is looked for
        declination, equation = _sun((moment - EPOCH) / timedelta(days=1))
        angle = (sin(radians(-below)) - sin(radians(spot.latitude)) * sin(declination)) / (
            cos(radians(spot.latitude)) * cos(declination)
        )
        if not -1 <= angle <= 1:
            return None
        moment = noon + timedelta(minutes=4 * (degrees(acos(angle)) - spot.longitude) - equation)
    return moment.astimezone(zone)


def _sun(days: float) -> tuple[float, float]:
    """The sun's declination in radians and the equation of time in minutes, so many days after the epoch."""
    centuries = days / 36525
    mean = radians((280.46646 + centuries * (36000.76983 + centuries * 0.0003032)) % 360)
    anomaly = radians(357.52911 + centuries * (35999.05029 - 0.0001537 * centuries))
    eccentricity = 0.016708634 - centuries * (0.000042037 + 0.0000001267 * centuries)
    center = (
        sin(anomaly) * (1.914602 - centuries * (0.004817 + 0.000014 * centuries))
        + sin(2 * anomaly) * (0.019993 - 0.000101 * centuries)
        + sin(3 * anomaly) * 0.000289
    )
    node = radians(125.04 - 1934.136 * centuries)
    longitude = mean + radians(center - 0.00569 - 0.00478 * sin(node))
    tilt = radians(23.439291 - 0.0130042 * centuries + 0.00256 * cos(node))
    half = tan(tilt / 2) ** 2
    equation = (
        half * sin(2 * mean)
        - 2 * eccentricity * sin(anomaly)
        + 4 * eccentricity * half * sin(anomaly) * cos(2 * mean)
        - 0.5 * half**2 * sin(4 * mean)
        - 1.25 * eccentricity**2 * sin(2 * anomaly)
    )
    return asin(sin(tilt) * sin(longitude)), 4 * degrees(equation)


def _minutes(moment: datetime, day: date) -> float:
    return (moment.date() - day).days * 1440 + moment.hour * 60 + moment.minute + moment.second / 60
