"""What the room's tests share."""

import pytest
from django.core.cache import cache

from commonbeat.matters.models import Window
from tests import factories


@pytest.fixture
def window(db: None) -> Window:
    """An open comment period in a public house, with nothing counted yet."""
    cache.clear()
    return factories.open_house()
