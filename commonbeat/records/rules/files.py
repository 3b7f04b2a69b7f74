"""Facts about files of records, for the table of permissions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.frame.rules import fact
from commonbeat.records.models import Dataset, Import

State = Import.State


@fact(lacks=_("This file is done with. Bring it again."), when=_("while the file is on its way"))
def is_on_its_way(actor: Any, subject: Import) -> bool:
    return subject.state in Import.UNDER_WAY


@fact(lacks=_("This file is being checked, or is done with."), when=_("while nothing is done with the file"))
def can_be_checked(actor: Any, subject: Import) -> bool:
    return subject.state in Import.CHECKABLE


@fact(lacks=_("This file is not waiting to be checked."), when=_("while the file waits"))
def waits_for_its_check(actor: Any, subject: Import) -> bool:
    return subject.state == State.WAITING


@fact(lacks=_("This file is not being checked."), when=_("while the file is being checked"))
def is_being_checked(actor: Any, subject: Import) -> bool:
    return subject.state == State.CHECKING


@fact(lacks=_("This file has not been checked."), when=_("once the file is checked"))
def is_checked(actor: Any, subject: Import) -> bool:
    return subject.state == State.CHECKED


@fact(lacks=_("These records were withdrawn."), when=_("while the records stand"))
def is_standing(actor: Any, subject: Dataset) -> bool:
    return subject.is_standing
