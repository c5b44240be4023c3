"""Bodies of open classes: found by pattern, explained by a noun, called by a short name; all names are invented."""

from __future__ import annotations

import pytest

from pipeline.article import Article, Furniture
from pipeline.extract.choice import setting
from pipeline.extract.extractor import Extractor
from pipeline.extract.open_bodies import Called, is_form, open_names


def called(extractor: Extractor, pack: str, text: str, furniture: tuple[Furniture, ...] = ()) -> list[Called]:
    reading = extractor.read(Article(source="invented", text=text, furniture=furniture))
    where = setting(reading, pack)
    assert where is not None
    return open_names(reading, where)


def words(extractor: Extractor, pack: str, text: str) -> list[str]:
    """The words of all mentions, in text order."""
    return [text[mention.start : mention.end] for mention in called(extractor, pack, text)]


FULL = [
    ("ofsted", "Parents of pupils at [Quince Lane Primary School] were told by Ofsted."),
    ("ofsted", "When [Quince Lane Primary School] was inspected, Ofsted praised [Thrapley Bank Academy]."),
    ("ofsted", "Headteacher of [Quince Lane Infants] Ada Mott wrote to Ofsted."),
    ("ofsted", "[Our Lady of Sorrows RC Primary School] is good, Ofsted said."),
    ("ofsted", "Ofsted praised [All Souls’ C of E (VA) Junior School] and [The Bourne Academy]."),
    ("ofsted", "[Good Samaritan Primary] is good, Ofsted says. So is [Three Becks High School]."),
    ("ofsted", "[Wick under the Hill Primary School] was rated good by Ofsted."),
    ("ofsted", "Closed in May, [Quince Lane School and Nursery] will reopen, Ofsted said."),
    ("ofsted", "Ofsted visited [Oasis Academy Thrapley] and [UTC Mottram Vale]."),
    ("ofsted", "Ofsted’s report on the [College of North Wend] is out. Royal College of Masons is unmoved."),
    ("ofsted", "The Merrow Trust’s [Quince Lane Primary] and [Fenny Bank Infants] were good, Ofsted found."),
    ("ofsted", "QUINCE LANE PRIMARY SCHOOL\nOfsted rated [Quince Lane Primary School] good."),
    ("estyn", "Estyn found [Ysgol y Ffynnon] good and [Ysgol Gymraeg Nant Eiddew] excellent. [Coleg Dyfnant] was not."),
    ("hmi-prisons", "HMI Prisons went to [HMP Tansy Fold] and [HMP/YOI Long Wend] with Governor Bea Mott."),
    ("hmi-prisons", "HMI Prisons: [HMP Isle of Thrap], [HMP Cold Quince] and [HMP Merrow]’s annexe are poor."),
    ("hmi-prisons", "HMI Prisons saw [Merrow House Immigration Removal Centre] (IRC) and [Tansy YOI]."),
    ("hmi-probation", "HM Inspectorate of Probation rated [Wend and Thrapley PDU] good."),
    ("hmi-probation", "HMI Probation rated [Merrow City Youth Justice Service] good."),
    ("cqc", "The CQC rated [Quince General Hospital] and the [Thrap Vale Partnership NHS Foundation Trust] good."),
    ("cqc", "The CQC praised [University Hospitals of West Wend NHS Trust] and its hospice at home."),
    ("cqc", "[Tansy Hospice at Home] was rated good by the CQC, [Mill Quince Surgery] was not."),
    ("cqc", "Residents left [Merrow Lodge], the CQC said."),
    ("cqc", "[Kindly Hands Homecare] has been rated good by the CQC."),
    ("rsh", "The Regulator of Social Housing gave [Thrap Homes] a C3 and [Merrow Housing Association] a C1."),
    ("rsh", "RSH regraded the [London Borough of Thrap and Merrow] and [Quince City Council]."),
    ("rsh", "RSH regraded the [Royal Borough of Thrap]. [London Borough of Merrow] is next."),
    ("education-scotland", "Education Scotland visited [Inverquince Academy] and [St Fillan’s RC Primary]."),
    ("eti", "ETI found [Drumquince Integrated College] good."),
    ("isi", "ISI inspectors spoke to pupils of [Merrow Hall] and [Tansy House School]."),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "marked"), FULL)
