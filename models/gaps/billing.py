"""Gaps about the claim: units, minutes, findings behind procedures."""

from __future__ import annotations

from rehabcode.models.claim import billed_units, cpt_table, needs_table
from rehabcode.models.gaps.base import Context, Found, GapCheck

_STRENGTHENING = ("97110", "97530")


def _facts(ctx: Context, *codes: str) -> tuple[str, ...]:
    return tuple(p.id for p in ctx.case.procedures if p.cpt in codes)


class R531WithStrengthening(GapCheck):
    """R53.1 with strengthening procedures: weakness of the whole person does not explain muscle exercise.

    Wrong: "R53.1, 97110 x 2".
    Right: test strength; with measured deficits M62.81.
    """

    id = "r531-with-strengthening"
    documentation = False

    def find(self, ctx: Context) -> Found | None:
        """Raise where R53.1 is written or offered beside 97110 or 97530."""
        billed = [c for c in _STRENGTHENING if _facts(ctx, c)]
        r531 = "R53.1" in ctx.case.written or ctx.choice.primary == "R53.1"
        if not billed or not r531:
            return None
        return Found(
            f"{' and '.join(billed)} stand beside R53.1, which names no muscle.",
            "Test and grade strength; measured deficits in two or more areas make it M62.81.",
            (*_facts(ctx, *billed), *(c.id for c in ctx.case.wrote("R53.1"))),
        )


class ProcedureLink(GapCheck):
    """A procedure without the finding it treats.

    97110 needs a loss of strength, range or endurance (in words only with what it limits); 97112 a balance or
    coordination finding; 97116 a gait finding or walking limitation; 97140 a joint or soft tissue finding;
    97530 a limited task.

    Wrong: "97140 15 min" without any joint or soft tissue finding.
    Right: "hamstrings tight B, SLR 60; 97140 15 min".
    """

    id = "procedure-link"
    documentation = True

    def find(self, ctx: Context) -> Found | None:
        """Raise on the procedures whose finding is missing."""
        if ctx.claim is None or not ctx.claim.unlinked:
            return None
        needed = [f"{c}: {needs_table()[cpt_table()[c].needs].finding}" for c in ctx.claim.unlinked]
        return Found(
            f"Billed without its finding: {', '.join(ctx.claim.unlinked)}.",
            f"Document what was found ({'; '.join(needed)}), if it was.",
            _facts(ctx, *ctx.claim.unlinked),
        )


class UnitsOverMinutes(GapCheck):
    """More timed units than the timed minutes support (Medicare 8-minute rule).

    Wrong: 4 units for 41 timed minutes.
    Right: 3 units.
    """

    id = "units-over-minutes"
    documentation = False

    def find(self, ctx: Context) -> Found | None:
        """Raise where billed units exceed the units of the table."""
        claim = ctx.claim
        if claim is None or not claim.complete or claim.units_billed <= claim.units_cms:
            return None
        over = ", ".join(
            f"{line.cpt} {line.units} billed, {line.cms} supported"
            for line in claim.lines
            if line.cms is not None and line.units is not None and line.units > line.cms
        )
        return Found(
            f"{billed_units(claim.units_billed)}; {claim.timed_minutes} timed minutes support "
            f"{claim.units_cms}.",
            f"Bill {claim.units_cms or 'no'} timed unit{'' if claim.units_cms == 1 else 's'}"
            + (f" ({over})." if over else "."),
            _facts(ctx, *(line.cpt for line in claim.lines if line.timed)),
        )


class MinutesMissing(GapCheck):
    """A timed code has units and no minutes, and no timed total is given.

    Wrong: "97110 x 2".
    Right: "97110 x 2 (25 min)".
    """

    id = "minutes-missing"
    documentation = False

    def find(self, ctx: Context) -> Found | None:
        """Raise on timed codes without minutes."""
        if ctx.claim is None or not ctx.claim.without_minutes:
            return None
        codes = ", ".join(ctx.claim.without_minutes)
        return Found(
            f"Units without minutes: {codes}.",
            f"Write the minutes of {codes} and the total of timed minutes.",
            _facts(ctx, *ctx.claim.without_minutes),
        )
