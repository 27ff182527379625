"""What edits take over from the texts that they edit, written out by hand for the made-up pass."""

import pytest

from proposals.comparisons import Selection, catalogue, compare, compare_each, stored_marks
from proposals.comparisons.catalogue import catalogue_of_documents
from proposals.comparisons.published_rows import read_published_rows
from proposals.comparisons.row_builder import RowBuilder
from proposals.comparisons.row_facts import facts_of
from proposals.comparisons.searched_texts import texts_in_memory
from proposals.comparisons.stored_marks import columns_with_marks
from proposals.data_stamps import read_stamp, under_stamp
from proposals.data_stamps.memory import memory
from proposals.models import Clause, Coverage, Evidence, Question, Response, Term, Version
from sources.models import Article
from sources.text_directions import without_isolates
from tests.factories import ClauseFactory, EvidenceFactory, TermFactory
from tests.support.folders import LAKE, PASS, stored_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored", "without_guard")]
stored = stored_for_a_module(PASS, LAKE)

FIRST, SECOND, COPY, THIRD = (f"union-plan.{key}" for key in ("nine", "four", "copy", "seven"))
SNOW, PLAIN = "snow-edit.marked", "plain-edit.marked"
SNOW_SAYS, PLAIN_SAYS = "snow-answer.spoken", "plain-answer.spoken"
EDITS = (FIRST, SNOW, PLAIN)
LEFT = "Left as in The Carriers' plan (first text): {}"
SILENT_AS_FIRST = "Left as in The Carriers' plan (first text)"
SILENT_AS_SNOW = "Left as in თოვლის მხარე's edit"
LEFT_BY_SNOW = "Left as in თოვლის მხარე's edit: {}"
ORDER = "proposes this order: clearing of the snow, then search of the huts, then first crossing"


def rows(*documents):
    matrix = compare(catalogue("pass-2034"), Selection(documents))
    return {row.question.key: row for row in matrix.rows}


def cell_of(question, document, documents=EDITS):
    """Return a cell as the page has it: answers, the reason if there are none, what is left."""
    row = rows(*documents)[question]
    (cell,) = (one for one in row.cells if one.document.key == document)
    absence = cell.absence.value if cell.absence else None
    lines = [without_isolates(one.line) for one in cell.alternatives]
    return lines, absence, cell.taken_over


def clause(document, key):
    proposal, version = document.split(".")
    return Clause.objects.get(version__proposal__key=proposal, version__key=version, key=key)


def version(document):
    proposal, key = document.split(".")
    return Version.objects.get(proposal__key=proposal, key=key)


def publish(document, key, question, value, **more):
    """Add a published clause with an answer to a document."""
    added = ClauseFactory(version=version(document), key=key, published=True, **more)
    asked = Question.objects.get(key=question, negotiation__key="pass-2034")
    TermFactory(clause=added, question=asked, value=value)
    return added


# -- cells ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "snow", "plain"),
    [
        (
            "road",
            (["proposes by daylight"], None, LEFT.format("1")),
            (["asks for at least by daylight"], None, ""),
        ),
        (
            "opening-length",
            (["proposes at least 90 sunrises"], None, LEFT.format("1")),
            (["asks for for good"], None, ""),
        ),
        ("opening-day", ([], "deferred", ""), ([], "deferred", SILENT_AS_SNOW)),
        ("steps", ([ORDER], None, LEFT.format("7")), ([ORDER], None, LEFT.format("7"))),
        (
            "lorries",
            (["asks for at most 300 lorries"], None, ""),
            (["asks for at most 300 lorries"], None, LEFT_BY_SNOW.format("2")),
        ),
        (
            "guides",
            (["asks for at least 6 guides (in the months of snow)"], None, ""),
            (
                ["asks for at least 6 guides (in the months of snow)"],
                None,
                LEFT_BY_SNOW.format("3a"),
            ),
        ),
        (
            "inspection",
            (["proposes at the foot of the mountain"], None, LEFT.format("6")),
            (["proposes at the foot of the mountain"], None, LEFT.format("6")),
        ),
        (
            "posts",
            ([], "struck-out", ""),
            (
                ["asks for أهل السهل and the Carriers' Union and rules out თოვლის მხარე"],
                None,
                "",
            ),
        ),
        (
            "hut-owner",
            (["proposes huts of both"], None, LEFT.format("9")),
            (["proposes huts of both"], None, LEFT.format("9")),
        ),
        ("bells", ([], "elsewhere", SILENT_AS_FIRST), ([], "elsewhere", SILENT_AS_FIRST)),
        (
            "toll-rate",
            (["proposes 12 coppers"], None, LEFT.format("5")),
            (["asks for at most 8 coppers"], None, ""),
        ),
        (
            "toll-payer",
            (["asks for whoever carries it"], None, ""),
            ([], "struck-out", ""),
        ),
    ],
)
def test_an_edit_known_in_full_says_what_is_its_own_and_what_it_left(question, snow, plain):
    assert cell_of(question, SNOW) == snow
    assert cell_of(question, PLAIN) == plain


