"""Low-key advice beside the gaps: what would help, what the code written may be replaced by, what was done
right.
"""

from __future__ import annotations

from collections.abc import Iterator

from rehabcode.models.choose import Choice
from rehabcode.models.gaps.base import Context, Gap
from rehabcode.models.gaps.story import limits
from rehabcode.models.picture import site_of
from rehabcode.models.rules.base import ids
from rehabcode.nlp.facts import Fact, Strength, Test

_WHOLE = ("UE", "LE", "UE+LE")
_WEAKNESS_CODES = ("M62.81", "R53.1", "R29.898", "M62.5", "M62.84", "R53.8", "R54", "M79.1", "G81.9")
_RANK = {"R53.1": 0, "R53.81": 0, "R53.83": 0}


def find_advice(ctx: Context) -> tuple[Gap, ...]:
    """Return the advice of a note; same shape as a gap, severity low."""
    return (*_limb_level(ctx), *_dominance(ctx), *_copied(ctx), *_units(ctx), *_written(ctx))


def _advice(id_: str, message: str, fix: str, facts: tuple[str, ...], source: str) -> Gap:
    return Gap(id=f"advice:{id_}", severity="low", message=message, fix=fix, facts=facts, source=source)


def _limb_level(ctx: Context) -> Iterator[Gap]:
    """Grades of whole limbs only."""
    weak = ctx.case.picture.deficits
    placed = [site for g in weak if (site := site_of(g)) is not None]
    if placed and all(site.region in _WHOLE for site in placed):
        yield _advice(
            "limb-level-only",
            f"'{weak[0].muscle} {weak[0].text}' does not say which muscles are weak.",
            "List the weak muscle groups of each limb with their grades.",
            ids(weak),
            "guide: note which muscle groups are affected",
        )


def _dominance(ctx: Context) -> Iterator[Gap]:
    """A side code rests on the default for dominance."""
    codes = ctx.choice.offered
    sided = any(c.startswith("G81.9") or (c.startswith("I69.") and c[5:6] in ("3", "4", "5")) for c in codes)
    if sided and ctx.case.hand == "unspecified":
        yield _advice(
            "dominance",
            "Hand dominance is not stated; right counts as dominant.",
            "Write which hand is dominant.",
            (),
            "guideline I.C.9.d",
        )


def _copied(ctx: Context) -> Iterator[Gap]:
    """Every value that is given twice, earlier and now, is the same."""
    facts = ctx.case.reading.facts
    earlier = {what: f for f in facts if f.status == "past" and (what := _what(f)) is not None}
    if not earlier:
        return
    pairs = [(f, earlier[what]) for f in facts if f.status == "present" and (what := _what(f)) in earlier]
    if len(pairs) > 1 and all(_value(now) == _value(before) for now, before in pairs):
        yield _advice(
            "copy-forward",
            f"All {len(pairs)} values given for then and now are the same.",
            "Measure again, or say that the values are carried over.",
            ids(f for pair in pairs for f in pair),
            "design rule: objective findings identical to the visit before",
        )


def _what(fact: Fact) -> tuple[str, str] | None:
    """Return what a fact measures, None where it is no measurement."""
    if isinstance(fact, Strength):
        return fact.muscle, fact.side
    return (fact.test, "") if isinstance(fact, Test) and fact.value is not None else None


def _value(fact: Fact) -> str:
    return fact.grade if isinstance(fact, Strength) else str(getattr(fact, "value", ""))


def _units(ctx: Context) -> Iterator[Gap]:
    """Fewer units than the minutes allow."""
    claim = ctx.claim
    if claim is not None and claim.complete and 0 < claim.units_billed < claim.units_cms:
        yield _advice(
            "units-under-minutes",
            f"{claim.timed_minutes} timed minutes would support {claim.units_cms} units; "
            f"{claim.units_billed} are billed.",
            "For information only.",
            tuple(i for line in claim.lines if line.timed for i in line.facts),
            "Medicare Claims Processing Manual ch.5 s20.2",
        )


def _written(ctx: Context) -> Iterator[Gap]:
    """Compare the codes written with what the note supports: over, under, or elsewhere."""
    choice, case = ctx.choice, ctx.case
    weakness = [c for c in case.codes if c.code.startswith(_WEAKNESS_CODES)]
    if not weakness:
        return
    written = {c.code for c in case.codes}
    primary = choice.primary
    missing = [c for c in choice.offered if c not in written]
    source = "guide: use the most specific code your documentation supports"
    if choice.status == "provisional" and primary in written:
        yield _advice(
            "over-coded",
            f"{primary} is written, and only words stand behind it.",
            "Measure and document the deficit, or the code cannot be defended.",
            ids(weakness),
            source,
        )
    elif primary is None:
        yield _advice(
            "over-coded",
            f"{weakness[0].code} is written, and nothing current in the note supports it.",
            f"Document the current finding or take {weakness[0].code} off.",
            ids(weakness),
            source,
        )
    elif missing:
        lower = all(c.code in _RANK for c in weakness)
        yield _advice(
            "under-coded" if lower or primary in written else "code-differs",
            f"The note supports {', '.join(missing)} besides or instead of {weakness[0].code}.",
            f"Check {', '.join(missing)}.",
            (*ids(weakness), *_support(choice)),
            source,
        )


def _support(choice: Choice) -> tuple[str, ...]:
    return choice.proposal.facts if choice.proposal else ()


def find_strengths(ctx: Context, gaps: tuple[Gap, ...]) -> tuple[str, ...]:
    """Return what the note did right, where weakness is in question."""
    if not ctx.asked:
        return ()
    case, missing = ctx.case, {g.id for g in gaps}
    named = [g for g in case.picture.grades if g.muscle != "unspecified"]
    scores = [t for t in case.tests if t.value is not None and t.status == "present"]
    specific = [f for f in limits(ctx) if f.specific]
    out: list[str] = []
    if named and not missing & {"muscle-group-missing", "side-missing"}:
        out.append(f"Strength is graded with muscle and side ({len(named)} grades).")
    if scores and "test-without-score" not in missing:
        out.append(f"Standardized test with score: {', '.join(dict.fromkeys(t.test for t in scores))}.")
    if specific:
        out.append(f"The functional limitation is specific ({len(specific)}).")
    if case.prior:
        out.append("The prior level of function is stated.")
    if case.rationale:
        out.append("The note says why a site-specific code does not fit.")
    if ctx.claim is not None and ctx.claim.complete and 0 < ctx.claim.units_billed <= ctx.claim.units_cms:
        out.append("The timed minutes support the units billed.")
    return tuple(out)
