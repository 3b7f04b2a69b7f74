"""Riverton's invented records, as spreadsheets that its systems might have written: the same for each day of building.

In one ward a quota is planted in the citations: a third more are written in the last week of each month, and most
officers' months end at exactly 20. The dataset's page says so. Everywhere else nobody counts.
"""

from __future__ import annotations

import csv
import io
import math
import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

MONTHS, WEEKS = 24, 8
#: ward → residents
WARDS = {
    "Ward 1, Old Mill": 21_400,
    "Ward 2, Downtown": 26_900,
    "Ward 3, Northside": 24_100,
    "Ward 4, The Flats": 19_800,
}
#: where the quota is planted, what it is, and how much more is written in the last days of a month
QUOTA_WARD, QUOTA, LAST_DAYS, MORE = "Ward 2, Downtown", 20, 7, 1.35
#: the ward of each officer: the busiest has the most
BEATS = [ward for ward in WARDS for _ in range(13 if ward == QUOTA_WARD else 7)]
#: group → share of residents in each ward, in the order of the wards
RACES = {
    "White": (0.58, 0.44, 0.49, 0.31),
    "Black": (0.17, 0.24, 0.19, 0.34),
    "Hispanic": (0.14, 0.20, 0.18, 0.26),
    "Asian": (0.08, 0.09, 0.11, 0.06),
    "Other": (0.03, 0.03, 0.03, 0.03),
}
#: violation → how often, and how often it ends with a citation
VIOLATIONS = {
    "Speeding": (30, 0.62),
    "Stop sign or red light": (16, 0.60),
    "Phone in hand": (9, 0.55),
    "Expired inspection": (12, 0.45),
    "Broken tail light": (12, 0.40),
    "Unregistered vehicle": (9, 0.50),
    "No seat belt": (7, 0.50),
    "Driving without a license": (5, 0.70),
}
#: for these a warning will do since Riverton changed its rule, so many days before the last record; then this share
#: of the citations for them is still written
GENTLE, CHANGED, STILL = ("Expired inspection", "Broken tail light", "Unregistered vehicle"), 300, 0.4
#: the share of citations after a crash, which no quota moves
CRASHES = 0.15
STOP_COLUMNS = ["stop_no", "officer", "day", "clock", "ward", "way", "violation", "race", "sex", "age", "searched",
                "found", "result"]  # fmt: skip
CITATION_COLUMNS = ["citation_no", "stop_no", "officer", "day", "ward", "violation", "race", "age", "crash", "result"]
CALL_COLUMNS = ["call_no", "unit", "source", "nature", "class", "ward", "received", "dispatched", "arrived", "cleared"]
ROSTER_COLUMNS = ["unit", "officer", "begins", "ends", "what", "ward"]
Row = list[Any]


def sheet(columns: list[str], rows: list[Row]) -> bytes:
    """Rows as a file."""
    text = io.StringIO()
    csv.writer(text).writerows([columns, *rows])
    return text.getvalue().encode()


