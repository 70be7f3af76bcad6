"""The facts of a note: frozen, plain, picklable values with offsets into the text as given.

Every fact quotes the note: ``note[fact.start:fact.end] == fact.text``, in Unicode code points. The field names
are those of the report contract; a kind may carry additional fields, never renamed ones.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Literal, TypeVar

Status = Literal["present", "absent", "past", "possible", "goal", "family", "conditional"]
By = Literal["physician", "therapist", "patient", "unknown"]
Side = Literal["left", "right", "bilateral", "unspecified"]
Setting = Literal["therapy", "other"]
NoteKind = Literal["evaluation", "daily", "progress", "discharge", "unknown"]
Pattern = Literal["generalized", "limb", "hemi", "fatigue", "unspecified"]

GRADE_ORDER: tuple[str, ...] = ("0", "1", "2-", "2", "2+", "3-", "3", "3+", "4-", "4", "4+", "5-", "5")
GRADE_VALUE: dict[str, float] = {
    g: int(g[0]) + {"-": -1 / 3, "+": 1 / 3}.get(g[1:], 0.0) for g in GRADE_ORDER
}
DEFICIT_MAX = GRADE_VALUE["4"]
"""A grade of 4/5 or lower is a measured deficit; 4+ and 5- are borderline and do not alone support a code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What set a status: the words of the note (or a heading) and the rule that read them."""

    text: str
    start: int
    end: int
    category: str
    """ConText category (NEGATED_EXISTENCE, GOAL, PRIOR_LEVEL, ...) or ``section:<name>``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing the note says. Subclasses add the fields of their kind."""

    kind: ClassVar[str] = ""

    start: int
    end: int
    text: str
    section: str | None = None
    status: Status = "present"
    by: By = "unknown"
    cues: tuple[Cue, ...] = ()
    id: str = ""

    @property
    def present(self) -> bool:
        """Whether the fact is current and asserted about the patient: only such facts support a code."""
        return self.status == "present"

    def to_dict(self) -> dict[str, Any]:
        """Return the fact as the report shows it (contract field names, plain values)."""
        out: dict[str, Any] = {"id": self.id, "kind": self.kind}
        for f in fields(self):
            if f.name in ("id", "cues"):
                continue
            out[f.name] = getattr(self, f.name)
        out["cues"] = [
            {"text": c.text, "start": c.start, "end": c.end, "category": c.category} for c in self.cues
        ]
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength(Fact):
    """A manual muscle test grade (or WNL/WFL) of one muscle on one side; the span is the value."""

    kind: ClassVar[str] = "strength"
    grade: str
    grade_max: str | None = None
    muscle: str = "unspecified"
    region: str | None = None
    limb: str | None = None
    side: Side = "unspecified"
    pain_limited: bool = False
    lower_bound: bool = False
    """"at least 3/5": a bound, not a deficit."""
    deficit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dynamometry(Fact):
    """A grip, pinch or hand-held dynamometer value; the span is the value with its unit."""

    kind: ClassVar[str] = "dynamometry"
    muscle: str
    side: Side
    value: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakness(Fact):
    """Weakness or fatigue in words."""

    kind: ClassVar[str] = "weakness"
    pattern: Pattern
    muscle_said: bool = False
    site: str | None = None
    side: Side = "unspecified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Atrophy(Fact):
    """Muscle wasting seen or measured."""

    kind: ClassVar[str] = "atrophy"
    site: str | None = None
    side: Side = "unspecified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Test(Fact):
    """A standardized test; ``value`` is None where it is only named (then the span is the name)."""

    __test__: ClassVar[bool] = False  # pytest would take the class for a test
    kind: ClassVar[str] = "test"
    test: str
    value: float | None = None
    unit: str | None = None
    impaired: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limitation(Fact):
    """An activity limitation."""

    kind: ClassVar[str] = "limitation"
    category: str
    icf: str
    assist: str | None = None
    specific: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis(Fact):
    """A diagnosis mention of the decision's scope."""

    kind: ClassVar[str] = "diagnosis"
    concept: str
    code: str | None = None
    """Billable leaf where the words give one (side, type and stage considered), else None."""
    side: Side = "unspecified"
    linked: bool = False
    """The note links the weakness to it (due to, from, since, after, secondary to ...)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorLevel(Fact):
    """Prior level of function, stated with content."""

    kind: ClassVar[str] = "prior_level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rationale(Fact):
    """Why a site-specific code does not fit."""

    kind: ClassVar[str] = "rationale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Fact):
    """A CPT code (written, or named by its usual abbreviation in a billing line)."""

    kind: ClassVar[str] = "procedure"
    cpt: str
    minutes: int | None = None
    units: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentTime(Fact):
    """Minutes of the whole visit: ``scope`` is ``timed`` (timed codes), or ``total``."""

    kind: ClassVar[str] = "treatment_time"
    scope: Literal["timed", "total"]
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsTold(Fact):
    """Units told for several timed codes together ("97116 23 min, 97112 15 min (3 units)")."""

    kind: ClassVar[str] = "units_told"
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeWritten(Fact):
    """An ICD-10-CM code printed in the note (dotted, upper case)."""

    kind: ClassVar[str] = "code_written"
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(Fact):
    """A finding that a procedure needs beside the ones above.

    ``category``: ``gait | balance | joint_mobility | soft_tissue | coordination | pain | range | edema``.
    """

    kind: ClassVar[str] = "sign"
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handedness(Fact):
    """Hand dominance as stated."""

    kind: ClassVar[str] = "handedness"
    side: Side


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read in one note: the only thing that leaves ``rehabcode.nlp``."""

    text: str
    facts: tuple[Fact, ...] = ()
    setting: Setting = "other"
    note_kind: NoteKind = "unknown"
    date: str | None = None
    """Date of service as ISO date where the note states one."""

    def of(self, kind: type[F], *statuses: Status) -> tuple[F, ...]:
        """Return the facts of one kind, in text order, restricted to ``statuses`` when any are given."""
        return tuple(f for f in self.facts if isinstance(f, kind) and (not statuses or f.status in statuses))


def in_order(facts: list[Fact]) -> tuple[Fact, ...]:
    """Sort facts by place in the text and number them ``f1``, ``f2``, ...: same note, same ids."""
    return number([replace(fact) for fact in facts])


def number(facts: list[Fact]) -> tuple[Fact, ...]:
    """Do as :func:`in_order` does with facts that nobody else holds: they are numbered in place, without copies."""
    placed: dict[tuple[int, int, str], list[Fact]] = {}
    for fact in facts:
        placed.setdefault((fact.start, fact.end, fact.kind), []).append(fact)
    ordered: list[Fact] = []
    for place in sorted(placed):
        same = placed[place]
        ordered += sorted(same, key=repr) if len(same) > 1 else same
    for i, fact in enumerate(ordered, 1):
        object.__setattr__(fact, "id", f"f{i}")
    return tuple(ordered)


def is_deficit(grade: str, *, lower_bound: bool = False) -> bool:
    """Whether a grade is a measured deficit (lower end 4/5 or less; "at least" and WNL/WFL never are)."""
    return not lower_bound and grade in GRADE_VALUE and GRADE_VALUE[grade] <= DEFICIT_MAX + 1e-9
