"""A made-up verdict rule: one document offers what the other accepts."""

from tests.contributing.edits import Above, AtEndOf, Below, Changes, EndOfFile, Instead

RECIPE = "Add a verdict rule"
TESTS = (
    "tests/contributing/checks/rule.py",
    "tests/test_architecture.py::test_a_module_is_short_enough_to_live_in",
    "tests/domain/test_rules.py",
    "tests/domain/test_forces.py",
    "tests/domain/test_row_oracle.py::test_rows_are_marked_as_enumeration_says",
    "tests/domain/test_row_oracle.py::test_pairs_are_judged_as_enumeration_says_from_both_sides",
    "tests/language/test_explanations.py::test_the_short_form_names_the_case_that_decides",
    "tests/language/test_docs_positions.py",
    "tests/language/test_docs_languages.py",
    "tests/language/test_another_language.py::"
    "test_a_language_has_every_pattern_and_fills_only_slots_that_there_are",
    "tests/exports/test_docs.py",
    "tests/snapshots/test_store.py::test_the_guide_shows_the_hash_and_the_limit_that_hold",
    "tests/web/pages/test_method_examples.py::"
    "test_the_page_lists_the_rules_from_the_worst_as_the_engine_ranks_them",
    "tests/web/pages/test_method_examples.py::test_the_page_tells_of_every_rule_when_it_is_tried",
)
COMMANDS = (("-m", "tests.support.lake_hash"), ("-m", "tests.language.pattern_pages"))

_IMPORT = r"^(from proposals\.domain\.reasons import \()$"