def test_full_names_are_found_whole(extractor: Extractor, pack: str, marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    wanted = [part.split("]")[0] for part in marked.split("[")[1:]]
    found = [name for name in words(extractor, pack, text) if not name.isupper()]
    assert found == wanted


NONE = [
    ("ofsted", "Every Primary School and each High School has a School Lane. Free School Meals rose, Ofsted said."),
    ("ofsted", "The Association of School and College Leaders and the Lecturers and College Union wrote to Ofsted."),
    ("ofsted", "A children’s home in Thrapley that cannot be named was rated inadequate by Ofsted."),
    ("ofsted", "The school belongs to the Merrow Learning Trust, which Ofsted does not inspect."),
    (
        "hmi-prisons",
        "The Prison Service and the Prison Officers’ Association answered HMI Prisons. HM Prison Service did not.",
    ),
    ("hmi-prisons", "The Thrapshire jail is full, HMI Prisons said. A Thrapley prison is empty."),
    ("hmi-probation", "The Youth Justice Board and the Probation Service answered HMI Probation."),
    ("cqc", "A Thrapley care home has closed and the Thrapley care home next door too, the CQC said."),
    ("cqc", "He was fined at Thrapley Crown Court and praised in Merrow Town Hall, the CQC heard."),
    ("rsh", "The Regulator of Social Housing wants new homes and safe housing."),
    ("rsh", "HMP Tansy Fold is no landlord."),
]


@pytest.mark.parametrize(("pack", "text"), NONE)
def test_what_names_no_body(extractor: Extractor, pack: str, text: str) -> None:
    assert words(extractor, pack, text) == []


SHORT = [
    ("ofsted", "Thrapley St Fillan’s C of E Primary School is good, Ofsted said. St Fillan’s sang. Thrapley slept.",
     "Thrapley St Fillan’s C of E Primary School", ["St Fillan’s"]),
    ("ofsted", "Quincefield High School fell, Ofsted said. “Quincefield is safe.” Quincefield-based Mr Quincefield.",
     "Quincefield High School", ["Quincefield"]),
    ("ofsted", "Quincefield High fell, Ofsted said. Quincefield High School is in Quincefield Road, in Quincefield.",
     "Quincefield High School", ["Quincefield High"]),
    ("ofsted", "Ofsted rated Rose Fell Church of England Primary School good. Rose Fell CE Primary is small.",
     "Rose Fell Church of England Primary School", ["Rose Fell CE Primary"]),
    ("hmi-prisons", "HMP Tansy Fold was poor, HMI Prisons said. Tansy Fold is old; Tansy Fold Prison has rats.",
     "HMP Tansy Fold", ["Tansy Fold", "Tansy Fold Prison"]),
    ("hmi-prisons", "WATCHDOG CONDEMNS HMP TANSY FOLD CHAOS\nHMI Prisons said Tansy Fold was unsafe.",
     "HMP Tansy Fold", ["HMP TANSY FOLD", "Tansy Fold"]),
    ("hmi-probation", "Merrow Vale PDU is good, HMI Probation said. Merrow Vale Probation Delivery Unit is large.",
     "Merrow Vale Probation Delivery Unit", ["Merrow Vale PDU"]),
    ("hmi-probation", "HMI Probation saw Wend Youth Justice Service (WYJS). Once Wend Youth Offending Team, WYJS grew.",
     "Wend Youth Justice Service", ["WYJS", "Wend Youth Offending Team", "WYJS"]),
    ("cqc", "The Rowans, a nursing home in Thrapley, is good, the CQC says. All like the Rowans. Ms Rowans is kind.",
     "The Rowans", ["Rowans"]),
    ("rsh", "RSH gave Birkmere Housing Trust a C2. Birkmere was pleased.", "Birkmere Housing Trust", ["Birkmere"]),
    ("cqc", "Thrap & Wend Hospitals NHS Trust is good, the CQC said. Thrap and Wend are old. Thrap & Wend grew.",
     "Thrap & Wend Hospitals NHS Trust", ["Thrap & Wend"]),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "text", "full", "short"), SHORT)
def test_short_names_stand_for_the_fullest(
    extractor: Extractor, pack: str, text: str, full: str, short: list[str]
) -> None:
    found = called(extractor, pack, text)
    assert {mention.name for mention in found} == {full}
    assert [text[m.start : m.end] for m in found if text[m.start : m.end] != full] == short


