"""Words of records and results that are said on pages; translators find them here. A test holds them complete."""

from django.utils.translation import gettext_lazy, gettext_noop as _

#: values that records have
VALUES = (
    _("no action"), _("verbal warning"), _("warning"), _("repair order"), _("diversion"), _("citation"), _("summons"),
    _("arrest"), _("asian/pacific islander"), _("black"), _("hispanic"), _("middle eastern or south asian"),
    _("native american"), _("white"), _("other"), _("female"), _("male"), _("non-binary"), _("call"), _("enforcement"),
    _("officer-initiated"), _("problem solving"), _("engagement"), _("administration"), _("out of service"),
    _("unknown"), _("free"), _("light"), _("dark"), _("free, 10 minutes or more"), _("free, 20 minutes or more"),
    _("free, 30 minutes or more"), _("free, 45 minutes or more"), _("stops"), _("citations"), _("calls"), _("roster"),
    _("not read in"), _("Needs"), _("Reads as"), _("Take care"),
)  # fmt: skip
#: words of signs of a quota
SIGNS = (
    _("more in the last days"), _("officers behind at the middle catch up"), _("totals heap at a number"),
    _("totals too alike"), _("no sign"), _("weak"), _("strong"), _("not enough data"), _("month"),
    _("quarter"), _("four weeks"), _("days of review"), _("all units together"), _("crashes in the same file"),
    _("calls from the community"), _("all"),
)  # fmt: skip
#: columns by which records are counted, and those that records may lack
BY = (
    _("offense"), _("violation"), _("district"), _("part"), _("subject race"), _("subject sex"), _("outcome"),
    _("officer"), _("date"), _("time"), _("unit"), _("call type"), _("source"), _("work"), _("time of dispatch"),
    _("time of clearing"), _("start"), _("end"), _("kind"),
)  # fmt: skip
#: what the settings must say before a measure can be asked
LACKS = {
    "lists": gettext_lazy("a list of offenses for which something gentle will do"),
    "change": gettext_lazy("the day on which rules changed"),
    "what_if": gettext_lazy("the offenses that would be added to the list"),
    "place": gettext_lazy("where the sun sets: the agency’s place"),
}
#: columns of the numbers behind a picture
COLUMNS = {
    "by": gettext_lazy("By"),
    "of": gettext_lazy("Of"),
    "offense": gettext_lazy("Offense"),
    "group": gettext_lazy("Group"),
    "reference": gettext_lazy("Beside"),
    "what": gettext_lazy("What"),
    "time": gettext_lazy("Time"),
    "district": gettext_lazy("District"),
    "hour": gettext_lazy("Hour of the week"),
    "all": gettext_lazy("All"),
    "least_harm": gettext_lazy("Least harmful outcome"),
    "ended_with_more": gettext_lazy("Ended with more"),
    "share": gettext_lazy("Of 100"),
    "low": gettext_lazy("by chance from"),
    "high": gettext_lazy("to"),
    "pooled": gettext_lazy("Drawn toward the mean of all"),
    "compared": gettext_lazy("Compared, in tens"),
    "raw": gettext_lazy("Difference of all stops, in 100"),
    "adjusted": gettext_lazy("Difference among like stops, in 100"),
    "q": gettext_lazy("False alarms among such, of 100"),
    "smallest": gettext_lazy("Smallest that would show, in 100"),
    "gap": gettext_lazy("The gap, in 100"),
    "gap_low": gettext_lazy("the gap by chance from"),
    "gap_high": gettext_lazy("the gap to"),
    "mix": gettext_lazy("Goes with the mix"),
    "mix_low": gettext_lazy("the mix by chance from"),
    "mix_high": gettext_lazy("the mix to"),
    "within": gettext_lazy("Remains"),
    "within_low": gettext_lazy("what remains by chance from"),
    "within_high": gettext_lazy("what remains to"),
    "light": gettext_lazy("In daylight"),
    "dark": gettext_lazy("In the dark"),
    "odds": gettext_lazy("Odds in daylight, times those in the dark"),
    "odds_near_change": gettext_lazy("The same around the change of clocks"),
    "low_near_change": gettext_lazy("around the change by chance from"),
    "high_near_change": gettext_lazy("around the change to"),
    "ratio": gettext_lazy("Times as many"),
    "dispersion": gettext_lazy("How much more than chance they vary"),
    "rise": gettext_lazy("Rise, in 100"),
    "hours_a_week": gettext_lazy("Hours on duty a week"),
    "busy": gettext_lazy("Busy, of 100"),
    "usable": gettext_lazy("Usable, of 100"),
    "unit": gettext_lazy("Unit"),
    "verdict": gettext_lazy("What records show"),
    "test": gettext_lazy("Test that decides"),
    "period": gettext_lazy("Period"),
    "effect": gettext_lazy("How much, in 100"),
    "interval": gettext_lazy("by chance from; to"),
    "smallest_effect": gettext_lazy("Smallest that would show, in 100"),
    "placebo": gettext_lazy("The same of what no quota moves"),
    "p_moved": gettext_lazy("Moved calendars that show as much, of 100"),
    "number": gettext_lazy("Number at which totals heap"),
    "signs": gettext_lazy("Signs"),
    "n": gettext_lazy("Records"),
    "only_here": gettext_lazy("Not in the second source, of 100"),
}
#: practices to which measures belong, in a few words
PRACTICES = {
    "C3": gettext_lazy("Quotas"),
    "C4": gettext_lazy("Least harm"),
    "C5": gettext_lazy("Time for problem solving"),
}