CHANGES: Changes = {
    "proposals/domain/verdicts.py": [
        Below(r'^    REJECTION = "R9"', '    TAKEN_UP = "R10"'),
        AtEndOf("_MARKS", "    Rule.TAKEN_UP: Mark.AGREE,"),
        Below(r"^    Rule\.AGREEMENT,", "    Rule.TAKEN_UP,"),
    ],
    "proposals/domain/rules.py": [
        Instead(r"import AbsenceKind, Alternative, Answer$", r"\g<0>, Force"),
        Instead(
            r"else R0 for the same set and R1 for sets",
            "else R10 for the same set\n    if one offers and the other accepts it, R0 for any "
            "other same set, and R1 for sets",
        ),
        Instead(
            r"\brule=_rule_for\(comparison, differences\),",
            "rule=_taken_up(_rule_for(comparison, differences), left, right),",
        ),
        Instead(
            r"\bworst\.rule is Rule\.AGREEMENT:",
            "worst.rule in (Rule.AGREEMENT, Rule.TAKEN_UP):",
        ),
        EndOfFile(
            """


def _taken_up(rule: Rule, left: Side, right: Side) -> Rule:
    forces = {side.answer.forces for side in (left, right) if side.answer}
    taken_up = forces == {frozenset({Force.OFFERS}), frozenset({Force.ACCEPTS})}
    return Rule.TAKEN_UP if rule is Rule.AGREEMENT and taken_up else rule
"""
        ),
    ],
    "proposals/domain/reasons.py": [
        Above(
            r"^Reason = \($",
            '''
@dataclass(frozen=True)
class TakenUp:
    """The result that one side accepts what the other offers."""

    role: ClassVar = Role.RESULT
    case: InCase | None = None


''',
        ),
        AtEndOf("Reason", "    | TakenUp"),
    ],
    "proposals/domain/reason_order.py": [
        Instead(_IMPORT, r"\1\n    TakenUp,"),
        Above(
            r"^_REASONS\b",
            """
def _taken_up(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    for reason in _agreement(verdict, frame):
        yield TakenUp(reason.case) if isinstance(reason, SameAnswer) else reason


""",
        ),
        AtEndOf("_REASONS", "    Rule.TAKEN_UP: _taken_up,"),
    ],
    "proposals/language/keys.py": [
        AtEndOf("_SENTENCES", '    "taken_up": "",'),
    ],
    "proposals/language/clauses.py": [
        Instead(_IMPORT, r"\1\n    TakenUp,"),
        Above(
            r"^    # Parts of clauses",
            '''
    def taken_up(self, reason: TakenUp) -> list[str]:
        """Return the result that one side accepts what the other offers."""
        return [self._text("taken_up")]

''',
        ),
        AtEndOf("_CLAUSES", "    TakenUp: Clauses.taken_up,"),
    ],
    "proposals/language/languages/english/sentences.py": [
        AtEndOf("SENTENCES", '    "taken_up": "What one offers the other accepts",'),
    ],
    "proposals/language/languages/english/labels.py": [
        AtEndOf("LABELS", '    "rule.R10": "taken up",'),
    ],
    "proposals/language/languages/ukrainian/sentences.py": [
        AtEndOf("SENTENCES", '    "taken_up": "На готовність одного є згода іншого",'),
    ],
    "proposals/language/languages/ukrainian/labels.py": [
        AtEndOf("LABELS", '    "rule.R10": "прийнято",'),
    ],
    "proposals/language/languages/russian/sentences.py": [
        AtEndOf("SENTENCES", '    "taken_up": "На готовность одного есть согласие другого",'),
    ],
    "proposals/language/languages/russian/labels.py": [
        AtEndOf("LABELS", '    "rule.R10": "принято",'),
    ],
    "proposals/web/pages/examples/rules.py": [
        AtEndOf(
            "_rules",
            """
    when = _("The same outcomes, which one offers and the other accepts.")
    yield when, _taken_up()
""",
        ),
        EndOfFile(
            """


def _taken_up() -> Iterator[Example]:
    season = villages.season()
    offered, accepted = (
        season.term({"exactly": 8}, force=force) for force in (Force.OFFERS, Force.ACCEPTS)
    )
    yield example(season, alder(offered), birch(accepted))
"""
        ),
    ],
    "templates/proposals/_method_order.html": [
        Instead(r'"R0: the same\.', '"R10: the same, offered and accepted. R0: the same.'),
    ],
    "proposals/exports/record/comparison.py": [
        Instead(r"^RULES = 2$", "RULES = 3"),
    ],
    "docs/positions.md": [
        Instead(r"\belse R6, R5, R0 or R1\.", "else R6, R5, R10, R0 or R1."),
        Below(r"^\| R9 \|", "| R10 | agree | same set; one side offers it, the other accepts it |"),
        Above(
            r"^## Alternatives",
            """
```example
question: days
Ukraine's memorandum: offers 30 days
Russia's memorandum: accepts 30 days
verdict: R10 agree, same
briefly: What one offers the other accepts.
says: Ukraine's memorandum offers 30 days; Russia's memorandum accepts 30 days. \
What one offers the other accepts.
```

""",
        ),
        Instead(r"\bR1, R0; then", "R1, R0, R10; then"),
    ],
    "docs/exports.md": [
        Below(
            r"^\| 2 \| 4, 5 \|",
            "| 3 | 5 | what one offers and the other accepts is taken up (R10) |",
        ),
        Instead(r"\(R0 to R9; see", "(R0 to R10; see"),
        Instead(r"(The rule that gives it\. .*) R9\.", r"\1 R9, R10."),
        Instead(r"(The rule that gives that\. .*) R9\.", r"\1 R9, R10."),
    ],
    "tests/domain/test_rules.py": [
        AtEndOf("MARKS", "    Rule.TAKEN_UP: Mark.AGREE,"),
    ],
    "tests/domain/rules.toml": [
        EndOfFile(
            """

[[examples]]
rule = "R10"
relation = "same"
question = "days"
left = ["30 days", "offers"]
right = ["30 days", "accepts"]
text = "Ukraine's memorandum offers 30 days; the Russian delegation's statements accept 30 days. \
What one offers the other accepts."
brief = "What one offers the other accepts."
"""
        ),
    ],
    "tests/domain/test_forces.py": [
        Instead(
            r'"Both give the same answer: 60 days\.",\n(.*accepts 60 days\. "\n +")'
            r"Both give the same answer: 60 days\.",
            r'"What one offers the other accepts.",\n\1What one offers the other accepts.',
        ),
    ],
    "tests/domain/row_outcomes.py": [
        Instead(r'^(WORST_FIRST = .*"R0")\)$', r'\1, "R10")'),
        AtEndOf("MARKS", '    "R10": "agree",'),
        Instead(
            r'^    return Decided\("R0" if one\.members == other\.members else "R1"\)$',
            """\
    if one.members != other.members:
        return Decided("R1")
    taken_up = {one.forces, other.forces} == {frozenset({"offers"}), frozenset({"accepts"})}
    return Decided("R10" if taken_up else "R0")""",
        ),
    ],
    "tests/language/made_up.py": [
        AtEndOf("SENTENCES", '    "taken_up": "donven alkiru alio",'),
        AtEndOf("LABELS", '    "rule.R10": "alkirita",'),
    ],
}
