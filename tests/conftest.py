"""What the tests of several folders share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings
from timing import Work, seconds

# How long an example takes depends on the neighbours; what must be quick has a test that says so.
settings.register_profile("qc", deadline=None)
settings.load_profile("qc")


@pytest.fixture(scope="session")
def assert_linear() -> Callable[[Callable[[int], Work], int], None]:
    """A function that fails unless four times the input takes at most six times the time.

    It is given what makes the work for an input of some size, and the size. Neighbours on the machine spoil single
    measurements, so one of five must hold; what is quadratic is never linear.
    """

    def check(prepared: Callable[[int], Work], size: int, noise: float = 0.05) -> None:
        prepared(size // 10)()  # tables are read, patterns compiled
        seen = []
        for _ in range(5):
            seen.append((seconds(prepared(size)), seconds(prepared(4 * size))))
            if seen[-1][1] <= 6 * seen[-1][0] + noise:
                return
        pytest.fail(", ".join(f"{few:.3f} s became {many:.3f} s" for few, many in seen))

    return check


@pytest.fixture
def slowness() -> float:
    """How many times as long as usual this machine takes for the same work just now; 1 where it is as quick or quicker.

    Bounds in milliseconds hold on a machine that is left alone; shared hosts run at half their speed for hours.
    """
    usual = 0.06  # seconds for these sums on the two-core machine the bounds were set on
    return max(1.0, min(seconds(lambda: sum(number * number for number in range(1_000_000))) for _ in range(3)) / usual)
