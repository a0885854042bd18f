"""What holds for every test: no environment of Flet's, nobody's keychain, no browser that is
quietly skipped.
"""

import os

import pytest
from hypothesis import settings

from tests import browser

for name in [name for name in os.environ if name.startswith("FLET_")]:
    del os.environ[name]

# For the tests and every command they start: the keychain of whoever runs them is left alone.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

# No deadline: on a busy machine an example may take long, and that says nothing about the program.
# Under CI the examples are the same in every run; at the desk they are new ones each time.
settings.register_profile("three-dawns", deadline=None, derandomize=browser.in_ci())
settings.load_profile("three-dawns")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run browser tests last; without a browser, skip them loudly (under CI let them fail).

    Last, because Playwright's synchronous side keeps an event loop running in this thread, and
    asynchronous tests could not start theirs after it.
    """
    wanting = [item for item in items if item.get_closest_marker("browser")]
    items.sort(key=lambda item: item in wanting)
    if wanting and not browser.in_ci() and not browser.find():
        for item in wanting:
            item.add_marker(pytest.mark.skip(reason=browser.MISSING))