def test_two_bodies_that_share_a_word_are_told_apart_or_not_named(extractor: Extractor) -> None:
    text = (
        "Merrow General Hospital and Merrow and District Hospitals NHS Trust were seen by the CQC. "
        "Merrow General is good; Merrow and District is not. Ann likes the Merrow wards."
    )
    names = [mention.name for mention in called(extractor, "cqc", text)]
    assert names[2:4] == ["Merrow General Hospital", "Merrow and District Hospitals NHS Trust"]
    text = "Tansy Infant School and Tansy Junior School were seen by Ofsted. Tansy is good. Tansy School too."
    assert words(extractor, "ofsted", text) == ["Tansy Infant School", "Tansy Junior School"]


EXPLAINED = [
    ("cqc", "Gorse Nook, a small nursing home outside Thrapley, has rats, the CQC said.", ["Gorse Nook"]),
    ("ofsted", "Ofsted told Tiny Ottelers, a day nursery, to close.", ["Tiny Ottelers"]),
    ("ofsted", "Ofsted went to nursery Tiny Ottelers in May.", ["Tiny Ottelers"]),
    ("cqc", "The CQC saw neglect at the Rowans care home.", ["Rowans care home"]),
    ("cqc", "The CQC saw neglect at Gorsemead care home.", ["Gorsemead care home"]),
    ("hmi-prisons", "HMI Prisons found rats at Tansyfold jail.", ["Tansyfold jail"]),
    ("cqc", "Gorsemead care home near Thrapley has rats. It was rated good by the CQC.", ["Gorsemead care home"]),
    ("cqc", "The CQC rated Gorsemead nursing home good.", ["Gorsemead nursing home"]),
    ("cqc", "Thrapley care home has been rated good by the CQC\nThe CQC rated a home in Thrapley good.", []),
    ("cqc", "Thrapley care home rated inadequate by the CQC\nThe CQC was shocked.", []),
    ("cqc", "The Rowans, a home for 38 people in Thrapley, shocked the CQC.", ["The Rowans"]),
    ("cqc", "Thrap Road, a home to badgers, and Ann Mott, a home help, were seen by the CQC.", []),
    ("cqc", "Ann Mott, a practice nurse in Thrapley, wrote to the CQC.", []),
    ("cqc", "In Thrapley, a nursing home was shut by the CQC. Ann Mott, a nursing home manager, cried.", []),
    ("ofsted", "Bea Mott, a primary school teacher, wrote to Ofsted.", []),
]


@pytest.mark.parametrize(("pack", "text", "wanted"), EXPLAINED)
def test_a_noun_explains_a_name_without_one(extractor: Extractor, pack: str, text: str, wanted: list[str]) -> None:
    assert words(extractor, pack, text) == wanted


BARE = [
    ("cqc", "Gorsecliff has been rated good by the Care Quality Commission.", ["Gorsecliff"]),
    ("cqc", "The Tamarisks, Thrapley. CQC report: safe good, caring good.", ["The Tamarisks"]),
    ("cqc", "The CQC has rated Gorsehurst inadequate. Bea Mott said so.", ["Gorsehurst"]),
    ("rsh", "Stonequince was downgraded to G2 by the Regulator of Social Housing.", ["Stonequince"]),
    ("cqc", "The CQC rated the home good. Bea Mott, its manager, said Thrapley was pleased.", []),
    (
        "cqc",
        "The home has been rated inadequate. "
        + "The CQC was told that the rooms were cold and the tea was colder. " * 8
        + "Tansy Mill was rated good last time. Tansy Mill has had four cooks. Its owner has Gorse Nursing Home too.",
        ["Tansy Mill", "Tansy Mill", "Gorse Nursing Home"],
    ),
    ("cqc", "Tansy Mill, in Mill Lane, Thrap, is good, the CQC says. I've been and I've seen.", ["Tansy Mill"]),
    ("cqc", "Gorsecliff is near Merrow Hospital, which the CQC rated good.", ["Merrow Hospital"]),
]


@pytest.mark.parametrize(("pack", "text", "wanted"), BARE)
def test_a_bare_name_is_the_last_resort(extractor: Extractor, pack: str, text: str, wanted: list[str]) -> None:
    found = called(extractor, pack, text)
    assert [text[mention.start : mention.end] for mention in found] == wanted
    assert all(mention.weak for mention in found if " Hospital" not in mention.name and " Home" not in mention.name)


