"""About this site, whether it is well, and having tried again what failed."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from commonbeat import __version__
from commonbeat.frame import notify
from commonbeat.frame.page import page
from commonbeat.ledger import record

LEAST_FREE_MB = 200


@page("front.about")
def about(request: HttpRequest) -> HttpResponse:
    """What this is, where other things go, what is kept and for how long."""
    return render(request, "front/about.html", {"version": __version__})


@never_cache
@page("front.health")
def health(request: HttpRequest) -> JsonResponse:
    """Whether the database answers, the log is protected, the clockwork turns and the disk has room; no secrets."""
    found = {"version": __version__, "database": False, "log_protected": False, "clockwork": None}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        missing = record.protection_missing()
        tended = request.house.tended_at
        found |= {"database": True, "log_protected": not missing, "clockwork": tended and tended.isoformat()}
        found |= {"clockwork_late": request.house.tend_late, "given_up": notify.given_up()}
        for name in ("backed_up_at", "backup_failed_at"):
            moment = getattr(request.house, name)
            found[name] = moment and moment.isoformat()
    except DatabaseError:
        pass
    free = shutil.disk_usage(settings.DATA).free // 2**20
    found["disk_free_mb"] = free
    well = found["database"] and found["log_protected"] and free >= LEAST_FREE_MB
    return JsonResponse({"well": well} | found, status=200 if well else 503)


@page("front.try_again")
def try_again(request: HttpRequest) -> HttpResponse:
    """Have letters and tasks tried again that nobody tries any more."""
    if request.method == "POST":
        notify.try_again()
        messages.success(request, _("They are tried again within a minute."))
        return redirect("matters.inbox")
    return render(request, "front/try_again.html", {"failed": notify.given_up()})
