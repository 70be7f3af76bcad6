"""A fixed, self-made archive for the benchmarks: therapy notes of the shipped samples among other medical notes.

Every note gets a record number of its own, so that no two are equal and caches of unique tokens are exercised.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from importlib.resources import files

OPENINGS = (
    "Clinic message: patient called about {x}.",
    "Radiology report. Exam: {x}. Comparison: none.",
    "Medication refill request for {x}.",
    "Dental visit for {x}.",
    "Dermatology follow-up of {x}.",
    "Ophthalmology: routine check, {x}.",
    "Laboratory comment: {x}.",
    "Immunization record: {x}.",
    "Nutrition counselling session: {x}.",
    "Scheduling note: {x}.",
)
TOPICS = (
    "chest film, two views", "a mole on the back", "lisinopril 10 mg", "tooth 14, crown preparation",
    "annual eye examination with dilation", "lipid panel drawn fasting", "seasonal influenza vaccine", "low sodium diet",
    "change of appointment", "sinus congestion for four days", "contact dermatitis of the wrist", "screening colonoscopy",
    "ear wax removal", "thyroid ultrasound", "an insurance form", "travel vaccines", "acid reflux", "hay fever",
)  # fmt: skip
SENTENCES = (
    "Heart size is normal and the lungs are clear.", "No acute osseous abnormality is seen.",
    "The lesion measures 4 mm and has regular borders.", "Pharmacy on file was confirmed with the caller.",
    "Blood pressure 128/74, pulse 72, temperature 98.4.", "The patient was told to call back with any questions.",
    "Intraocular pressure 15 and 16 mm of mercury.", "Glucose 98, sodium 139, potassium 4.2, creatinine 0.9.",
    "Local anesthesia was given without complication.", "Margins were checked and the temporary was cemented.",
    "Return in six months for a routine visit.", "Results were released to the portal.",
    "Allergies and medications were reviewed and updated.", "Skin is warm and dry with no rash.",
    "The chart was forwarded to the front desk.", "Consent was signed before the procedure.",
    "Total cholesterol 182, triglycerides 110.", "The lot number and expiry date were recorded.",
)  # fmt: skip


def therapy_notes(at_least: int = 0) -> list[str]:
    """Return the texts of the shipped therapy samples with strength grades, in file order.

    ``at_least`` keeps those of so many characters and more: whole evaluations and reports.
    """
    folder = files("rehabcode.corpus_samples")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".jsonl"))
    lines = [line for name in names for line in (folder / name).read_text(encoding="utf-8").splitlines()]
    notes = [json.loads(line) for line in lines]
    return [
        n["text"]
        for n in notes
        if n["gold"]["setting"] == "therapy" and n["gold"]["strength"] and len(n["text"]) >= at_least
    ]


def other_note(rng: random.Random) -> str:
    """Return one medical note that has nothing to do with therapy."""
    body = " ".join(rng.choices(SENTENCES, k=rng.randint(8, 24)))
    return f"{rng.choice(OPENINGS).format(x=rng.choice(TOPICS))}\n\n{body}\n"


def archive(size: int, *, one_in: int, seed: int = 7, at_least: int = 0) -> Iterator[tuple[str, str]]:
    """Yield ``(id, text)`` of ``size`` notes, one in ``one_in`` about therapy (1 = all of them)."""
    rng = random.Random(seed)
    therapy = therapy_notes(at_least)
    for i in range(size):
        text = therapy[(i // one_in) % len(therapy)] if i % one_in == 0 else other_note(rng)
        yield f"N{i:06d}", f"Record {rng.randrange(10**9):09d}\n{text}"
