"""Evidence against quotas: what papers in use say, and what the chief attests and seats outside sign.

Each function takes the records and no kind of topic.
"""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from commonbeat.matters.shown import attestations, papers
from commonbeat.scorecard.figures import Evidence, share_of
from commonbeat.scorecard.records import Records


def quota_papers(records: Records, _kinds: tuple[str, ...]) -> Evidence | None:
    """Of the papers in use that were laid open: how many have no sentence against a rule."""
    rows = papers.in_use(records.actor)
    if not rows:
        return None
    free = sum(not one.reading.conflicts for one in rows)
    span = min(one.laid_open_on for one in rows), max(one.reading.on for one in rows)
    against = sum(one.reading.conflicts for one in rows)
    told = ngettext("%(n)s paper in use is laid open.", "%(n)s papers in use are laid open.", len(rows))
    return Evidence(
        name="quota_papers",
        title=_("What papers in use say"),
        sentence=told % {"n": len(rows)}
        + " "
        + ngettext("%(n)s sentence is against a rule.", "%(n)s sentences are against a rule.", against)
        % {"n": against},
        how=_("A machine read each sentence by the law of the place. Papers that were not laid open are not known."),
        first=span[0],
        last=span[1],
        shares=[
            replace(one, is_of_today=True)
            for one in share_of(_("Papers with no sentence against a rule"), free, len(rows), span, [])
        ],
        counts=[
            (_("Sentences against a rule"), against),
            (_("Sentences to ask about"), sum(one.reading.asks for one in rows)),
        ],
        address=reverse("matters.papers"),
    )


def attestation(records: Records, _kinds: tuple[str, ...]) -> Evidence | None:
    """What the chief attested last, whether it holds today, and who outside signed it or did not."""
    rows = attestations.attestations(records.actor)
    if not rows:
        return None
    newest = rows[0]
    said = [each.on for each in newest.answers]
    return Evidence(
        name="attestation",
        title=_("The chief’s yearly attestation"),
        sentence=f"{newest.word}.",
        how=_(
            "Stated by the chief for a year; seats outside the agency sign it or say why not. It lapses by its date."
        ),
        first=rows[-1].on,
        last=max([newest.on, *said]),
        counts=[
            (_("Signed outside the agency"), len(newest.signed)),
            (_("Not signed, with reasons"), len(newest.refused)),
        ],
        address=reverse("matters.attestations"),
    )


EVIDENCE = (quota_papers, attestation)
