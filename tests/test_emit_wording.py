"""Values in a few words."""

import pytest

from pipeline.emit.wording import figure, statements
from tests.invented import record, statistic


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "about 62%"),
        ({"qualifier": None, "unit": "gbp", "value": "1500000"}, "£1,500,000"),
        ({"qualifier": "at-most", "unit": "hours", "value": "0.5"}, "at most 0.5 hours"),
        ({"qualifier": None, "value": None, "low": "12", "high": "15"}, "12 to 15%"),
        ({"qualifier": None, "value": None, "low": "12", "high": None}, "12 to ?%"),
        ({"qualifier": None, "unit": "rank", "value": "3"}, "rank 3"),
        ({"qualifier": None, "unit": "ratio", "value": "0.2"}, "ratio 0.2"),
        ({"qualifier": "more-than", "unit": "count", "value": "85"}, "more than 85"),
        ({"qualifier": None, "unit": "per-1000", "value": "4"}, "4 per 1,000"),
        ({"qualifier": None, "unit": "multiple", "value": "no number"}, "no number times"),
    ],
)
def test_a_figure_reads_as_one_would_write_it(changes: dict[str, str | None], words: str) -> None:
    assert figure(statistic().model_copy(update=changes)) == words


def test_every_list_of_values_is_told() -> None:
    assert [(value.field, value.words) for value in statements(record())] == [
        ("bodies", "Harrowmere Police (police force)"),
        ("areas", "responding: Responding to the public"),
        ("grades", "Harrowmere Police, responding: requires improvement (current)"),
        ("grades", "Harrowmere Police, responding: good (previous 2021)"),
        ("tallies", "Harrowmere Police: 2 adequate, 1 good (areas), current"),
        ("people", "Dana Prewitt, Chief Constable, Harrowmere Police (quoted)"),
        ("statistics", "about 62% (calls answered in time)"),
        ("measures", "Harrowmere Police: engage (current)"),
    ]