ASIDES = [
    ("cqc", "The Rowans, in Thrap Road, was inspected by the CQC in May.", ["The Rowans"]),
    ("cqc", "Gorsecliff (in Thrap Road) requires improvement, the CQC said.", ["Gorsecliff"]),
    ("cqc", "Bea Mott, the manager, was told by the CQC to go. Ann Penn, from Thrapley, was given a letter.", []),
]


@pytest.mark.parametrize(("pack", "text", "wanted"), ASIDES)
def test_an_aside_parts_a_bare_name_from_what_is_said_of_it(
    extractor: Extractor, pack: str, text: str, wanted: list[str]
) -> None:
    assert words(extractor, pack, text) == wanted


BESIDE = [
    ("cqc", "Gorse Bank and Gorse Court have one owner. Gorse Bank is good, the CQC says; Gorse Court is inadequate.",
     ["Gorse Bank", "Gorse Court", "Gorse Bank", "Gorse Court"]),
    ("cqc", "Gorse Bank, Tansy Bank and Thrap House are near. Gorse Bank is good, Tansy Bank is inadequate and "
     "Thrap House requires improvement, the CQC says.",
     ["Gorse Bank", "Tansy Bank", "Thrap House"] * 2),
    ("cqc", "Thrap View and Cliff Top were rated good by the CQC. Bea Mott and Thrap View are good friends.",
     ["Thrap View", "Cliff Top", "Thrap View"]),
    ("cqc", "Ann Penn and Gorse Court were in the news. Ann Penn has told the CQC that Gorse Court is inadequate.",
     ["Gorse Court", "Gorse Court"]),
    ("cqc", "The CQC went to Thrapley and Gorse Court. Thrapley is good; Gorse Court is not.", ["Gorse Court"] * 2),
    ("cqc", "Gorse House is good, says the CQC. Its owner also runs Tansy Mill in Thrap, which was rated good.",
     ["Gorse House", "Tansy Mill"]),
    ("cqc", "Gorse House is bad. Our other house, Tansy Mill, was inspected by the CQC too.",
     ["Gorse House", "Tansy Mill"]),
    ("cqc", "Gorse House is bad. Its cook came from Tansy Mill in Thrap, which the CQC rated good.",
     ["Gorse House", "Tansy Mill"]),
    ("cqc", "Gorse House is bad. At Tansy Mill, which is run by the council, all is good, the CQC says.",
     ["Gorse House", "Tansy Mill"]),
    ("cqc", "Gorse House is good, the CQC says. It is in Thrapley, which was rated good for cafes.", ["Gorse House"]),
    ("cqc", "CQC ratings\nGorse House, Thrap\nGood (no change)\nTansy Mill, Thrap\nGood (was inadequate)",
     ["Gorse House", "Tansy Mill"]),
    ("cqc", "CQC reports\n\nGorse Lane Surgery\nIt is rated good overall, as it was when inspectors went in three years"
     " ago, and safe.\n\nThe Tannery, Thrap\nInadequate, and in special measures, after no doctor could be found there"
     " on three Mondays.", ["Gorse Lane Surgery", "The Tannery"]),
    ("cqc", "CQC reports\n\nGorse Lane Surgery\nIt is rated good overall, as it was when inspectors went in three years"
     " ago, and safe.\n\nThe Tannery, Thrap\nThere will be cakes and a band from three on Monday, and all are welcome"
     " to dance.", ["Gorse Lane Surgery"]),
    ("cqc", "Thrap House, which is near, is good, the CQC says. Gorsefold, in Mill Row, is in special measures. Vale"
     " Homes, which owns Gorsefold, is sorry.", ["Thrap House", "Gorsefold", "Gorsefold"]),
    ("cqc", "Thrap House, which is near, is good, the CQC says. It is a different story at Gorsefold, where care is"
     " inadequate.", ["Thrap House", "Gorsefold"]),
    ("cqc", "Thrap House, which is near, is good, the CQC says. It is a different story at Gorsefold, where care is"
     " inadequate. A home in Gorsefold was shut.", ["Thrap House"]),
    ("cqc", "CQC\n\nGORSE LANE SURGERY\nOverall: good\n\nTANSY STEPS\nOverall: good\n\nGORSEFOLD\nOverall: inadequate",
     ["GORSE LANE SURGERY", "TANSY STEPS", "GORSEFOLD"]),
    ("cqc", "CQC\n\nGORSE LANE SURGERY\nOverall: good\n\nCONTACTS\nCall us on Monday.", ["GORSE LANE SURGERY"]),
    ("ofsted", "Ofsted failed Thrap Nursery, which is in Elm Row. Two other nurseries run by the firm fared no better."
     " Pippins, in Mill Row, was rated inadequate. The Old Forge, which had been good, was failed in May.",
     ["Thrap Nursery", "Pippins", "The Old Forge"]),
    ("ofsted", "Ofsted failed Thrap Nursery, which is in Elm Row. Pippins, in Mill Row, was rated inadequate.",
     ["Thrap Nursery"]),
    ("ofsted", "Two children's homes run by Thrap Council are good, Ofsted says. Gorse Children's Home is one.\n\nTansy"
     " Bank was good a year ago. Ann Penn was sorry.", ["Gorse Children's Home", "Tansy Bank"]),
    ("cqc", "Thrap House, which is near, is good, the CQC says. Tansy Lawn in Hove, where inspectors found mice, is"
     " sorry. Tansy Lawn was good last time.", ["Thrap House", "Tansy Lawn", "Tansy Lawn"]),
    ("cqc", "Thrap House, which is near, is good, the CQC says. Tansy Lawn in Hove, where mice live, opened last May.",
     ["Thrap House"]),
    ("cqc", "Thrap House, which is near, is good. The Tannery, in Mill Row, was told to improve by the CQC.",
     ["Thrap House", "The Tannery"]),
    ("hmi-prisons", "HMI Prisons has been to HMP Gorse Fell. Merrowfold is good.", ["HMP Gorse Fell"]),
    ("rsh", "RSH: Stonequince got a C1, Merrowvale a C2 and Tansy & Wend a G3.",
     ["Stonequince", "Merrowvale", "Tansy & Wend"]),
    ("rsh", "RSH judgements\nStonequince – C1\nMerrow Homes – C2\nTansyfold: G1",
     ["Stonequince", "Merrow Homes", "Tansyfold"]),
    ("rsh", "RSH: Merrow Homes, a C2. Stonequince, which owns 4,000 homes, was given a C1.",
     ["Merrow Homes", "Stonequince"]),
    ("rsh", "RSH gave Merrow Homes a C2. Tenants in Thrapley had a C1. Bea Mott said C2 was fair.", ["Merrow Homes"]),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "text", "wanted"), BESIDE)
