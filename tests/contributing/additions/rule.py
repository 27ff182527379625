"""A made-up verdict rule: one document accepts what the other offers, and the two agree."""

from tests.contributing.edits import Above, AtEndOf, Below, Changes, EndOfFile, Instead

RECIPE = "Add a verdict rule"
TESTS = (
    "tests/contributing/checks/rule.py",
    "tests/domain/test_rules.py::test_an_example_gets_its_rule_its_mark_and_its_words",
    "tests/domain/test_rules.py::test_the_table_has_every_rule_and_every_question",
    "tests/language/test_docs_positions.py",
    "tests/language/test_another_language.py::"
    "test_a_language_has_every_pattern_and_fills_only_slots_that_there_are",
    "tests/exports/test_docs.py",
)
COMMANDS = ()

_IMPORT = r"^(from proposals\.domain\.reasons import \()$"

CHANGES: Changes = {
    "proposals/domain/verdicts.py": [
        Below(r'^    NOT_COMPARED = "R8"', '    TAKEN_UP = "R9"'),
        AtEndOf("_MARKS", "    Rule.TAKEN_UP: Mark.AGREE,"),
    ],
    "proposals/domain/rules.py": [
        Instead(
            r"\b_rule_for\(comparison, differences\),",
            "_taken_up(_rule_for(comparison, differences), left, right),",
        ),
        EndOfFile(
            """


def _taken_up(rule: Rule, left: Side, right: Side) -> Rule:
    sides = [side.alternative.forces for side in (left, right) if side.alternative]
    forces = {force for side in sides for force in side}
    taken_up = rule is Rule.FORCE and forces == {Force.OFFERS, Force.ACCEPTS}
    return Rule.TAKEN_UP if taken_up else rule
"""
        ),
        Instead(r"import AbsenceKind, Alternative$", "import AbsenceKind, Alternative, Force"),
    ],
    "proposals/domain/reasons.py": [
        Above(
            r"^Reason = \($",
            '''
@dataclass(frozen=True)
class TakenUp:
    """The result that one side accepts what the other offers."""

    role: ClassVar = Role.RESULT
    left: Side
    right: Side


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
    yield BothState(verdict.left, verdict.right)
    yield TakenUp(verdict.left, verdict.right)


""",
        ),
        AtEndOf("_REASONS", "    Rule.TAKEN_UP: _taken_up,"),
    ],
    "proposals/language/keys.py": [
        AtEndOf("_SENTENCES", '    "taken_up": "",'),
    ],
    "proposals/language/explanations.py": [
        Instead(_IMPORT, r"\1\n    TakenUp,"),
        AtEndOf(
            "_Explanation",
            '''
    def taken_up(self, reason: TakenUp) -> list[str]:
        """Return the result that one side accepts what the other offers."""
        return [self._text("taken_up")]
''',
        ),
        AtEndOf("_CLAUSES", "    TakenUp: _Explanation.taken_up,"),
    ],
    "proposals/language/languages/english/sentences.py": [
        AtEndOf("SENTENCES", '    "taken_up": "What one offers the other accepts",'),
    ],
    "proposals/language/languages/english/labels.py": [
        AtEndOf("LABELS", '    "rule.R9": "taken up",'),
    ],
    "proposals/web/pages/examples/rules.py": [
        AtEndOf(
            "_rules",
            """
    when = _("The same outcomes, which one offers and the other accepts.")
    season = villages.season()
    offered, accepted = (
        season.term({"exactly": 8}, force=force) for force in (Force.OFFERS, Force.ACCEPTS)
    )
    yield when, [example(season, alder(offered), birch(accepted))]
""",
        ),
    ],
    "docs/positions.md": [
        Below(r"^\| R8 \|", "| R9 | agree | same set; one side offers it, the other accepts it |"),
        Above(
            r"^## Several terms",
            """
```example
question: days
Ukraine's memorandum: offers 30 days
Russia's memorandum: accepts 30 days
verdict: R9 agree, same
says: Ukraine's memorandum offers 30 days; Russia's memorandum accepts 30 days. \
What one offers the other accepts.
```
""",
        ),
    ],
    "docs/exports.md": [
        Instead(r"\(R0 to R8; see", "(R0 to R9; see"),
        Instead(r"(The rule that gives it\. .*) R8\.", r"\1 R8, R9."),
        Instead(r"(The rule that gives that\. .*) R8\.", r"\1 R8, R9."),
    ],
    "tests/domain/test_rules.py": [
        AtEndOf("MARKS", "    Rule.TAKEN_UP: Mark.AGREE,"),
    ],
    "tests/domain/rules.toml": [
        EndOfFile(
            """

[[examples]]
rule = "R9"
relation = "same"
question = "days"
left = ["30 days", "offers"]
right = ["30 days", "accepts"]
text = "Ukraine's memorandum offers 30 days; the Russian delegation's statements accept 30 days. \
What one offers the other accepts."
"""
        ),
    ],
    "tests/language/made_up.py": [
        AtEndOf("SENTENCES", '    "taken_up": "donven alkiru alio",'),
        AtEndOf("LABELS", '    "rule.R9": "alkirita",'),
    ],
}
