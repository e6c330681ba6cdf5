import pytest

from tests.benchmarks.timing import Timings

ROUNDS = Timings({"page": [20.0, 44.0, 30.0], "shell": [10.0, 20.0, 10.0]})


def test_ratio_is_the_median_of_the_rounds_own_ratios() -> None:
    assert ROUNDS.ratio("page", "shell") == pytest.approx(2.2)


def test_cost_of_a_page_is_the_median_round() -> None:
    assert ROUNDS.milliseconds("page") == 30