def test_bare_names_that_are_graded_beside_others(
    extractor: Extractor, pack: str, text: str, wanted: list[str]
) -> None:
    assert words(extractor, pack, text) == wanted


RENAMED = [
    ("ofsted", "Thrap Academy, formerly Thrap High School, is good, Ofsted says. Thrap High School was poor.",
     "Thrap Academy", ["Thrap Academy, formerly Thrap High School,", "Thrap High School"]),
    ("ofsted", "Thrap Academy (previously known as Merrow School) is good, Ofsted says.",
     "Thrap Academy", ["Thrap Academy (previously known as Merrow School)"]),
    ("ofsted", "Merrow School, which is now called Thrap Academy, is good, Ofsted says.",
     "Thrap Academy", ["Merrow School, which is now called Thrap Academy,"]),
    ("ofsted", "Thrap Academy, which was called Merrow School until 2019, is good, Ofsted says.",
     "Thrap Academy", ["Thrap Academy, which was called Merrow School until 2019,"]),
    ("cqc", "Gorse Dell, previously The Rowans Nursing Home, requires improvement, the CQC says.",
     "Gorse Dell", ["Gorse Dell, previously The Rowans Nursing Home,"]),
    ("ofsted", "Merrow School has been renamed Thrap Academy. Ofsted is pleased.",
     "Thrap Academy", ["Merrow School has been renamed Thrap Academy"]),
    ("cqc", "Gorsemead, known until last year as The Rowans, was rated good by the CQC. As The Rowans it was not.",
     "Gorsemead", ["Gorsemead, known until last year as The Rowans,", "The Rowans"]),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "text", "name", "wanted"), RENAMED)
def test_a_body_has_the_name_that_it_has_now(
    extractor: Extractor, pack: str, text: str, name: str, wanted: list[str]
) -> None:
    found = called(extractor, pack, text)
    assert [text[mention.start : mention.end] for mention in found] == wanted
    assert {mention.name for mention in found} == {name}


NOT_RENAMED = [
    "Thrap Academy, once Ofsted’s favourite, fell. Merrow School, previously good, did too.",
    "Thrap Academy, previously Merrow School’s rival, fell, Ofsted said.",
    "Bea Mott of Thrap Academy, formerly of Merrow School, wrote to Ofsted. Thrap Academy fell.",
]