@pytest.mark.parametrize(
    ("question", "third"),
    [
        ("lorries", (["proposes at most 260 lorries"], None, "")),
        ("inspection", ([], "struck-out", "")),
        ("road", ([], "not_coded", "")),
        ("opening-length", ([], "not_coded", "")),
        ("guides", ([], "not_coded", "")),
        ("toll-rate", ([], "not_coded", "")),
        ("hut-owner", ([], "not_coded", "")),
        ("steps", ([], "not_coded", "")),
    ],
)
def test_of_an_edit_known_by_report_only_what_was_not_told_is_not_coded(question, third):
    assert cell_of(question, THIRD, (SECOND, THIRD)) == third


def test_a_rival_copy_takes_nothing_over_and_stands_beside_the_other():
    columns = (SECOND, COPY)
    assert cell_of("lorries", SECOND, columns)[0] == ["proposes at most 250 lorries"]
    assert cell_of("lorries", COPY, columns) == (["proposes at most 350 lorries"], None, "")
    assert cell_of("road", COPY, columns) == ([], "not_coded", "")
    printed = {one.key: one.version.published_by.key for one in catalogue("pass-2034").documents
               if one.version.published_by}  # fmt: skip
    assert (printed[SECOND], printed[COPY]) == ("M6", "M5")


def test_versions_stand_by_their_dates_whatever_their_numbers_and_keys():
    offered = catalogue("pass-2034")
    own = [one.key for one in offered.documents if one.proposal.key == "union-plan"]
    assert own == [FIRST, SECOND, COPY, THIRD]
    assert offered.by_key["union-plan"].key == SECOND
    edited = {one.key: one.edited for one in offered.documents}
    first, second, snow = (version(one).pk for one in (FIRST, SECOND, SNOW))
    assert (edited[SNOW], edited[PLAIN], edited[THIRD]) == ((first,), (snow, first), (second,))
    assert edited[FIRST] == edited[COPY] == ()


def test_what_is_taken_over_is_the_same_without_the_text_that_it_is_from():
    for question in ("road", "lorries", "guides", "opening-day", "bells", "toll-rate"):
        assert cell_of(question, PLAIN, (SECOND, PLAIN)) == cell_of(question, PLAIN)


def test_a_point_that_is_taken_over_keeps_its_evidence_and_its_clause():
    row = rows(SECOND, SNOW)["inspection"]
    cell = row.cells[1]
    assert [view.clause.uid for view in cell.terms] == ["pass-2034.union-plan.nine.6"]
    assert sorted(item.article.key for item in cell.evidence.items) == ["M1", "M3", "M4"]
    assert cell.evidence.standing.supporting == 2


