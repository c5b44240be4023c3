"""Numbers that are no statistic: each is left over with its reason; beside each, one that looks like it and is one."""

from __future__ import annotations

import pytest

from pipeline.article import Article
from pipeline.extract.extractor import Extractor
from pipeline.extract.statistics import Numbers, read_numbers


def read(extractor: Extractor, text: str) -> Numbers:
    return read_numbers(extractor.read(Article(source="t", text=text)))


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("The Section 29 notice stands.", ["legal-reference"]),
        ("It broke Regulations 12 and 17.", ["legal-reference", "legal-reference"]),
        ("It broke regulation 22(4) too.", ["legal-reference", "code"]),
        ("See page 14 and Table 3.", ["document-reference", "document-reference"]),
        ("A stage 1 complaint has been made.", ["document-reference"]),
        ("Write to the clerk, ext. 4417.", ["document-reference"]),
        ("The desk is staffed from eight until ten.", ["clock", "clock"]),
        ("It was not to be read before 00.01 on Friday.", ["clock"]),
        ("Four landlords have been told how they compare.", ["scope"]),
        ("It made insufficient progress in three, and that is that.", ["tally"]),
        ("Pupils in Years 5 and 6 read well.", ["school-label", "school-label"]),
        ("Key Stage 2 work is neat.", ["school-label"]),
        ("He was a Year 4 teacher.", ["school-label"]),
        ("14.2 The Director spoke.", ["list-number"]),
        ("(2) that the report be noted", ["list-number"]),
        ("Ask at extension 5518.", ["document-reference"]),
        ("Sent as 304417 by wire.", ["reference"]),
        ("It is a category 2 call for Ward 9.", ["operational-label", "operational-label"]),
        ("Children aged four to 11 attend.", ["age", "age"]),
        ("A 17-year-old boy lives there.", ["age"]),
        ("Edna Trewin, 94, was at home.", ["age"]),
        ("The clerk, who is 39, agreed.", ["age"]),
        ("He gave up at 17.", ["age"]),
        ("It shut at ten past four.", ["clock", "clock"]),
        ("Crews met at three in the morning.", ["clock"]),
        ("Operation Seven Oaks has begun.", ["operational-label"]),
        ("A Vauxhall 205 was on fire.", ["name"]),
        ("They give it 110 per cent.", ["idiom"]),
        ("It is nine-to-five work.", ["idiom", "idiom"]),
        ("Inspectors came two years ago.", ["placing"]),
        ("It has been so for the past three weeks.", ["placing"]),
        ("Ministers have 28 days to reply.", ["deadline"]),
        ("She set out a five-year plan.", ["modifier"]),
        ("It published a 10-point charter.", ["modifier"]),
        ("She is a mum-of-two.", ["modifier"]),
        ("Half-term begins on Monday.", ["fraction-word"]),
        ("She used the first half well.", ["ordinal", "fraction-word"]),
        ("He doubled back.", ["multiple-word"]),
        ("It was her third visit.", ["ordinal"]),
        ("One resident had left.", ["pronoun"]),
        ("Graded 2 (weak) for care.", ["grade"]),
        ("The score for respect is now 3.", ["grade"]),
        ("It was good in three areas and adequate in two.", ["tally", "tally"]),
        ("Six adequate, two good.", ["tally", "tally"]),
        ("Seven of the ten areas were good.", ["tally"]),
        ("Nine schools were inspected.", ["scope"]),
        ("Three brigades in the west have learned how they did.", ["scope"]),
        ("It is the second of four to be inspected.", ["ordinal", "scope"]),
        ("How many grades are there? There are four.", ["tally"]),
        ("Two wet winters lay behind them.", ["placing"]),
        ("Ten minutes with Edna Trewin", ["idiom"]),
        ("The fastest in the country do it on foot.", []),
        ("The two forces agreed.", ["definite"]),
        ("Tickets cost $40.", ["currency"]),
        ("Thorne beat Wyke 14-6.", ["score"]),
        ("Operation Forty Two has begun.", ["operational-label"]),
        ("It shuts in week 40.", ["place-label"]),
        ("They came on the 43 bus.", ["operational-label"]),
        ("His sister, 12, was there.", ["age"]),
        ("Its director, 61, was there.", ["age"]),
        ("She left at the age of 20.", ["age"]),
        ("It takes boys of 11 to 17.", ["age", "age"]),
        ("See www.example.org/2024/09/117.", ["code", "code", "code"]),
        ("It is on at nine on Friday.", ["clock"]),
        ("Nine are outstanding and 44 are good.", ["tally", "tally"]),
        ("It had four that required improvement.", ["tally"]),
        ("Insufficient progress had been made in three, and good progress in two.", ["tally", "tally"]),
        ("Five homes have had new reports.", ["scope"]),
        ("Children live 20 miles from home.", ["distance"]),
        ("We give it 100 per cent.", ["idiom"]),
        ("It waited in its first 24 hours.", ["ordinal", "placing"]),
        ("They mark out of six.", ["grade"]),
        ("At 52 the chief is the youngest in the north.", ["age"]),
        ("His sons, 9 and 12, were there.", ["age", "age"]),
        ("It sits at 102 Petty Cross.", ["name"]),
        ("The code is 2468.", ["document-reference"]),
        ("Its policy asks for one to ten.", ["score"]),
        ("Four months on, the roof leaks.", ["placing"]),
        ("It uses five grades for forces.", ["tally"]),
    ],
)
def test_no_statistic(extractor: Extractor, text: str, reasons: list[str]) -> None:
    numbers = read(extractor, text)
    assert numbers.statistics == []
    assert [number.reason for number in numbers.residue] == reasons


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It held 46 section meetings.", "46"),
        ("Last year 12 officers left.", "12"),
        ("Attendance stood at 17 per cent.", "17"),
        ("The queue stands at 41.", "41"),
        ("It lost 30 people in one night.", "30"),
        ("The home looks after 15 girls.", "15"),
        ("It made 101 recommendations.", "101"),
        ("Half of residents agreed.", "0.5"),
        ("Cleveland has 14 boats.", "14"),
        ("It has 14 areas for improvement.", "14"),
        ("Only six good alarms worked.", "6"),
        ("They rated 600 actions urgent.", "600"),
        ("Twelve schools were closed.", "12"),
        ("Three brigades have lost their engines.", "3"),
        ("How many nurses are there? There are four.", "4"),
        ("Ten minutes with a doctor is the average.", "10"),
        ("The fastest in the country is Oakmere.", "1"),
        ("A tenant heard nothing for 33 days.", "33"),
        ("A five-week wait was usual.", "5"),
        ("The wait for an appointment was three weeks.", "3"),
        ("They waited 28 days.", "28"),
        ("In Year 9, 14 pupils left.", "14"),
        ("Each week 40 calls are lost.", "40"),
        ("It has 43 buses.", "43"),
        ("The total, 61, was high.", "61"),
        ("It owns nine sites on Friday Street.", "9"),
        ("It has clocked up 41,000 miles.", "41000"),
        ("There are four areas for priority action.", "4"),
        ("It got one improvement notice.", "1"),
        ("They rang 27 times.", "27"),
        ("It manages 6,200 homes rated safe.", "6200"),
        ("He spent his last 11 days there.", "11"),
        ("Pumps had not been checked for nine days.", "9"),
    ],
)
def test_statistic_all_the_same(extractor: Extractor, text: str, value: str) -> None:
    assert [claim.value for claim in read(extractor, text).statistics][:1] == [value]


@pytest.mark.parametrize(
    ("text", "limited", "alone"),
    [
        ("Crews reach 85 per cent of fires within 15 minutes.", ["85"], "threshold"),
        ("Some 37 patients waited more than 12 hours.", ["37"], "threshold"),
    ],
)
def test_a_limit_of_another_figure_is_no_statistic(
    extractor: Extractor, text: str, limited: list[str], alone: str
) -> None:
    numbers = read(extractor, text)
    assert [claim.value for claim in numbers.statistics] == limited
    assert [number.reason for number in numbers.residue] == [alone]


def test_a_time_within_which_calls_are_answered_is_measured_when_nothing_else_is(extractor: Extractor) -> None:
    (claim,) = read(extractor, "Calls were picked up within nine seconds on average.").statistics
    assert (claim.value, claim.unit) == ("9", "seconds")
