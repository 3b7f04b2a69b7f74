"""The house's settings with a data folder that vanishes, one for each worker; a database named outside is kept."""

import atexit
import os
import shutil
import tempfile

if "COMMONBEAT_TEST_DATA" not in os.environ:
    os.environ["COMMONBEAT_TEST_DATA"] = tempfile.mkdtemp(prefix="commonbeat-")
    atexit.register(shutil.rmtree, os.environ["COMMONBEAT_TEST_DATA"], ignore_errors=True)
os.environ["COMMONBEAT_DATA"] = os.path.join(
    os.environ["COMMONBEAT_TEST_DATA"], os.environ.get("PYTEST_XDIST_WORKER", "main")
)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's tests keep an event loop beside the database

from commonbeat.settings import *  # noqa: E402, F403

LONGEST_PAUSE = 0.01  # the fuzz types many wrong words
WHITENOISE_AUTOREFRESH = True  # files are found when they are asked for, not all of them by each test's client
if DATABASES["default"]["ENGINE"] == "commonbeat.frame.sqlite":  # noqa: F405
    # said outright: workers give a database of their own to each engine that they do not know as SQLite
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
PASSPHRASE_PASSES, PASSPHRASE_MEMORY = 1, 8192
