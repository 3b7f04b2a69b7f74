"""What rules, and the words in them, are called on the screen."""

from django.utils.translation import gettext_lazy

from commonbeat.people.charter.rules import State

NAMES = {
    "seats": gettext_lazy("Seats"),
    "across_seats": gettext_lazy("The board as a whole"),
    "terms": gettext_lazy("Terms"),
    "quorum": gettext_lazy("Quorum"),
    "majority": gettext_lazy("Majority"),
    "recused_count_as_present": gettext_lazy("Members who stand aside"),
    "absence": gettext_lazy("Missed meetings"),
    "training": gettext_lazy("Training"),
    "removal": gettext_lazy("Removal"),
    "officers": gettext_lazy("Chair and officers"),
    "pay": gettext_lazy("Pay and stipends"),
    "meetings": gettext_lazy("Meetings"),
    "reviews": gettext_lazy("It must review"),
    "publishes": gettext_lazy("It must publish"),
    "may_not": gettext_lazy("It may not"),
    "reply": gettext_lazy("Answer to its recommendations"),
}
OF = {
    "authorized": gettext_lazy("all seats, vacant ones too"),
    "serving": gettext_lazy("the seats that are filled"),
    "present": gettext_lazy("the members who are present"),
    "voting": gettext_lazy("the members who say yes or no"),
    "": gettext_lazy("the members (of all seats or of those filled: not said)"),
}
TIES = {
    "sworn": gettext_lazy("a sworn officer"),
    "none now": gettext_lazy("no tie to law enforcement now"),
    "none ever": gettext_lazy("no tie to law enforcement now or before"),
}
PER = {
    "week": gettext_lazy("a week"),
    "month": gettext_lazy("a month"),
    "quarter": gettext_lazy("a quarter"),
    "year": gettext_lazy("a year"),
}
#: rule → what can be said within it, by the names of its fields
PARTS = {
    "terms": {
        "years": gettext_lazy("how long a term is"),
        "runs_from": gettext_lazy("from when it runs"),
        "ends_on": gettext_lazy("a day on which terms end"),
        "first": gettext_lazy("shorter first terms"),
        "most_ending_in_a_year": gettext_lazy("how many terms end in one year"),
        "in_a_row": gettext_lazy("how many terms in a row"),
        "years_in_a_lifetime": gettext_lazy("how many years in a lifetime"),
        "remainder_counts": gettext_lazy("whether the rest of somebody else’s term counts"),
        "holdover": gettext_lazy("who sits past the end of a term"),
        "fill_within_days": gettext_lazy("by when a vacancy is filled"),
    },
    "absence": {
        "in_a_row": gettext_lazy("how many meetings missed in a row"),
        "least_share": gettext_lazy("what share of a year’s meetings"),
        "excused_count": gettext_lazy("whether excused absences count"),
        "automatic": gettext_lazy("whether the seat is lost without a decision"),
    },
    "training": {
        "before_first_case": gettext_lazy("whether before the first case"),
        "within_months": gettext_lazy("by when"),
        "hours_a_year": gettext_lazy("how many hours a year"),
        "subjects": gettext_lazy("on what"),
    },
    "meetings": {
        "at_least": gettext_lazy("how many at least"),
        "notice_days": gettext_lazy("how long before they are announced"),
    },
    "reply": {
        "by": gettext_lazy("who answers"),
        "days": gettext_lazy("within how many days"),
        "reasons": gettext_lazy("whether with reasons"),
    },
}
#: rules that list one thing after the other
LISTED = ("seats", "across_seats", "training", "meetings", "reviews", "publishes", "may_not")
STATES = {
    State.SAID: gettext_lazy("said"),
    State.NOT_SAID: gettext_lazy("not said"),
    State.NOT_READ: gettext_lazy("not read"),
}