def test_clauses_beside_each_other_name_the_text_that_they_are_left_as_in():
    matrix = compare(catalogue("pass-2034"), Selection((SECOND, PLAIN)))
    groups = {group.topic.key: group for theme in matrix.themes for group in theme.topics}
    shown = [(one.clause.key, one.taken_over) for one in groups["traffic"].clauses[1]]
    first, snow = "The Carriers' plan (first text)", "თოვლის მხარე's edit"
    assert sorted(shown) == [("2", snow), ("3a", snow), ("6", first)]


def test_the_outlets_are_those_of_points_that_are_shown():
    Evidence.objects.filter(article__key="M4").delete()
    Evidence.objects.filter(clause=clause(FIRST, "4")).update(
        article=Article.objects.get(key="M4"), quote="", quote_gloss=""
    )
    Evidence.objects.filter(article__key="M2").update(article=Article.objects.get(key="M3"))
    shown = read_published_rows(catalogue("pass-2034").chosen(Selection((SNOW,))))
    # What stands in M4 alone is struck out of the edit.
    assert [outlet.key for outlet in shown.outlets] == ["waybill", "mtis-khma"]


# -- what keeps a point from being taken over ----------------------------------------------------


@pytest.mark.parametrize("state", ["draft", "review", "changes"])
def test_a_draft_in_the_place_of_a_point_changes_nothing_for_readers(state):
    before = cell_of("inspection", SNOW), cell_of("inspection", PLAIN)
    ClauseFactory(version=version(SNOW), key="6", heading="Loads", state=state)
    assert (cell_of("inspection", SNOW), cell_of("inspection", PLAIN)) == before
    assert before[0][2] == LEFT.format("6")


def test_a_draft_that_replaces_a_point_changes_nothing_either():
    ClauseFactory(version=version(PLAIN), key="70", heading="Steps", replaces=["7"])
    assert cell_of("steps", PLAIN)[0] == cell_of("steps", SNOW)[0] == [ORDER]


def test_a_published_clause_in_the_place_of_points_keeps_them_from_being_taken_over():
    ClauseFactory(version=version(SNOW), key="6", heading="Loads", published=True)
    ClauseFactory(version=version(PLAIN), key="70", replaces=["7"], published=True)
    assert cell_of("inspection", SNOW) == ([], "not_coded", "")
    assert cell_of("inspection", PLAIN) == ([], "not_coded", "")
    assert cell_of("inspection", FIRST)[0] == ["proposes at the foot of the mountain"]
    assert cell_of("steps", PLAIN) == ([], "not_coded", "")
    assert cell_of("steps", SNOW)[0] == [ORDER]


@pytest.mark.parametrize("state", ["draft", "review", "changes", "withdrawn"])
def test_a_clause_that_readers_see_no_more_keeps_its_point_from_being_taken_over(state):
    Clause.objects.filter(pk=clause(SNOW, "2").pk).update(state=state)
    assert cell_of("lorries", SNOW) == ([], "not_coded", "")
    assert cell_of("lorries", PLAIN) == ([], "not_coded", "")


def test_the_points_of_a_clause_that_readers_see_no_more_stay_those_that_they_saw():
    row = ClauseFactory(version=version(PLAIN), key="70", replaces=["7"], published=True)
    Clause.objects.filter(pk=row.pk).update(state="draft", replaces=["6"])
    assert cell_of("steps", PLAIN) == ([], "not_coded", "")
    assert cell_of("inspection", PLAIN)[2] == LEFT.format("6")


def test_a_point_that_readers_no_longer_see_is_taken_over_by_nobody():
    Clause.objects.filter(pk=clause(FIRST, "6").pk).update(state="withdrawn")
    assert cell_of("inspection", SNOW, (SECOND, SNOW)) == ([], "not_coded", "")


def test_an_open_revision_of_a_point_changes_nothing_for_readers():
    own = clause(FIRST, "6")
    ClauseFactory(version=own.version, key="6", revises=own, uid=f"{own.uid}~")
    assert cell_of("inspection", SNOW)[2] == LEFT.format("6")


# -- absences ------------------------------------------------------------------------------------


