"""A site on which people work: made-up talks, an analyst, a reviewer, and what they left undone.

Only the process that serves such a site may call these functions: they write to its database.
"""

from typing import Any

from tests.browser.serving import EDITOR, PASSWORD

ANALYST, REVIEWER = "ada", "ben"
NAMES = {ANALYST: ("Ada", "Lind"), REVIEWER: ("Ben", "Moro")}

# The stored text of an article that the talks have already.
POST = (
    "Three shores, one lake. For five days delegations from all sides of Lake Aigli sat in a "
    "school in Kavala. The League proposed a little more than a third of the yearly inflow for "
    "Limnaia.\n\nAt noon the closing statement was read out by the host: the pass shall be open "
    "for forty days, and engineers from all three shores shall walk it first.\n"
)
# Another article, printed on the same day by another outlet; in part the same words.
TIMES = (
    "KAVALA. The talks on the waters of Lake Aigli ended on Sunday with a statement of one page.\n"
    "\nAt noon the closing statement was read out by the host: the pass shall be open for forty "
    "days, and engineers from all three shores shall walk it first.\n\nWhat the page says of the "
    "water was shown to this newspaper. Limnaia would draw between 30 and 36 per cent of the "
    "yearly inflow. The pass comes first, then the first measurement, then the division of the "
    "water; the treaty is signed last.\n\nA delegate of the League said the engineers leave "
    "on Monday. Another spoke of a page on which everybody could still change a comma.\n"
)


def fill() -> None:
    """Load the talks, make the two accounts and an editor, keep the text of one article."""
    from django.contrib.auth import get_user_model

    from proposals.seeding import load
    from sources.models import Article
    from sources.texts import keep_text
    from tests.support.folders import LAKE

    load([LAKE])
    make_people()
    get_user_model().objects.create_superuser(EDITOR, "", PASSWORD)
    keep_text(Article.objects.get(key="L3"), POST, ANALYST)


def make_people() -> None:
    """Make an analyst and a reviewer, each in the group of that name."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    for username, group in ((ANALYST, "analyst"), (REVIEWER, "reviewer")):
        first, last = NAMES[username]
        person = get_user_model().objects.create_user(
            username, "", PASSWORD, first_name=first, last_name=last, is_staff=True
        )
        person.groups.add(Group.objects.get(name=group))


def leave_work() -> None:
    """Leave a little of everything: drafts, a revision, a history, comments, doubtful quotes."""
    from django.contrib.auth import get_user_model

    analyst, reviewer = (get_user_model().objects.get(username=name) for name in NAMES)
    correct(analyst, reviewer)
    revise(analyst)
    send_back(analyst, reviewer)
    hand_in(analyst)
    doubt(analyst)


def clause(uid: str) -> Any:
    """A clause of the talks by the end of its address."""
    from proposals.models import Clause

    return Clause.objects.get(uid=f"lake-2031.{uid}")


def revised(uid: str, by: Any, **fields: str) -> Any:
    """The open revision of a published clause, with other words."""
    from proposals.editing.locking import acquire
    from proposals.editing.revisions import open_revision
    from proposals.history.recorder import record_change

    revision = open_revision(clause(uid), by)
    with record_change(revision, by, "Reworded"):
        acquire(revision, revision.edition, by)
        for name, words in fields.items():
            setattr(revision, name, words)
        revision.save(update_fields=list(fields))
    revision.refresh_from_db()
    return revision


def correct(analyst: Any, reviewer: Any) -> None:
    """A published clause with a correction behind it."""
    from proposals.editing.review import publish, submit

    revision = revised("wadi-plan.second.2", analyst, text="The emirate alone measures the water.")
    submit(revision, analyst)
    publish(revision, reviewer, "The first wording left open what is measured.")


def revise(analyst: Any) -> None:
    """A published clause with an open revision."""
    revised("limnaia-memorandum.handed-over.1", analyst, heading="Limnaia's share of the water")


def send_back(analyst: Any, reviewer: Any) -> None:
    """A draft with answers and evidence, sent back with a comment."""
    from django.utils import timezone

    from proposals.editing.review import request_changes, submit
    from proposals.models import Comment
    from tests.factories import ClauseFactory, EvidenceFactory, TermFactory

    draft = ClauseFactory(
        version=clause("agreed.closing.1").version,
        key="2",
        label="2",
        ordinal=2,
        heading="The water",
        text="Limnaia draws **30 to 36 per cent** of the inflow.\n\n- measured in spring\n",
        topics=topics("water-shares", "steps"),
        created_by=analyst,
    )
    TermFactory(clause=draft, question=question("share-of-limnaia"), value="30 to 36 per cent")
    steps = "opening of the pass, then first measurement"
    TermFactory(clause=draft, question=question("order"), value=steps)
    EvidenceFactory(clause=draft, article=article("L3"), quote="more than a third")
    EvidenceFactory(clause=draft, article=article("L2"), disputing=True, quote="a third part")
    submit(draft, analyst)
    request_changes(draft, reviewer, "The order of the steps rests on no source yet.")
    signed = {"author": reviewer, "author_name": "Ben Moro", "made_at": timezone.now()}
    Comment.objects.create(clause=draft, about="whole", text="Which page is this?", **signed)


def hand_in(analyst: Any) -> None:
    """Two clauses that wait for review, one of which cannot be published."""
    from proposals.editing.review import submit
    from tests.factories import ClauseFactory, EvidenceFactory

    for number, heading in ((3, "Engineers"), (4, "Next meeting")):
        draft = ClauseFactory(
            version=clause("agreed.closing.1").version,
            key=str(number),
            label=str(number),
            ordinal=number,
            heading=heading,
            created_by=analyst,
        )
        if number == 3:
            EvidenceFactory(clause=draft, article=article("L3"), quote="all sides of Lake Aigli")
        submit(draft, analyst)


def doubt(analyst: Any) -> None:
    """A text that was replaced, so that quotes have changed, are missing, or stand twice."""
    from sources.texts import keep_text
    from tests.factories import EvidenceFactory

    draft = clause("agreed.closing.2")
    EvidenceFactory(clause=draft, article=article("L3"), quote="for sixty days", number=2)
    EvidenceFactory(clause=draft, article=article("L3"), quote="a bridge of glass", number=3)
    again = POST.replace("forty days", "fifty days") + "\nNothing is signed. Nothing is signed.\n"
    EvidenceFactory(clause=draft, article=article("L3"), quote="Nothing is signed.", number=4)
    keep_text(article("L3"), again, analyst.get_username())
    other = article("L4")
    keep_text(other, POST, analyst.get_username())


def article(key: str) -> Any:
    """An article by its key."""
    from sources.models import Article

    return Article.objects.get(key=key)


def question(key: str) -> Any:
    """A question of the talks."""
    from proposals.models import Question

    return Question.objects.get(key=key)


def topics(*keys: str) -> list[Any]:
    """Topics by their keys."""
    from proposals.models import Topic

    return list(Topic.objects.filter(key__in=keys))
