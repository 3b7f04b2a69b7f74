"""Pages of what an agency of twenty officers needs: the list, the reasons, cases drawn by lot, protected time."""

from django.urls import path

from commonbeat.frame.page import listing
from commonbeat.records.views import eligible, protected, reviews

urlpatterns = [
    *listing("numbers/eligible/", eligible.eligible, "records.eligible"),
    *listing("numbers/reasons/", eligible.reasons, "records.reasons"),
    *listing("numbers/reviews/", reviews.reviews, "records.reviews"),
    path("numbers/reviews/<int:number>/", reviews.review, name="records.review"),
    *listing("numbers/protected-time/", protected.protected, "records.protected"),
    path("desk/eligible/", eligible.adopt_list, name="records.adopt_list"),
    path("desk/reason/", eligible.note_reason, name="records.note_reason"),
    path("desk/reviews/", reviews.reading, name="records.reading"),
    path("desk/reviews/begin/", reviews.begin_review, name="records.begin_review"),
    path("desk/reviews/<int:number>/draw/", reviews.draw_cases, name="records.draw_cases"),
    path("desk/reviews/<int:number>/take-back/", reviews.take_back_review, name="records.take_back_review"),
    path("desk/reviews/<int:number>/", reviews.cases, name="records.cases"),
    path("desk/reviews/<int:number>/cases/<int:case>/", reviews.answer_case, name="records.answer_case"),
    path("desk/protected-time/", protected.blocks, name="records.blocks"),
    path("desk/protected-time/plan/", protected.plan_block, name="records.plan_block"),
    path("desk/protected-time/<int:number>/end/", protected.end_block, name="records.end_block"),
    path("desk/protected-time/<int:number>/log/", protected.log_block, name="records.log_block"),
]
