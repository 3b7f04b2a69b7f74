"""Files of records: those on their way on the desk, those taken in before everybody."""

from django.urls import path

from commonbeat.frame.page import listing
from commonbeat.records.views import columns, desk, public

urlpatterns = [
    *listing("records/", public.datasets, "records.datasets"),
    path("records/<int:number>/", public.dataset, name="records.dataset"),
    path("records/<int:number>/withdraw/", public.withdraw, name="records.withdraw"),
    path("records/mappings/<int:number>/", public.mapping, name="records.mapping"),
    path("records/mappings/<int:number>.txt", public.mapping, {"form": "txt"}, name="records.mapping.txt"),
    path("desk/records/", desk.files, name="records.files"),
    path("desk/records/bring/", desk.bring, name="records.bring"),
    path("desk/records/<int:number>/", desk.file, name="records.file"),
    path("desk/records/<int:number>/columns/", columns.save_mapping, name="records.save_mapping"),
    path("desk/records/<int:number>/check/", desk.check, name="records.check"),
    path("desk/records/<int:number>/accept/", desk.accept, name="records.accept"),
    path("desk/records/<int:number>/throw-away/", desk.cancel, name="records.cancel"),
]