def test_an_absence_that_the_edit_states_stands_against_what_it_would_take_over():
    asked = Question.objects.get(key="steps", negotiation__key="pass-2034")
    Coverage.objects.create(version=version(SNOW), question=asked, kind="deferred", basis="full")
    assert cell_of("steps", SNOW) == ([], "deferred", "")
    # The edit of the edit leaves that alone as well.
    assert cell_of("steps", PLAIN) == ([], "deferred", SILENT_AS_SNOW)


def test_an_answer_of_the_edit_stands_against_an_absence_of_the_edited_text():
    publish(SNOW, "20", "bells", {"text": "They tell the hours."})
    assert cell_of("bells", SNOW) == (["They tell the hours."], None, "")
    assert cell_of("bells", PLAIN) == (["They tell the hours."], None, LEFT_BY_SNOW.format("20"))


def test_what_a_nearer_text_answered_is_no_longer_absent_as_a_farther_one_says():
    Coverage.objects.filter(version=version(PLAIN), question__key="toll-payer").delete()
    assert cell_of("toll-payer", SNOW)[1] is None
    # The point is struck out, but nobody has checked what is left: not the silence of the first.
    assert cell_of("toll-payer", PLAIN) == ([], "not_coded", "")


def test_an_edit_without_a_point_on_it_is_silent_as_the_edited_text_is():
    Clause.objects.filter(pk=clause(SNOW, "10").pk).delete()
    assert cell_of("toll-payer", SNOW) == ([], "silent", SILENT_AS_FIRST)


# -- chains --------------------------------------------------------------------------------------


def test_an_edit_in_between_that_has_no_point_of_its_own_leaves_everything_alone():
    Clause.objects.filter(version=version(SNOW)).delete()
    Coverage.objects.filter(version=version(SNOW)).delete()
    assert cell_of("lorries", PLAIN) == (
        ["proposes at most 200 lorries"], None, LEFT.format("2"),
    )  # fmt: skip
    assert cell_of("opening-day", PLAIN)[2] == LEFT.format("8")


def test_nothing_reaches_an_edit_through_one_that_is_not_known_in_full():
    Version.objects.filter(pk=version(SNOW).pk).update(complete=False)
    assert cell_of("steps", SNOW) == ([], "not_coded", "")
    assert cell_of("steps", PLAIN) == ([], "not_coded", "")
    assert cell_of("lorries", PLAIN)[2] == LEFT_BY_SNOW.format("2")


def test_what_is_known_by_report_becomes_known_in_full():
    Version.objects.filter(pk=version(THIRD).pk).update(complete=True)
    left = "Left as in The Carriers' plan (second text): {}"
    assert cell_of("road", THIRD, (SECOND, THIRD)) == (
        ["proposes by daylight"], None, left.format("1"),
    )  # fmt: skip
    assert cell_of("hut-owner", THIRD, (SECOND, THIRD)) == (
        [], "deferred", "Left as in The Carriers' plan (second text)",
    )  # fmt: skip


def test_texts_that_edit_each_other_end_in_no_circle():
    Version.objects.filter(pk=version(FIRST).pk).update(edits=version(PLAIN))
    assert cell_of("steps", SNOW)[0] == [ORDER]


def test_edits_of_several_negotiations_are_read_together():
    own = version(FIRST)
    other = Version.objects.get(key="second", proposal__key="wadi-plan")
    Version.objects.filter(pk=other.pk).update(
        complete=True, edits=Version.objects.get(key="first", proposal__key="wadi-plan")
    )
    assert own.proposal.negotiation_id != other.proposal.negotiation_id
    for matrix in compare_each([catalogue("lake-2031"), catalogue("pass-2034")]):
        alone = compare(matrix.catalogue, Selection())
        assert [row.mark for row in matrix.rows] == [row.mark for row in alone.rows]
        words = [[cell.further_lines for cell in row.cells] for row in matrix.rows]
        assert words == [[cell.further_lines for cell in row.cells] for row in alone.rows]


