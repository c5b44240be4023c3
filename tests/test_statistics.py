"""Each form of a statistic, with what qualifies it and what it is about."""

from __future__ import annotations

import pytest

from pipeline.article import Article, Furniture
from pipeline.extract.extractor import Extractor
from pipeline.extract.statistics import read_numbers
from pipeline.record import Statistic


def claims(extractor: Extractor, text: str) -> list[Statistic]:
    return read_numbers(extractor.read(Article(source="t", text=text))).statistics


def amounts(extractor: Extractor, text: str) -> list[str]:
    """``value unit`` or ``low-high unit`` of every statistic."""
    return [f"{s.value or f'{s.low}-{s.high}'} {s.unit}" for s in claims(extractor, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # percent and percentage points
        ("Some 17.4 per cent of repairs at Oakmere were late.", ["17.4 percent"]),
        ("Thirty-one percent of nurses at Wyke had left.", ["31 percent"]),
        ("Attendance slid by two percentage points to 90pc.", ["2 percentage-points", "90 percent"]),
        ("Arrests rose by half a percentage point.", ["0.5 percentage-points"]),
        ("Pass rates were 64 per cent, seven points below the county.", ["64 percent", "7 percentage-points"]),
        ("The rate went from 14 to 9 per cent.", ["14 percent", "9 percent"]),
        ("Timeliness had improved from 48% to 83%.", ["48 percent", "83 percent"]),
        ("Sickness runs from 4% to 6%.", ["4-6 percent"]),
        ("Vacancies in Wyke, Oakmere and Thorne were 4, 7 and 11 per cent respectively.",
         ["4 percent", "7 percent", "11 percent"]),
        ("Satisfaction is 66 per cent; it was 59 in 2020.", ["66 percent", "59 percent"]),
        # money
        ("The trust owes £3.4m and has spent £900k.", ["3400000 gbp", "900000 gbp"]),
        ("Half a million pounds went on a lift, and tea costs 40p.", ["500000 gbp", "0.4 gbp"]),
        ("Fees run from £4,100 to £6,300 a term.", ["4100-6300 gbp"]),
        ("The gap is £2-3 million.", ["2000000-3000000 gbp"]),
        # counts
        ("Inspectors counted 19 broken alarms and three blocked doors.", ["19 count", "3 count"]),
        ("It is a 36-bed home with a 15-strong team.", ["36 count", "15 count"]),
        ("Two dozen men had no mattress; 14 had no window.", ["24 count", "14 count"]),
        ("Oakmere was left with nine areas for improvement and two causes of concern.", ["9 count", "2 count"]),
        ("The force will recruit 85 officers by Easter.", ["85 count"]),
        # ratios
        ("One in eight tenants had no heating.", ["0.125 ratio"]),
        ("One in three men tests positive.", ["0.3333 ratio"]),
        ("Repairs are done within 24 hours in nineteen cases out of twenty.", ["0.95 ratio"]),
        ("Waits were cut to five weeks from 22; there is an offer for young people over 19.", ["5 weeks", "22 weeks"]),
        ("How did the county's four forces do?", []),
        ("It took 31 seconds to answer a call in 2022; it now takes six.", ["31 seconds", "6 seconds"]),
        ("The average caseload, at 13.5, is low. When I was 15 nobody cared.", ["13.5 count"]),
        ("It got the second-lowest grade that it can award.", []),
        ("The unit scored 8/21 and is open 24/7.", ["0.381 ratio"]),
        ("Crews saw 5,200 homes, half as many again as before.", ["5200 count", "1.5 multiple"]),
        ("The wait is down to two minutes, from almost nine.", ["2 minutes", "9 minutes"]),
        ("A plan takes 27 weeks on average; the law says 20.", ["27 weeks", "20 weeks"]),
        ("A visit takes 14 minutes, up from 11 last year.", ["14 minutes", "11 minutes"]),
        ("Inspectors spent two weeks at the jail; the men spent 22 hours in their cells.", ["22 hours"]),
        ("Healthcare Inspectorate Wales spent three days there; nurses spent nine hours writing.", ["9 hours"]),
        ("The Education and Training Inspectorate spent four days there.", []),
        ("Inspectors came, and two pupils spent three days at home.", ["2 count", "3 days"]),
        ("It is the second highest of the four grades, and the fourth-highest mark in the region.", ["4 rank"]),
        ("Nineteen of the 20 files had no plan.", ["0.95 ratio"]),
        ("It helped to choose 11 of the last 12 nurses.", ["0.9167 ratio"]),
        ("Staff were short on four of the ten days that were checked.", ["0.4 ratio"]),
        ("Tenants rang 27 times and waited ten working days.", ["27 count", "10 days"]),
        ("Less good: one in eight shifts had no clinician.", ["0.125 ratio"]),
        ("Of 40 burglaries reviewed at Thorne, only 13 had led to a visit.", ["0.325 ratio"]),
        ("One pupil in six had been sent home.", ["0.1667 ratio"]),
        ("Thorne has mended four kitchen boilers out of the 16.", ["0.25 ratio"]),
        ("It moved 12 beds out of three wards.", ["12 count", "3 count"]),
        ("It has lost 23 of its 92 boats.", ["0.25 ratio"]),
        ("Of last summer's 40 divers, 13 stayed.", ["0.325 ratio"]),
        ("Of 40 calls about thefts, officers went to 13.", ["0.325 ratio"]),
        ("Of 40 calls about thefts, officers took 13 to court.", ["40 count", "13 count"]),
        ("Out of 40 burglaries reviewed, 13 had led to a visit.", ["0.325 ratio"]),
        ("It is second only to Wyke for speed and, in the table, 14th, for cost.", ["2 rank", "14 rank"]),
        ("The wait is six to eight weeks, up from four or five.", ["6-8 weeks", "4-5 weeks"]),
        ("Attendance is 91 per cent; a year earlier the figure had been 88.", ["91 percent", "88 percent"]),
        ("Men had an hour and ten minutes outside.", ["1.1667 hours"]),
        ("Men had an hour and ten apples.", ["10 count"]),
        ("The library had been shut for 19 weeks, with no fire drill for 14 months.", ["19 weeks", "14 months"]),
        ("Three men in ten share a cell.", ["0.3 ratio"]),
        ("Three fires in ten flats were put out.", ["3 count", "10 count"]),
        ("It came top of all 43 for speed and seventh for cost.", ["1 rank", "7 rank"]),
        ("Thefts are up 14 per cent and frauds down 6.", ["14 percent", "6 percent"]),
        ("Thefts are up 14 per cent and 6 vans are down.", ["14 percent", "6 count"]),
        ("Half the grades that it got are good.", []),
        ("Two staff will spend four months on it.", ["2 count", "4 months"]),
        ("For every 10 posts, three are never filled.", ["0.3 ratio"]),
        ("It was open on four of the ten days.", ["0.4 ratio"]),
        ("At least half of the 64 men freed in May were ill.", ["0.5 ratio", "64 count"]),
        ("The percentage of divers with a licence is 58, against a mean figure of 66.", ["58 percent", "66 percent"]),
        ("Two-thirds of cells were damp and a quarter had no light.", ["0.6667 ratio", "0.25 ratio"]),
        ("Between a fifth and a third of crews were late.", ["0.2-0.3333 ratio"]),
        ("Inspectors gave it 21 out of a possible 36.", ["0.5833 ratio"]),
        ("It scored just four points out of a possible 20.", ["0.2 ratio"]),
        ("It scored 30 points from a maximum of 40.", ["0.75 ratio"]),
        ("Oakmere is one of the country's best homes.", []),
        ("The school scored 15 points of a possible 20.", ["0.75 ratio"]),
        ("Vacancies are up three percentage points to 14 per cent.", ["3 percentage-points", "14 percent"]),
        ("Ask at gate 7, says the nursery (URN 123456).", []),
        # multiples
        ("Assaults doubled and fires were halved.", ["2 multiple", "0.5 multiple"]),
        ("Sickness is three times the national rate.", ["3 multiple"]),
        ("There was a fourfold rise in complaints and a 12-fold one in fires.", ["4 multiple", "12 multiple"]),
        ("The backlog is two and a half times what it was.", ["2.5 multiple"]),
        ("Sickness is twice as high as in Wyke.", ["2 multiple"]),
        # ranks
        ("Thorne came 31st of the 43 forces for burglary.", ["31 rank"]),
        ("Its response times are the second slowest in England.", ["2 rank"]),
        ("Oakmere is last of the 12 units for staffing.", ["12 rank"]),
        ("It has the best record in Wales for home visits.", ["1 rank"]),
        ("Wyke's fire service ranked fifth for training.", ["5 rank"]),
        ("It is ninth out of 43, up from 38th two years ago.", ["9 rank", "38 rank"]),
        # rates
        ("There were 4.2 stillbirths per 1,000 births.", ["4.2 per-1000"]),
        ("Crews went to 61 fires per 100,000 people.", ["61 per-100000"]),
        ("For every 1,000 men there were 730 assaults.", ["730 per-1000"]),
        ("The death rate fell from 3.1 to 2.7 per 1,000 births.", ["3.1 per-1000", "2.7 per-1000"]),
        # durations
        ("Crews take nine minutes and 30 seconds on average.", ["9.5 minutes"]),
        ("A man waited six and a half hours on a trolley.", ["6.5 hours"]),
        ("The men were serving four years and three months on average.", ["4.25 years"]),
        ("The wait is three to five weeks.", ["3-5 weeks"]),
        ("A 19-hour wait for a bed was recorded.", ["19 hours"]),
        ("Complaints took 61 days to settle, against 40 nationally.", ["61 days", "40 days"]),
        ("It takes an hour and a half to see a nurse.", ["1.5 hours"]),
        # tables
        ("\t2021\t2022\nExclusions\t51\t12\nAttendance (%)\t90.5\t92",
         ["51 count", "12 count", "90.5 percent", "92 percent"]),
    ],
)  # fmt: skip
def test_amount(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert amounts(extractor, text) == expected


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("About 40 men were ill.", "about"),
        ("Forty or so men were ill.", "about"),
        ("Just over 40 men were ill.", "more-than"),
        ("Almost 40 men were ill.", "less-than"),
        ("No fewer than 40 men were ill.", "at-least"),
        ("Up to 40 men were ill.", "at-most"),
        ("There were 40 men.", None),
        ("The queue grew by 150 or more.", "at-least"),
        ("The queue grew by 150 a week or more.", "at-least"),
        ("At least 40 men were ill.", "at-least"),
        ("At most 40 men were ill.", "at-most"),
    ],
)
def test_qualifier(extractor: Extractor, text: str, qualifier: str | None) -> None:
    assert claims(extractor, text)[0].qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        ("Fires rose from 12 to 18 per cent.", [None, "increase"]),
        ("Assaults were down nine per cent.", ["decrease"]),
        ("Crime fell by a fifth.", ["decrease"]),
        ("There was a 4 per cent rise in thefts.", ["increase"]),
        ("Staff had waited up to 14 months for training.", [None]),
        ("Men were locked up for 22 hours a day.", [None]),
        ("The queue at Wyke had come down from 71 to 52.", [None, "decrease"]),
        ("Bills are up from £310 to £345.", [None, "increase"]),
        ("The lift came down from the roof with 31 men.", [None]),
        ("After the rise came a nine per cent fall in fires.", ["decrease"]),
        ("It has 34 engineers on nights, down from 41.", ["decrease", None]),
        ("It has 34 engineers, who came down from Wyke.", [None]),
        ("It has 34 men at 12 sites, down from 15.", [None, "decrease", None]),
        ("Complaints doubled and fires halved.", ["increase", "decrease"]),
        ("Nurses make up nearly half of the staff.", [None]),
        ("Crews picked up 40 boats and set up 12 stalls.", [None, None]),
        ("Vacancies are up 2.5 percentage points to 11 per cent.", ["increase", "increase"]),
        ("Thefts have doubled in six years, from 1,140 to 2,310.", ["increase", None, "increase"]),
        ("Sickness fell from an average of 14 days a head in 2020 to 9.", [None, "decrease"]),
        ("Fires fell, and 40 crews went home.", [None]),
        ("Rents go up by 4 per cent, or £11.", ["increase", "increase"]),
        ("Nurses hold 23 cases, five more than the limit.", [None, None]),
        ("It lost 12 more nurses than the year before.", ["increase"]),
        ("The queue is three times what it was in 2019.", ["increase"]),
        ("Sickness is twice the national rate.", [None]),
        ("Seven falls were noted, two of them serious.", [None, None]),
        ("The wall took 90 seconds to fall down.", [None]),
        ("Its caseload has gone from 41 people to 57.", [None, "increase"]),
        ("A letter went from 41 people to 57 councillors.", [None, None]),
    ],
)
def test_direction(extractor: Extractor, text: str, directions: list[str | None]) -> None:
    assert [claim.direction for claim in claims(extractor, text)] == directions


