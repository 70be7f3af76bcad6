"""Blocks of earlier visits: what is copied forward or dated before the last visit is of the past."""

from __future__ import annotations

import pytest

from rehabcode.nlp.fast import default_reader

OLD, NEW = (
    "MMT: B quads 3+/5. TUG 31 s. Needs mod A for transfers.",
    "MMT: B quads 4/5. TUG 18 s. SBA transfers.",
)
BLOCKS = {
    "rules and dates": f"== 03/04/2026 ==\n{OLD}\n== 04/01/2026 ==\n{NEW}",
    "rules and dates, the older below": f"--- 4/1/26 visit 5 ---\n{NEW}\n--- 3/4/26 visit 3 ---\n{OLD}",
    "copied, then today": f"----- copied from SOC 03/04/2026 -----\n{OLD}\n\n----- today 04/01/2026 -----\n{NEW}",
    "copied up to a mark": f"*** COPIED FROM 3/4 NOTE ***\n{OLD}\n*** END COPY ***\n{NEW}",
    "in brackets": f"[carried forward from 3/4/26]\n{OLD}\n[end copy]\n{NEW}",
    "the previous note": f"Previous note (3/4/26):\n{OLD}\n\nToday:\n{NEW}",
    "to the blank line": f"Copied from last visit\n{OLD}\n\n{NEW}",
    "visits by their dates": f"03/04/2026  Visit 4\n{OLD}\n\n04/01/2026  Visit 6 - TODAY\n{NEW}",
    "numbered visits": f"Visit 4 (3/4/26)\n{OLD}\nVisit 6 (4/1/26):\n{NEW}",
    "how it began": f"HOW SHE STARTED (3/4)\n{OLD}\n\nNOW\n{NEW}",
    "in its line": f"Carried forward from eval: {OLD}\nToday: {NEW}",
}


def statuses(note: str) -> dict[str, set[str]]:
    """Return the kinds of facts found before and behind the newer block, by status."""
    found: dict[str, set[str]] = {}
    for fact in default_reader()(note).facts:
        if fact.kind in ("strength", "test", "limitation"):
            found.setdefault(fact.status, set()).add(fact.kind)
    return found


@pytest.mark.parametrize("note", BLOCKS.values(), ids=BLOCKS.keys())
def test_a_block_of_an_earlier_visit_is_past(note: str) -> None:
    kinds = {"strength", "test", "limitation"}
    assert statuses(note) == {"past": kinds, "present": kinds}
    facts = default_reader()(note).facts
    assert {f.text for f in facts if f.kind == "strength" and f.status == "past"} == {"3+/5"}
    assert all(note[cue.start : cue.end] == cue.text for f in facts for cue in f.cues)


@pytest.mark.parametrize(
    "note",
    [
        f"Copied from prior note with edits.\n{NEW}",  # nothing ends the block
        f"*** COPIED FROM 3/4 NOTE ***\n{NEW}\n*** END COPY ***\nTolerated well.",  # nothing newer is told
        f"--- Objective 4/1/26 ---\n{NEW}\n--- Plan ---\nContinue.",  # one date
        f"=== PT EVALUATION 4/1/26 ===\n{NEW}\n=== Electronically signed 4/2/26 ===\nAddendum: Berg 40/56.",
        f"[Onset 3/4/26]\n{NEW}\n[DOS 4/1/26]\nBerg 40/56.",  # no visit of its own
        f"--- Eval 12/28 ---\n{NEW}\n--- Visit 1/4 ---\nBerg 40/56.",  # over New Year, no telling which is older
        f"Note copied to PCP\n{NEW}\n\nBerg 40/56.",
        f"--- 4/1/26 AM ---\nSeen in room.\n--- 4/1/26 PM ---\n{NEW}",  # one day
    ],
)
def test_what_is_no_earlier_block_stays_present(note: str) -> None:
    assert statuses(note) == {"present": {"strength", "test", "limitation"}}


def test_a_diagnosis_outlasts_its_visit() -> None:
    note = f"[copied forward from 3/4/26]\nDx: Parkinson disease per neurology.\n{OLD}\n[end copy]\n{NEW}"
    assert [f.status for f in default_reader()(note).facts if f.kind == "diagnosis"] == ["present"]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("4/1/26 visit 5", "past"),
        ("4/1/26 visit 5 scheduled", "present"),
        ("4/1/26 MD appointment", "present"),
        ("Visit 5 #2 (4/1/26)", "past"),
    ],
)
def test_a_visit_to_come_heads_no_block(line: str, status: str) -> None:
    note = f"3/4/26 visit 4\nB quads 3+/5\n{line}\nB hip flexors 4/5"
    assert [f.status for f in default_reader()(note).facts if f.text == "3+/5"] == [status]