@pytest.mark.parametrize(
    ("address", "uncoded"),
    [
        ("snow-edit/marked", []),
        ("plain-edit/marked", []),
        (
            "union-plan/seven",
            [
                "road", "opening-length", "opening-day", "steps", "guides", "posts", "hut-owner",
                "bells", "toll-rate", "toll-payer",
            ],
        ),
    ],
)  # fmt: skip
def test_the_page_of_an_edit_calls_nothing_uncoded_that_it_takes_over(client, address, uncoded):
    page = client.get(f"/pass-2034/documents/{address}/")
    assert [question.key for question in page.context["view"].uncoded] == uncoded


# -- marks and queries ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("road", "R1"),
        ("opening-length", "R1"),
        ("opening-day", "R8"),
        ("steps", "R0"),
        ("lorries", "R0"),
        ("guides", "R0"),
        ("inspection", "R0"),
        ("posts", "R7"),
        ("hut-owner", "R0"),
        ("bells", "R8"),
        ("toll-rate", "R2"),
        ("toll-payer", "R7"),
    ],
)
def test_the_marks_of_the_two_edits(question, rule):
    assert rows(SNOW, PLAIN)[question].rule.value == rule


def test_two_copies_of_one_text_are_a_pair_of_one_party():
    row = rows(SECOND, COPY)["lorries"]
    assert row.rule.value == "R2"
    assert "100 lorries apart" in row.sentence


def test_a_comparison_with_edits_costs_one_query_more(django_assert_num_queries):
    def columns(*keys):
        return catalogue("pass-2034").chosen(Selection(keys))

    plain, edits = columns(FIRST, SECOND, PLAIN_SAYS), columns(*EDITS, THIRD, PLAIN_SAYS)
    with django_assert_num_queries(6):
        read_published_rows(plain)
    with django_assert_num_queries(7):
        read_published_rows(edits)
    by_report = columns(SECOND, THIRD)
    with django_assert_num_queries(6):
        read_published_rows(by_report)


# -- responses -----------------------------------------------------------------------------------


def replies(question, responder, *documents):
    row = rows(*documents, responder)[question]
    cell = row.cells[-1]
    return sorted((one.accepts, one.to_key, one.to is not None) for one in cell.replies), row


def test_a_response_reaches_an_edit_where_the_point_is_left_alone():
    assert replies("inspection", PLAIN_SAYS, SNOW)[0] == [(True, SNOW, True)]
    found, row = replies("steps", PLAIN_SAYS, SNOW)
    assert found == [(False, SNOW, True)]
    assert row.rule.value == "R9"
    assert "rejects this point of თოვლის მხარე's edit" in row.sentence


def test_a_response_reaches_an_edit_of_an_edit():
    Response.objects.filter(key="on-steps").update(version=version(SNOW_SAYS))
    assert replies("steps", SNOW_SAYS, PLAIN)[0] == [(False, PLAIN, True)]


def test_a_response_does_not_reach_an_edit_that_changed_the_point():
    found, row = replies("lorries", PLAIN_SAYS, SNOW)
    assert found == [(False, FIRST, False)]
    assert row.rule.value != "R9"
    assert "rejects" not in row.sentence.lower()


def test_a_response_does_not_reach_an_edit_that_struck_the_point_out():
    asked = Question.objects.get(key="posts", negotiation__key="pass-2034")
    response = Response.objects.get(key="on-lorries")
    response.questions.set([asked])
    assert replies("posts", PLAIN_SAYS, SNOW)[0] == [(False, FIRST, False)]


def test_a_response_reaches_a_later_version_only_where_the_point_is_unchanged():
    assert replies("inspection", PLAIN_SAYS, SECOND)[0] == [(True, SECOND, True)]
    assert replies("lorries", PLAIN_SAYS, SECOND)[0] == [(False, FIRST, False)]
    assert replies("steps", PLAIN_SAYS, SECOND)[0] == [(False, FIRST, False)]


def test_a_response_does_not_reach_what_is_not_known_of_an_edit():
    assert replies("road", SNOW_SAYS, FIRST, THIRD)[0] == [(True, SECOND, False)]
    assert replies("toll-rate", SNOW_SAYS, FIRST, THIRD)[0] == [(False, SECOND, False)]


