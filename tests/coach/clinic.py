"""A made-up clinic with planted habits: 3,000 notes by 12 therapists, the same for the same seed.

Run it to have the notes as JSON Lines, ready for ``rehabcode scan``:
``python tests/coach/clinic.py > clinic.jsonl``
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

NOTES = 3000
SLIP, HABIT = 0.04, 0.70
"""How often a therapist leaves something out by chance, and by habit."""

HABITS: dict[str, tuple[str, ...]] = {
    "Abel, Noor": ("weak-without-data",),
    "Birch, Tomas": ("side-missing",),
    "Castro, Ines": (),
    "Dahl, Priya": ("test-without-score",),
    "Egan, Ruth": ("copy-forward",),
    "Farah, Omar": ("function-vague", "minutes-missing"),
    "Gruber, Lena": (),
    "Hale, Marcus": ("prior-level-missing",),
    "Ito, Kenji": ("units-over-minutes",),
    "Jonas, Edda": ("r531-with-strengthening",),
    "Kowal, Piotr": (),
    "Lund, Maja": ("muscle-group-missing",),
}
"""What is planted, by gap id. Half of the clinic works at the river, half at the mill."""

OTHER_HABITS: dict[str, tuple[str, ...]] = {
    "Abel, Noor": ("mmt-missing",),
    "Birch, Tomas": (),
    "Castro, Ines": ("test-missing",),
    "Dahl, Priya": ("function-missing",),
    "Egan, Ruth": ("rationale-missing",),
    "Farah, Omar": ("copy-forward", "side-missing"),
    "Gruber, Lena": (),
    "Hale, Marcus": ("mmt-missing",),
    "Ito, Kenji": ("prior-level-missing",),
    "Jonas, Edda": (),
    "Kowal, Piotr": ("weak-without-data", "units-over-minutes"),
    "Lund, Maja": ("test-without-score", "r531-with-strengthening"),
}
"""Another clinic: habits that share notes, and two therapists with the same one."""

MUSCLES = (
    ("Hip flexion", "Knee extension", "Shoulder flexion"),
    ("Hip abduction", "Knee flexion", "Elbow flexion"),
    ("Hip extension", "Ankle dorsiflexion", "Shoulder abduction"),
)
GRADES = ("3-", "3", "3+", "4-", "4")
TASKS = (
    ("Needs {n} tries and min A to rise from a standard chair.", "Has trouble with daily activities."),
    ("Walks {m} ft with RW and CGA before she must sit.", "Limited in mobility."),
    ("Climbs {n} stairs with both rails and min A.", "Difficulty with ADLs and transfers."),
)
OPENINGS = (
    "Reports the legs tire by noon.",
    "Slept poorly, came willingly.",
    "Says the walk to the mailbox is long.",
)
PRIOR = (
    "PLOF: independent without a device, did own shopping.",
    "Prior level: walked half a mile a day without a device, lived alone.",
)
REASON = "Arms and legs are weak alike; no single site explains it."


Slips = Callable[..., bool]
"""Whether a gap is left in this note: by habit where it is planted, else by chance."""


@dataclass
class Patient:
    """One episode of care."""

    name: str
    start: date
    muscles: tuple[str, ...]
    task: int
    grades: list[int] = field(default_factory=list)
    seconds: float = 0.0
    written: int = 0
    """Notes written so far."""


def notes(
    seed: int = 7, count: int = NOTES, habits: Mapping[str, tuple[str, ...]] = HABITS
) -> Iterator[dict[str, str]]:
    """Yield the notes with id, text, therapist, clinic, date and patient, ordered by date."""
    random = Random(seed)
    each = count // len(habits)
    rows = [
        row
        for at, (name, planted) in enumerate(habits.items())
        for row in _of_therapist(random, name, planted, at, each)
    ]
    rows.sort(key=lambda row: (row["date"], row["therapist"], row["patient"]))
    for number, row in enumerate(rows, 1):
        yield {"id": f"n{number:05d}", **row}


def denials(rows: list[dict[str, str]], gaps: dict[str, set[str]], seed: int = 7) -> str:
    """Return a CSV of denials: notes without data are denied far more often, nothing else matters."""
    random = Random(seed)
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(("note_id", "denied", "reason_code"))
    for row in rows[::2]:
        bad = "weak-without-data" in gaps.get(row["id"], set())
        denied = random.random() < (0.6 if bad else 0.08)
        table.writerow(
            (row["id"], "yes" if denied else "no", random.choice(("CO-50", "CO-16")) if denied else "")
        )
    return stream.getvalue()


def _of_therapist(
    random: Random, name: str, planted: tuple[str, ...], at: int, count: int
) -> Iterator[dict[str, str]]:
    made, number = 0, 0
    while made < count:
        number += 1
        patient = Patient(
            name=f"P{at:02d}{number:03d}",
            start=date(2025, 1, 6) + timedelta(days=random.randrange(420)),
            muscles=random.choice(MUSCLES),
            task=random.randrange(len(TASKS)),
            grades=[random.randrange(3) for _ in range(6)],
            seconds=random.uniform(18, 28),
        )
        for visit in range(min(random.randint(7, 12), count - made)):
            yield {
                "text": _note(random, patient, planted, visit),
                "therapist": name,
                "clinic": "River" if at % 2 else "Mill",
                "date": (patient.start + timedelta(days=4 * visit)).isoformat(),
                "patient": patient.name,
            }
            made += 1


def _note(random: Random, patient: Patient, planted: tuple[str, ...], visit: int) -> str:
    def slips(gap: str, chance: float = SLIP) -> bool:
        return random.random() < (HABIT if gap in planted else chance)

    kind = "PT EVALUATION" if visit == 0 else "PT DAILY NOTE"
    lines = [kind, f"S: {random.choice(OPENINGS)}"]
    no_prior = slips("prior-level-missing")
    if (visit == 0 and not no_prior) or (visit and random.random() < 0.3 and not no_prior):
        lines.append(random.choice(PRIOR))
    lines += _objective(random, patient, slips)
    lines.append(_assessment(random, patient, slips))
    lines += _claim(random, slips)
    patient.written += 1
    return "\n".join(lines) + "\n"


def _objective(random: Random, patient: Patient, slips: Slips) -> list[str]:
    if slips("weak-without-data"):
        return [
            "O: Therapeutic exercise and gait training, tolerated well. Gait slow, short steps. Balance fair."
        ]
    if not (patient.written and slips("copy-forward")):
        _recover(random, patient)
    if slips("muscle-group-missing"):
        strength = f"O: Strength grossly {GRADES[min(patient.grades)]}/5."
    else:
        sideless = slips("side-missing")
        pairs = zip(patient.muscles, patient.grades[::2], patient.grades[1::2], strict=True)
        values = [
            f"{muscle} {GRADES[right]}/5" if sideless else f"{muscle} R {GRADES[right]}/5, L {GRADES[left]}/5"
            for muscle, right, left in pairs
        ]
        strength = "O: MMT: " + "; ".join(values) + "."
    if slips("mmt-missing"):
        strength = "O: Tolerated resisted exercise of both legs."
    if slips("test-missing"):
        return [strength, "   Gait: short steps, slow cadence. Balance fair in standing."]
    test = (
        "TUG performed with RW." if slips("test-without-score") else f"TUG {patient.seconds:.1f} s with RW."
    )
    return [strength, f"   {test} Gait: short steps, slow cadence. Balance fair in standing."]


def _recover(random: Random, patient: Patient) -> None:
    """Change the values a little, always: true values do not repeat to the tenth of a second."""
    patient.seconds = max(9.0, patient.seconds - random.choice((0.2, 0.3, 0.5, 0.7)))
    at = random.randrange(len(patient.grades))
    patient.grades[at] = min(len(GRADES) - 1, patient.grades[at] + (random.random() < 0.4))


def _assessment(random: Random, patient: Patient, slips: Slips) -> str:
    clear, vague = TASKS[patient.task]
    task = (
        vague
        if slips("function-vague")
        else clear.format(n=random.randint(2, 5), m=random.randrange(40, 150, 10))
    )
    code = "R53.1" if slips("r531-with-strengthening", 0.02) else "M62.81"
    reason = "" if slips("rationale-missing", 0.4) else f" {REASON}"
    if slips("function-missing"):
        return f"A: Generalized muscle weakness.{reason} Dx {code}."
    return f"A: Generalized muscle weakness. {task}{reason} Dx {code}."


def _claim(random: Random, slips: Slips) -> list[str]:
    exercise, gait = random.choice(((30, 12), (25, 15), (28, 14)))
    units = 2 + (2 if slips("units-over-minutes") else 0)
    if slips("minutes-missing"):
        return [f"P: Continue. 97110 x {2}, 97116 x 1."]
    return [
        f"P: Continue. 97110 x {units} ({exercise} min), 97116 x 1 ({gait} min). Total timed "
        f"{exercise + gait} min."
    ]


if __name__ == "__main__":
    for note in notes():
        sys.stdout.write(json.dumps(note) + "\n")
