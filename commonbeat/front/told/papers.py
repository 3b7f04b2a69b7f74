"""What entries of the public log say of papers in use and of the chief's attestation."""

from django.utils.translation import gettext_lazy

#: what entries name as subject or as made → how people call one with a number
NAMES = {
    "attestation": gettext_lazy("Attestation %(number)s"),
    "confirmation of a rule": gettext_lazy("Confirmation of a rule %(number)s"),
    "countersignature": gettext_lazy("Countersignature %(number)s"),
    "paper": gettext_lazy("Paper %(number)s"),
    "reading of a paper": gettext_lazy("Reading of a paper %(number)s"),
}

#: fact → how people call it
FACTS = {
    "asks": gettext_lazy("Sentences to ask about"),
    "conflicts": gettext_lazy("Sentences against a rule"),
    "in_use_since": gettext_lazy("In use since"),
    "read_on": gettext_lazy("Read on"),
    "rule": gettext_lazy("Rule"),
    "signs": gettext_lazy("Signed"),
}