def test_nobody_receives_a_response_of_the_same_proposal():
    Response.objects.filter(key="on-loads").update(version=version(PLAIN))
    copy = version(PLAIN)
    copy.pk, copy.key, copy.ordinal = None, "later", 2
    Version.objects.bulk_create([copy])
    publish("plain-edit.later", "1", "bells", {"text": "Storms."})
    found, _row = replies("inspection", PLAIN, "plain-edit.later")
    assert found == [(True, FIRST, False)]


def test_responses_to_an_edited_text_cost_no_query_more(django_assert_num_queries):
    columns = catalogue("pass-2034").chosen(Selection((SNOW, PLAIN, PLAIN_SAYS, SNOW_SAYS)))
    with django_assert_num_queries(7):
        read_published_rows(columns)
    Response.objects.all().delete()
    with django_assert_num_queries(7):
        read_published_rows(columns)


def test_a_text_as_a_basis_and_a_point_with_changes_derive_nothing():
    matrix = compare(catalogue("pass-2034"), Selection((FIRST, SNOW, PLAIN_SAYS)))
    heads = {one.key: [r.key for r in found] for one, found in matrix.responses_at_head}
    assert heads == {FIRST: ["start", "on-toll"], SNOW: [], PLAIN_SAYS: []}
    assert cell_of("toll-rate", PLAIN_SAYS, (FIRST, SNOW, PLAIN_SAYS)) == ([], "not_coded", "")


# -- words that are searched, and marks that are stored ------------------------------------------


@pytest.fixture
def all_kept(monkeypatch):
    """Let the marks of the smallest comparison be stored, and nothing be kept from before."""
    monkeypatch.setattr(stored_marks, "MOST_UNSTORED", 0)
    texts_in_memory.clear()


def columns(documents):
    """Return columns as the first page of a process reads them, with marks that are stored."""
    memory.clear()
    offered = catalogue_of_documents("pass-2034")
    return columns_with_marks(offered, offered.chosen(Selection(documents)))


SEARCHES = (
    "climb begins",
    "ოთხმოცდაათი",
    "ninety sunrises",
    "never above",
    "300",
    "twelve",
    "ფარა",
)


@pytest.mark.parametrize("documents", [(SECOND, SNOW), (SNOW, PLAIN), (SECOND, THIRD), EDITS])
@pytest.mark.usefixtures("all_kept")
def test_a_search_of_words_finds_what_is_taken_over(documents):
    whole = catalogue("pass-2034")
    with under_stamp(read_stamp()):
        for words in SEARCHES:
            selection = Selection(documents, words=words)
            found = [row.question.key for row in columns(documents).matrix(selection).rows]
            assert found == [row.question.key for row in compare(whole, selection).rows], words


@pytest.mark.usefixtures("all_kept")
def test_a_search_finds_a_point_where_it_is_taken_over_and_not_where_it_is_struck_out():
    with under_stamp(read_stamp()):
        for documents, words, expected in (
            ((SNOW, PLAIN_SAYS), "ოთხმოცდაათი", ["road", "opening-length"]),
            ((PLAIN, PLAIN_SAYS), "ოთხმოცდაათი", []),
            ((SNOW, PLAIN_SAYS), "never above", ["inspection"]),
            ((SNOW, PLAIN_SAYS), "the carriers keep", []),
            ((THIRD, PLAIN_SAYS), "climb begins", []),
        ):
            matrix = columns(documents).matrix(Selection(documents, words=words))
            assert [row.question.key for row in matrix.rows] == expected, words


def facts_and_words(builder, questions):
    return {
        one.key: (
            facts_of(builder.row(one), coded=builder.coded(one)),
            set(builder.row(one).folded_text.split()),
        )
        for one in questions
    }