@pytest.mark.parametrize("text", NOT_RENAMED)
def test_what_tells_no_former_name(extractor: Extractor, text: str) -> None:
    names = {mention.name for mention in called(extractor, "ofsted", text)}
    assert names == {"Thrap Academy", "Merrow School"}


PARTNERS = [
    ("Dr Mott and Partners, Thrapley. CQC report: safe good.", ["Dr Mott and Partners"]),
    ("Drs Mott and Okoro, a practice in Thrap Road, was judged good by the CQC.", ["Drs Mott and Okoro"]),
    ("The CQC rated Drs A Mott & B Okoro good.", ["Drs A Mott & B Okoro"]),
    ("The CQC rated Drs Mott, Okoro and Penn good.", ["Drs Mott, Okoro and Penn"]),
    ("Dr Mott & Partners is good, the CQC said. “Good,” said Dr Mott.", ["Dr Mott & Partners"]),
    ("Drs Mott and Okoro said they were sorry, the CQC heard.", []),
    ("Drs Mott and Okoro were pleased, the CQC heard. Dr Mott and partners smiled.", []),
    ("Mott and Partners, the solicitors, wrote to the CQC.", []),
]


@pytest.mark.parametrize(("text", "wanted"), PARTNERS)
def test_practices_named_after_doctors(extractor: Extractor, text: str, wanted: list[str]) -> None:
    assert words(extractor, "cqc", text) == wanted


PROVIDERS = [
    ("Thrapbridge Skills made significant progress, Ofsted said. Tansy Learning did not.",
     ["Thrapbridge Skills", "Tansy Learning"]),
    ("Key Skills, Values and Blended Learning were seen by Ofsted at the Thrap Skills Fair.", []),
    ("Ofsted visited Thrap Learning Trust.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PROVIDERS)
def test_training_providers(extractor: Extractor, text: str, wanted: list[str]) -> None:
    assert words(extractor, "ofsted", text) == wanted


def test_houses_that_are_people_or_buildings(extractor: Extractor) -> None:
    people = "Manager Bea House said residents were happy. Mrs Lodge agreed. Ann Hall, 80, sang."
    text = f"The CQC rated Merrow House good. {people}"
    assert words(extractor, "cqc", text) == ["Merrow House"]


def test_a_council_counts_where_the_article_is_about_councils(extractor: Extractor) -> None:
    beside = "Quince Lane School was rated good by Ofsted. Thrap Council said it was pleased."
    assert words(extractor, "ofsted", beside) == ["Quince Lane School"]
    about = "Children’s services at Thrap County Council were rated inadequate by Ofsted."
    assert words(extractor, "ofsted", about) == ["Thrap County Council"]


def test_nothing_in_furniture(extractor: Extractor) -> None:
    text = "Ofsted rated Quince Lane School good.\nRead more: Merrow Academy rated inadequate"
    links = Furniture(kind="related", start=text.index("Read more"), end=len(text))
    assert [m.name for m in called(extractor, "ofsted", text, (links,))] == ["Quince Lane School"]


def test_names_in_capitals_are_written_as_names(extractor: Extractor) -> None:
    text = "ST FILLAN’S RC PRIMARY SCHOOL\nRated good by Ofsted. St Fillan’s is small.\nFURY AS VILLAGE NURSERY SHUTS"
    assert [(text[m.start : m.end], m.name) for m in called(extractor, "ofsted", text)] == [
        ("ST FILLAN’S RC PRIMARY SCHOOL", "St Fillan's RC Primary School"),
        ("St Fillan’s", "St Fillan's RC Primary School"),
    ]


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("tansy high", "tansy high school", True),
        ("tansy pdu", "tansy probation delivery unit", True),
        ("tansy school", "tansy primary school", True),
        ("tansy primary school", "tansy school", False),
        ("tansy infant school", "tansy junior school", False),
        ("school", "tansy school", False),
    ],
)
def test_is_form(short: str, full: str, same: bool) -> None:
    assert is_form(tuple(short.split()), tuple(full.split())) is same


def test_a_directory_is_read_once_over(extractor: Extractor) -> None:
    count = 2000
    text = "Ofsted list.\n" + "".join(f"Tansy{number} Fold School is good.\n" for number in range(count))
    found = called(extractor, "ofsted", text)
    assert len({mention.name for mention in found}) == count
