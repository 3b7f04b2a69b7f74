"""Which measures are to be computed, and from what: read from what stands, so that nothing has to be remembered.

A crash leaves nothing half done: what was due is due at the next turn of the clockwork.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from commonbeat import __version__
from commonbeat.measures.catalogue import CATALOGUE, Measure
from commonbeat.measures.settings import Settings, written
from commonbeat.records.asked import settings_for
from commonbeat.records.models import Dataset, EligibleList, Finding
from commonbeat.records.models.finding import Findings


@dataclass(frozen=True)
class Asked:
    """A measure, the datasets that it would be computed from (none: no such records), and its newest finding.

    ``versions`` reads the list of eligible offenses, once for all measures and only where the settings are asked for.
    """

    name: str
    measure: Measure
    datasets: Sequence[Dataset]
    newest: Finding | None
    versions: Callable[[], Sequence[EligibleList]]

    @cached_property
    def settings(self) -> Settings:
        """The settings with which it would be computed."""
        return settings_for(self.name, self.versions()) if self.datasets else Settings()

    @property
    def sources(self) -> list[list]:
        """The datasets as a finding keeps them."""
        return [[one.pk, one.schema, one.digest] for one in self.datasets]

    @property
    def lacks(self) -> list[str]:
        """What has to be settled first."""
        return self.measure.lacks(self.settings)

    @cached_property
    def is_due(self) -> bool:
        """Whether it can be computed and would rest on something else than the newest finding."""
        if not self.datasets or self.lacks:
            return False
        now = (self.sources, written(self.settings), __version__)
        return self.newest is None or now != (self.newest.sources, self.newest.settings, self.newest.program)

    @cached_property
    def current(self) -> Finding | None:
        """The newest finding that tells something, else the newest of all; as long as every dataset that it rests on
        still stands."""
        standing = {one.pk for one in self.datasets}
        told = self.newest
        if told and told.is_held:
            told = next((one for one in Finding.objects.of(self.name).reverse() if not one.is_held), None)
        return next((one for one in (told, self.newest) if one and standing.issuperset(one.dataset_numbers)), None)

    @property
    def is_behind(self) -> bool:
        """Whether the records that came or went since its current finding are too few to be told of."""
        return bool(self.newest and self.newest.is_held and self.current != self.newest)


def asked(names: Sequence[str] = tuple(CATALOGUE), findings: Findings | None = None) -> list[Asked]:
    """Every measure with what it is to be computed from now; ``findings`` say how the newest are read."""
    standing, versions = list(Dataset.objects.standing().order_by("pk")), cache(EligibleList.objects.standing)
    newest = (Finding.objects.all() if findings is None else findings).newest()
    return [
        Asked(name, CATALOGUE[name], _datasets(CATALOGUE[name], standing), newest.get(name), versions) for name in names
    ]


def due() -> list[Asked]:
    """Those that are to be computed now; of what was told before nothing is read."""
    return [one for one in asked(findings=Finding.objects.defer("told")) if one.is_due]


def _datasets(measure: Measure, standing: Sequence[Dataset]) -> list[Dataset]:
    """All datasets of the first kind that there is, then those of the kind beside it, none where one lacks; and last
    those that it may have."""
    kinds = [next((kind for kind in measure.kinds if any(one.schema == kind for one in standing)), None)]
    kinds += [measure.beside] if measure.beside else []
    parts = [[one for one in standing if one.schema == kind] for kind in kinds]
    more = [one for one in standing if one.schema in measure.may.values()]
    return [*(one for part in parts for one in part), *more] if all(parts) else []