def assert_stored_marks_are_right(documents):
    with under_stamp(read_stamp()):
        stored = columns(documents).stored
        found = {
            one.key: (stored.index.facts[one.pk], set(stored.row(one).folded_text.split()))
            for one in stored.index.questions
        }
    whole = catalogue("pass-2034")
    chosen = whole.chosen(Selection(documents))
    builder = RowBuilder(whole, chosen, read_published_rows(chosen))
    assert found == facts_and_words(builder, whole.questions)
    return found


def strike_out(document, key):
    struck = ClauseFactory(version=version(document), key=key, status="struck-out")
    EvidenceFactory(clause=struck, article=Article.objects.get(key="M2"))
    Clause.objects.filter(pk=struck.pk).update(state="published")


def respond_to_first():
    own = Response.objects.filter(key="on-toll", version=version(PLAIN_SAYS))
    own.update(stance="rejects")


WRITES = {
    "a clause in the edit": lambda: ClauseFactory(version=version(SNOW), key="6", published=True),
    "a clause that replaces": lambda: ClauseFactory(
        version=version(PLAIN), key="70", replaces=["7"], published=True
    ),
    "a point struck out of the edit": lambda: strike_out(SNOW, "9"),
    "a new point of the edit": lambda: publish(SNOW, "20", "bells", {"text": "Hours."}),
    "a point of the edit withdrawn": lambda: Clause.objects.filter(pk=clause(SNOW, "2").pk).update(
        state="withdrawn"
    ),
    "no point of the edit": lambda: clause(SNOW, "10").delete(),
    "another key in the edit": lambda: Clause.objects.filter(pk=clause(PLAIN, "5").pk).update(
        key="6"
    ),
    "what a point replaces": lambda: Clause.objects.filter(pk=clause(SNOW, "3a").pk).update(
        replaces=[]
    ),
    "no evidence on a point of the edit": lambda: Evidence.objects.filter(
        clause=clause(SNOW, "2")
    ).delete(),
    "an answer of the edited text": lambda: Term.objects.filter(clause=clause(FIRST, "6")).update(
        value={"admits": ["summit"]}
    ),
    "a point of the edited text withdrawn": lambda: Clause.objects.filter(
        pk=clause(FIRST, "9").pk
    ).update(state="draft"),
    "no point of the edited text": lambda: clause(FIRST, "8").delete(),
    "another key in the edited text": lambda: Clause.objects.filter(
        pk=clause(FIRST, "7").pk
    ).update(key="3a"),
    "words of the edited text": lambda: Clause.objects.filter(pk=clause(FIRST, "6").pk).update(
        text="Somewhere in the fog."
    ),
    "evidence on the edited text": lambda: Evidence.objects.filter(
        clause=clause(FIRST, "6"), article__key="M3"
    ).update(stance="disputes"),
    "a new point of the edited text": lambda: publish(
        FIRST, "30", "hut-owner", {"admits": ["apart"]}
    ),
    "an absence of the edited text": lambda: Coverage.objects.filter(
        version=version(FIRST), question__key="bells"
    ).delete(),
    "an absence of the edit": lambda: Coverage.objects.filter(
        version=version(SNOW), question__key="opening-day"
    ).delete(),
    "not known in full": lambda: Version.objects.filter(key="marked").update(complete=False),
    "known in full": lambda: Version.objects.filter(key="seven").update(complete=True),
    "edits nothing": lambda: Version.objects.filter(pk=version(SNOW).pk).update(edits=None),
    "edits another": lambda: Version.objects.filter(pk=version(SNOW).pk).update(
        edits=version(SECOND)
    ),
    "a response to the edited text": respond_to_first,
    "no responses": lambda: Response.objects.all().delete(),
}
COLUMNS = (EDITS, (SNOW, PLAIN_SAYS), (SECOND, THIRD, SNOW_SAYS))


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.usefixtures("all_kept")
def test_after_any_write_stored_marks_equal_those_computed_anew(name):
    before = [assert_stored_marks_are_right(documents) for documents in COLUMNS]
    WRITES[name]()
    after = [assert_stored_marks_are_right(documents) for documents in COLUMNS]
    assert before != after