@pytest.mark.parametrize(
    ("text", "abouts"),
    [
        ("Inspectors found that 41 per cent of night shifts had no nurse.", ["night shifts had no nurse"]),
        ("Sickness at Oakmere stood at 12 per cent, HMI Probation said.", ["Sickness at Oakmere"]),
        ("Turnover was 31%, compared with 18% nationally.", ["Turnover", "Turnover nationally"]),
        ("Waiting lists: 4,120", ["Waiting lists"]),
        ("The trust has a budget of £74 million and a new office.", ["trust has a budget"]),
        ("Half of its 640 tenants complained.", ["640 tenants complained", "tenants"]),
        ("Exclusions\t51", ["Exclusions"]),
        ("The tenant heard nothing for 33 days.", ["tenant heard nothing"]),
        ("The clerk heard that repairs cost £310.", ["repairs cost"]),
        ("It must save more, on top of £7m found since 2015.", ["found since 2015"]),
        ("Councillor Poe asked why £90,000 was spent on a lift.", ["spent on a lift"]),
        ("The bursar warned of a £3m shortfall.", ["shortfall"]),
        ("The trust has a budget of £74m a year.", ["trust has a budget"]),
        ("Driver with 14 unpaid fines banned after a chase in Wyke.", ["unpaid fines banned"]),
        (
            "Bicycles were mended in a shed behind the church in Wyke for £15.",
            ["Bicycles were mended in a shed behind the church in Wyke"],
        ),
        ("Sickness was 9.4 per 1,000 shifts, the highest in Wales.", ["Sickness shifts", "shifts in Wales"]),
    ],
)
def test_about(extractor: Extractor, text: str, abouts: list[str]) -> None:
    assert [claim.about for claim in claims(extractor, text)] == abouts


