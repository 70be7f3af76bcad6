"""Gaps about function, tests, prior level and the reason for the code."""

from __future__ import annotations

import re

from rehabcode.models.gaps.base import Context, Found, GapCheck, quoted
from rehabcode.models.rules.base import ids
from rehabcode.nlp.facts import Limitation, Test

_NO_LIMITATION = frozenset({"equipment", "balance"})
"""A device or a fall alone is no functional limitation."""


def limits(ctx: Context) -> tuple[Limitation, ...]:
    """Return the current limitations that are more than a device or a fall."""
    return tuple(f for f in ctx.case.limitations if f.category not in _NO_LIMITATION)


class FunctionMissing(GapCheck):
    """No current functional limitation: what the weakness stops the patient doing.

    A device or a fall alone is none; goals and the prior level are none.

    Wrong: "Uses RW. Patient is weak."
    Right: "Cannot rise from a chair without pushing with both arms."
    """

    id = "function-missing"

    def find(self, ctx: Context) -> Found | None:
        """Raise where no present limitation is left and none is meant in general words."""
        if limits(ctx) or any(s.category == "function" for s in ctx.case.signs):
            return None
        only = ctx.case.limitations
        message = (
            f"Only '{quoted(only[0])}' is documented: a device or a fall is no limitation by itself."
            if only
            else "No current functional limitation is documented."
        )
        return Found(
            message,
            "Name one activity the weakness limits, with assistance, distance or repetitions.",
            ids(only),
        )


class FunctionVague(GapCheck):
    """Limitations only in general words, or without level, number or "unable".

    Wrong: "difficulty with ADLs and transfers".
    Right: "Mod A for toilet transfer; walks 40 ft with RW".
    """

    id = "function-vague"

    def find(self, ctx: Context) -> Found | None:
        """Raise where limitations exist and none is specific."""
        found = limits(ctx)
        general = tuple(s for s in ctx.case.signs if s.category == "function")
        if any(f.specific for f in found) or not (found or general):
            return None
        first = quoted((*found, *general)[0])
        return Found(
            f"'{first}' says no level, number or \"unable\".",
            f"Say for '{first}' how much help, how far, how long or how often.",
            ids(found, general),
        )


class TestMissing(GapCheck):
    """No standardized test is named (a goal value counts as none).

    Wrong: "balance fair".
    Right: "TUG 18.2 s with RW".
    """

    id = "test-missing"

    def find(self, ctx: Context) -> Found | None:
        """Raise where no test is named outside goals."""
        named = [
            t for t in ctx.case.tests if t.status != "absent" and (t.status != "goal" or t.value is None)
        ]
        if named:
            return None
        goals = ctx.case.tests
        message = (
            f"{goals[0].test} stands in the note as a goal only."
            if goals
            else "No standardized test is named."
        )
        return Found(
            message,
            "Do one test that fits the limitation (TUG, 5x sit to stand, Berg) and write its score.",
            ids(goals),
        )


_NAMED = frozenset({"present", "conditional", "possible", "goal"})
_BOXES = ("\u25a1", "\u2610", "[ ]", "( )", "[]")
_RESULT = re.compile(r"[ \t:=(]{0,3}(?:pos|neg|\+|-|intact|normal|wnl|wfl)", re.I)
_STOPPED = re.compile(r"[^.;\n]{0,60}?\b(?:unable|not able|could not|couldn't|cannot|can't|can not)\b", re.I)
"""A test that was tried: how far it went is its value."""
_IN_GENERAL = frozenset({"walking speed", "gait speed", "speed"})
_DONE = re.compile(r"\s{1,3}(?:was |is )?(?:re-?)?(?:tested|measured|timed|recorded|completed|performed)\b")
"""A quality that was measured is a test."""


def _answered(ctx: Context, test: Test) -> bool:
    """Whether a test without a figure still has its answer ("Romberg pos"), or is no test done here.

    An empty box of a form names no test, and "walking speed better" names a quality.
    """
    said, behind = test.text.lower(), ctx.case.reading.text
    if said.startswith("zero"):
        return True
    if said in _IN_GENERAL and not _DONE.match(behind, test.end):
        return True
    if any(c.text in _BOXES for c in test.cues):
        return True
    return _RESULT.match(behind, test.end) is not None


class TestWithoutScore(GapCheck):
    """A test is named or planned, but no value is given.

    Wrong: "TUG completed with RW."
    Right: "TUG 18.2 s with RW."
    """

    id = "test-without-score"

    def find(self, ctx: Context) -> Found | None:
        """Raise on a named test that has no current or earlier value."""
        valued = {t.test for t in ctx.case.tests if t.value is not None and t.status in ("present", "past")}
        bare = [
            t
            for t in ctx.case.tests
            if t.value is None and t.status in _NAMED and t.test not in valued and not _answered(ctx, t)
        ]
        if not bare:
            return None
        names = ", ".join(dict.fromkeys(t.test for t in bare))
        fix = f"Write the score of {names} with its unit"
        if any(_STOPPED.match(ctx.case.reading.text, t.start) for t in bare):
            fix += "; where it could not be done, how far it went and what stopped it"
        return Found(f"Named without a value: {names}.", f"{fix}.", ids(bare))


class PriorLevelMissing(GapCheck):
    """No prior level of function.

    Wrong: no word on how the patient managed before.
    Right: "Before the hospital stay independent without device, drove."
    """

    id = "prior-level-missing"

    def find(self, ctx: Context) -> Found | None:
        """Raise where nothing is said about the time before."""
        if ctx.case.prior:
            return None
        return Found(
            "No prior level of function is documented.",
            "Say how the patient managed these activities before, and when that changed.",
        )


class RationaleMissing(GapCheck):
    """M62.81 is offered or written, and no word says why a site-specific code does not fit.

    Wrong: "M62.81" alone.
    Right: "Weakness affects both arms and legs without focal pattern; no single site explains it."
    """

    id = "rationale-missing"

    def find(self, ctx: Context) -> Found | None:
        """Raise where M62.81 leads and the reason is not given."""
        if not ctx.m62_81 or ctx.case.rationale:
            return None
        weak = ctx.case.picture.deficits
        places = sorted({g.muscle for g in weak if g.muscle != "unspecified"})[:3]
        named = f" ({', '.join(places)} ...)" if places else ""
        return Found(
            "Nothing says why a site-specific code does not fit.",
            f"Add one sentence: which areas are weak{named} and, if so, that no single site explains it.",
            ids(weak),
        )