def months_before(today: date) -> Iterator[tuple[date, int]]:
    """The first day of each whole month before today, the oldest first, and how many days it has."""
    for back in range(MONTHS, 0, -1):
        number = today.year * 12 + today.month - 1 - back
        first = date(number // 12, number % 12 + 1, 1)
        after = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
        yield first, (after - first).days


def stops(today: date) -> tuple[list[Row], list[Row]]:
    """Two years of stops, and of the citations that were written in them."""
    chance, luck = random.Random(20), random.Random(24)
    made, cited = [], []
    for first, days in months_before(today):
        for officer, ward in enumerate(BEATS):
            written = citations_of_a_month(chance, ward)
            others = round(chance.gauss(7, 2))
            for number in range(written + max(others, 0)):
                day = first + timedelta(days=day_of_month(chance, days, ward if number < written else ""))
                is_cited, is_new = number < written, day >= today - timedelta(days=CHANGED)
                row = stop(chance, f"S{len(made) + 100_001}", f"R{officer + 101}", ward, day)
                row[6] = chance.choices(list(VIOLATIONS), violations(is_cited, is_new))[0]
                row[-1] = "Citation" if is_cited else other_outcome(chance, is_new and row[6] in GENTLE)
                made.append(row)
                if is_cited:
                    crash = "Y" if luck.random() < CRASHES / weight(day.day - 1, days, ward) else "N"
                    cited.append([f"C{len(cited) + 500_001}", *row[:3], row[4], *row[6:8], row[9], crash, "Citation"])
    return made, cited


def citations_of_a_month(chance: random.Random, ward: str) -> int:
    """How many citations an officer writes in a month; where a quota is planted, most who fall short go on to it."""
    written = max(0, round(chance.gauss(13, 4) if ward != QUOTA_WARD else chance.gauss(16.5, 3.5)))
    return QUOTA if ward == QUOTA_WARD and written < QUOTA and chance.random() < 0.75 else written


def day_of_month(chance: random.Random, days: int, ward: str) -> int:
    """A day of the month, counted from 0; where a quota is planted, rather one of its last."""
    return chance.choices(range(days), [weight(day, days, ward) for day in range(days)])[0]


def weight(day: int, days: int, ward: str) -> float:
    """How much likelier this day of the month is than others."""
    return MORE if ward == QUOTA_WARD and day >= days - LAST_DAYS else 1.0


def violations(is_cited: bool, is_new: bool) -> list[float]:
    """How often each violation is, among stops that end with a citation or without one, under the new rule or not."""
    shares = {name: share * (STILL if is_new and name in GENTLE else 1) for name, (_n, share) in VIOLATIONS.items()}
    return [often * (shares[name] if is_cited else 1 - shares[name]) for name, (often, _share) in VIOLATIONS.items()]


def stop(chance: random.Random, number: str, officer: str, ward: str, day: date) -> Row:
    """One stop; what it was for and what came of it are still open."""
    at = list(WARDS).index(ward)
    shares = [parts[at] * (1.25 if name == "Black" else 1) for name, parts in RACES.items()]
    race = chance.choices(list(RACES), shares)[0]
    minute = int(chance.triangular(6 * 60, 29 * 60, 18 * 60)) % (24 * 60)
    searched = chance.random() < 0.04
    return [
        number,
        officer,
        f"{day:%m/%d/%Y}",
        f"{minute // 60:02}:{minute % 60:02}",
        ward,
        "Vehicle" if chance.random() < 0.96 else "Bicycle",
        "",
        race if chance.random() > 0.03 else "Unknown",
        chance.choice("MMMFF"),
        min(88, 16 + int(chance.expovariate(1 / 20))),
        "Y" if searched else "N",
        ("Y" if chance.random() < 0.3 else "N") if searched else "",
        "",
    ]


def other_outcome(chance: random.Random, is_gentle: bool) -> str:
    """What came of a stop without a citation: gentler where the new rule says so."""
    if is_gentle:
        return chance.choices(["Verbal warning", "Warning", "Repair order", "Diversion"], [20, 35, 40, 5])[0]
    outcomes = ["No action", "Verbal warning", "Warning", "Repair order", "Diversion", "Summons", "Arrest"]
    return chance.choices(outcomes, [8, 30, 40, 8, 3, 6, 5])[0]


def population() -> list[Row]:
    """Who lives in each ward, by group."""
    return [
        [ward, race.lower() if race != "Asian" else "asian/pacific islander", round(residents * shares[at])]
        for at, (ward, residents) in enumerate(WARDS.items())
        for race, shares in RACES.items()
    ]


#: what a unit does: words of the dispatch system, who began it, class of work, how often, minutes
WORK = (
    ("Disturbance", "Phone", "call", 22, 32),
    ("Welfare check", "Phone", "call", 14, 38),
    ("Crash", "Phone", "call", 10, 55),
    ("Theft report", "Phone", "call", 12, 45),
    ("Alarm", "Phone", "call", 10, 18),
    ("Traffic stop", "Officer", "enforcement", 16, 14),
    ("Foot patrol", "Officer", "engagement", 7, 30),
    ("Problem location", "Officer", "problem solving", 5, 40),
    ("Report writing", "Officer", "administration", 4, 35),
)
SHIFTS = (time(7), time(15), time(23))
HOURS = 8


def shifts(today: date) -> Iterator[tuple[str, str, str, datetime]]:
    """Eight weeks of shifts: the unit, its officer, its ward and when it begins; two units in each ward."""
    start = today - timedelta(days=7 * WEEKS + 3)
    for day in range(7 * WEEKS):
        for turn, begins in enumerate(SHIFTS):
            for number, ward in enumerate([*WARDS, *WARDS]):
                officer = (number * 3 + turn * 8 + day // 14) % len(BEATS)
                moment = datetime.combine(start + timedelta(days=day), begins)
                unit = f"{turn + 1}{'AB'[number // len(WARDS)]}{number % len(WARDS) + 1}"
                yield unit, f"R{officer + 101}", ward, moment


def roster(today: date) -> list[Row]:
    """What the roster says: time on duty, a meal in each shift, and on Wednesdays an hour set aside."""
    chance, rows = random.Random(21), []
    for unit, officer, ward, begins in shifts(today):
        rows.append([unit, officer, begins, begins + timedelta(hours=HOURS), "Duty", ward])
        meal = begins + timedelta(minutes=chance.randrange(150, 300))
        rows.append([unit, officer, meal, meal + timedelta(minutes=30), "Meal", ward])
        if begins.weekday() == 2:
            aside = begins + timedelta(minutes=60)
            rows.append([unit, officer, aside, aside + timedelta(minutes=60), "Protected", ward])
    return rows


def calls(today: date) -> list[Row]:
    """What units were sent to or began, with their times; of thirty one was never stamped as done."""
    chance, rows = random.Random(22), []
    for unit, _officer, ward, begins in shifts(today):
        moment = begins + timedelta(minutes=chance.expovariate(1 / 25))
        while moment < begins + timedelta(hours=HOURS):
            nature, source, work, _often, minutes = chance.choices(WORK, [often for *_rest, often, _m in WORK])[0]
            lasts = min(180.0, minutes * math.exp(chance.gauss(0, 0.5)))
            came = moment - timedelta(minutes=chance.uniform(1, 9)) if source == "Phone" else moment
            there = moment + timedelta(minutes=chance.uniform(2, 9)) if source == "Phone" else moment
            clear = moment + timedelta(minutes=max(lasts, 10.0))
            stamps = [came, moment, there, "" if chance.random() < 0.03 else clear]
            rows.append([f"E{len(rows) + 1}", unit, source, nature, work, ward, *map(stamped, stamps)])
            moment = clear + timedelta(minutes=chance.expovariate(1 / 38))
    return rows


def stamped(moment: datetime | str) -> str:
    """A moment as the dispatch system writes it."""
    return moment if isinstance(moment, str) else f"{moment:%Y-%m-%d %H:%M:%S}"