def test_noun_comparison_and_period(extractor: Extractor) -> None:
    text = "In the year to March 34 patrol officers left Thorne, compared with 20 the year before."
    first = claims(extractor, text)[0]
    assert first.noun == "patrol officers"
    assert first.comparison == "compared with 20 the year before"
    assert first.period is not None


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Fees have gone up by £40 since 2019, and this year's budget is £61m.", ["since 2019", "this year"]),
        ("Its income was £12m in 2020 and £14m in 2023.", ["in 2020", "in 2023"]),
        ("In 2018 Wyke had 14 boats and 210 divers.", ["In 2018", "In 2018"]),
        ("In Year 9, 14 pupils left.", [None]),
        ("Between April and June 61 men were hurt, compared with 40 in the spring of 2022.",
         ["Between April and June", "in the spring of 2022"]),
        ("In the year to March 2024 it lost 40 beds; 12 are back.", ["In the year to March 2024", None]),
    ],
)  # fmt: skip
def test_period(extractor: Extractor, text: str, periods: list[str | None]) -> None:
    assert [claim.period for claim in claims(extractor, text)] == periods


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("It met 93 per cent of deadlines, well above the county target of 80 per cent set in May.",
         "well above the county target of 80 per cent set in May"),
        ("Turnover was 31 per cent, worse than the mean of a group of eleven very similar landlords in the Vale, too.",
         "worse than the mean of a group of eleven very similar landlords in the Vale"),
        ("It lost 14 nurses, compared with 20 the year before, but hired 9.", "compared with 20 the year before"),
        ("Some 40 nurses left and 31 came, up from 12.", None),
        ("Some 40 nurses left.", None),
    ],
)  # fmt: skip
def test_comparison(extractor: Extractor, text: str, comparison: str | None) -> None:
    assert claims(extractor, text)[0].comparison == comparison


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("HMICFRS rated Kent Police good at investigating crime. The force has 93 dogs.", ["Kent Police"]),
        ("HMICFRS rated Kent Police good at investigating crime. It answered 93 per cent of calls.", [None]),
        ("HMICFRS rated Kent Police good at investigating crime. Kent Police lost 40 dogs, against 31 in Essex.",
         [None, None]),
        ("HMICFRS rated Kent Police good at investigating crime. Kent Police charges 9 per cent of thieves, against "
         "a target of 12 per cent.", ["Kent Police", None]),
        ("HMICFRS rated Kent Police good at investigating crime. Vacancies at Kent Police are at 9 per cent; they "
         "stand at 14 per cent nationally.", ["Kent Police", None]),
        ("Kent Police lost 40 dogs.", [None]),
    ],
)  # fmt: skip
def test_body(extractor: Extractor, text: str, bodies: list[str | None]) -> None:
    record = extractor(Article(source="t", text=text))
    assert [claim.body for claim in record.statistics] == bodies


