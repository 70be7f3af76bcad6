"""Documentation gaps: checked in the order of the report contract."""

from __future__ import annotations

from rehabcode.models.gaps.base import Context, Gap, GapCheck, context, gap_table
from rehabcode.models.gaps.billing import (
    MinutesMissing,
    ProcedureLink,
    R531WithStrengthening,
    UnitsOverMinutes,
)
from rehabcode.models.gaps.coding import (
    AtrophyUndocumented,
    CauseFirst,
    CovidSequence,
    CovidStatus,
    DiagnosisUnconfirmed,
    Excludes1,
    SarcopeniaConflict,
    SiteSpecific,
)
from rehabcode.models.gaps.story import (
    FunctionMissing,
    FunctionVague,
    PriorLevelMissing,
    RationaleMissing,
    TestMissing,
    TestWithoutScore,
)
from rehabcode.models.gaps.strength import (
    MmtMissing,
    MuscleGroupMissing,
    PainLimited,
    SideMissing,
    StrengthContradiction,
    WeakWithoutData,
)

GAPS: tuple[GapCheck, ...] = (
    WeakWithoutData(),
    MmtMissing(),
    MuscleGroupMissing(),
    SideMissing(),
    FunctionMissing(),
    FunctionVague(),
    TestMissing(),
    TestWithoutScore(),
    RationaleMissing(),
    PriorLevelMissing(),
    SiteSpecific(),
    AtrophyUndocumented(),
    CauseFirst(),
    Excludes1(),
    SarcopeniaConflict(),
    DiagnosisUnconfirmed(),
    CovidSequence(),
    CovidStatus(),
    R531WithStrengthening(),
    ProcedureLink(),
    UnitsOverMinutes(),
    MinutesMissing(),
    StrengthContradiction(),
    PainLimited(),
)


def find_gaps(ctx: Context) -> tuple[Gap, ...]:
    """Return the gaps of a note, in the order of the contract."""
    kind = ctx.case.reading.note_kind
    out: list[Gap] = []
    for check in GAPS:
        if check.documentation and not ctx.asked:
            continue
        found = check.find(ctx)
        if found is not None:
            row = gap_table()[check.id]
            out.append(
                Gap(
                    id=check.id,
                    severity=row.severity[kind],
                    message=found.message,
                    fix=found.fix,
                    facts=found.facts,
                    source=row.source,
                )
            )
    return tuple(out)


__all__ = ["GAPS", "Context", "Gap", "GapCheck", "context", "find_gaps", "gap_table"]
