"""For tests of records that are brought: a folder of the house's own, and the coordinator's desk."""

import pytest

from tests import factories
from tests.matters.desk import at


@pytest.fixture
def own_folder(settings, tmp_path):
    """Nothing that a test writes lies where another one looks."""
    settings.DATA, settings.FILES, settings.CHECKING = tmp_path, tmp_path / "files", tmp_path / "checking"


@pytest.fixture
def desk(db, own_folder):
    """The coordinator of a house, signed in."""
    factories.house()
    return at("coordinator")