def test_a_repeated_figure_is_one_statistic_with_two_evidences(extractor: Extractor) -> None:
    text = "Attendance is 93.4 per cent.\nThe head said 93.4 per cent was too low."
    (claim,) = claims(extractor, text)
    assert [evidence.quote for evidence in claim.evidence] == ["93.4 per cent", "93.4 per cent"]


def test_the_same_count_of_other_things_is_another_statistic(extractor: Extractor) -> None:
    assert len(claims(extractor, "Five nurses had left.\nFive windows were cracked.")) == 2


def test_furniture_gives_neither_statistics_nor_residue(extractor: Extractor) -> None:
    text = "It lost 40 beds.\nFuneral plans from £18 a month since 1999."
    advert = Furniture(kind="advert", start=17, end=len(text))
    read = read_numbers(extractor.read(Article(source="t", text=text, furniture=(advert,))))
    assert [claim.value for claim in read.statistics] == ["40"]
    assert read.residue == []


def test_a_long_row_of_numbers_is_data_and_is_accounted_for_as_one(extractor: Extractor) -> None:
    read = read_numbers(extractor.read(Article(source="t", text="Cells " + "4 7 " * 60)))
    assert read.statistics == []
    assert [(seen.start, seen.end, seen.reason) for seen in read.residue] == [(6, 245, "row-of-numbers")]


def test_a_sentence_may_have_many_numbers(extractor: Extractor) -> None:
    rooms = ", ".join(f"{number} beds in ward {letter}" for number, letter in enumerate("ABCDEFGHIJKLMNO", start=20))
    assert len(claims(extractor, f"It has {rooms}.")) == 15


@pytest.mark.parametrize(
    "text", ["1,000," * 2000, "one " * 4000, "two and " * 2000, "1 in " * 3000, "5 per cent " * 1500, "a third " * 2500]
)
def test_every_number_of_an_endless_sentence_is_accounted_for(extractor: Extractor, text: str) -> None:
    read = read_numbers(extractor.read(Article(source="t", text=text)))
    assert read.statistics or read.residue
    for claim in read.statistics:
        for evidence in claim.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote
