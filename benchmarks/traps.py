"""The trap suite read by rehabcode, by medspaCy's default ConText rules and, where installed, by negspacy.

Run from the checkout: ``python benchmarks/traps.py``. The sentences stand in ``tests/nlp/traps.txt``; the
others get
the finding as an entity, so only assertion is compared. ``docs/trap-suite.md`` holds the figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from rehabcode.nlp.facts import Atrophy, Diagnosis, Weakness
from rehabcode.nlp.fast import FastReader

SUITE = Path(__file__).parent.parent / "tests" / "nlp" / "traps.txt"
SAME = {"goal": "conditional"}
"""Statuses that the other systems have one word for (hypothetical)."""


class Trap(NamedTuple):
    """A sentence with the place and the true status of its finding."""

    status: str
    text: str
    start: int
    end: int


def traps() -> list[Trap]:
    """Read the suite."""
    out = []
    for line in SUITE.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            status, marked = (part.strip() for part in line.split("|", 1))
            start, end = marked.index("<"), marked.index(">") - 1
            out.append(Trap(status, marked.replace("<", "").replace(">", ""), start, end))
    return out


def ours() -> Callable[[Trap], str]:
    """Return the status as rehabcode reads it."""
    reader = FastReader()

    def status(trap: Trap) -> str:
        kinds = (Weakness, Atrophy, Diagnosis)
        facts = [f for f in reader(trap.text).facts if isinstance(f, kinds)]
        found = {f.status for f in facts if f.start < trap.end and trap.start < f.end}
        return found.pop() if len(found) == 1 else "none"

    return status


def medspacy_default() -> Callable[[Trap], str]:
    """Return the status by medspaCy's default ConText rules on its default sentences."""
    import medspacy
    from loguru import logger

    logger.remove()
    nlp = medspacy.load(medspacy_enable={"medspacy_pyrush", "medspacy_context", "medspacy_tokenizer"})
    words = {
        "is_family": "family",
        "is_negated": "absent",
        "is_hypothetical": "conditional",
        "is_uncertain": "possible",
        "is_historical": "past",
    }

    def status(trap: Trap) -> str:
        doc = nlp.make_doc(trap.text)
        span = doc.char_span(trap.start, trap.end, label="FINDING", alignment_mode="expand")
        for name, component in nlp.pipeline:
            if name == "medspacy_context":
                doc.ents = [span]
            doc = component(doc)
        (entity,) = doc.ents
        return next((word for flag, word in words.items() if getattr(entity._, flag)), "present")

    return status


def negspacy_default() -> Callable[[Trap], str]:
    """Return ``absent`` or ``present`` by negspacy with its clinical English rules."""
    import spacy
    from negspacy.negation import Negex  # noqa: F401  (registers the component)
    from negspacy.termsets import termset
    from spacy.tokens import Doc, Span

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    negex = nlp.add_pipe("negex", config={"neg_termset": termset("en_clinical").get_patterns()})

    def status(trap: Trap) -> str:
        doc: Doc = nlp.get_pipe("sentencizer")(nlp.make_doc(trap.text))
        span: Span | None = doc.char_span(trap.start, trap.end, label="FINDING", alignment_mode="expand")
        assert span is not None
        doc.ents = [span]
        return "absent" if negex(doc).ents[0]._.negex else "present"

    return status


def main() -> None:
    """Print one line a system: all statuses, and negation alone."""
    suite = traps()
    print(f"{len(suite)} traps: {dict(sorted(Counter(t.status for t in suite).items()))}")
    for name, make in (
        ("rehabcode", ours),
        ("medspaCy default", medspacy_default),
        ("negspacy", negspacy_default),
    ):
        try:
            status = make()
        except ImportError:
            print(f"{name}: not installed")
            continue
        found = [(status(t), t.status) for t in suite]
        exact = name == "rehabcode"
        right = sum(a == (b if exact else SAME.get(b, b)) for a, b in found)
        negation = sum((a == "absent") == (b == "absent") for a, b in found)
        print(f"{name}: status {right} of {len(suite)}, negation alone {negation} of {len(suite)}")


if __name__ == "__main__":
    main()
