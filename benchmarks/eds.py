"""EDS-NLP on the notes of ``speed.py``: sentences, matcher and negation with English cues. Started by ``speed.py``.

Reads a JSON object from standard input (``terms``; ``preceding``, ``following``, ``pseudo`` and ``termination`` cues;
``archives``: name -> notes) and prints, by archive, million characters a CPU second. It imports nothing of rehabcode,
so that it runs in an environment that only holds edsnlp.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from typing import Any

WARM_UP = 20
"""Notes read before the clock starts."""


def pipeline(task: dict[str, Any]) -> Any:
    """EDS-NLP's pipeline for the terms and cues of a task, without regard to case."""
    import edsnlp
    import edsnlp.pipes as eds

    nlp = edsnlp.blank("eds")
    nlp.add_pipe(eds.sentences())
    nlp.add_pipe(eds.matcher(terms={"target": task["terms"]}, attr="LOWER"))
    cues = {name: task[name] for name in ("preceding", "following", "pseudo", "termination")}
    nlp.add_pipe(eds.negation(**cues, verbs=[], attr="LOWER"))
    return nlp


def main() -> None:
    """Measure and print."""
    warnings.filterwarnings("ignore")
    task = json.load(sys.stdin)
    nlp = pipeline(task)
    result = {}
    for name, notes in task["archives"].items():
        list(nlp.pipe(notes[:WARM_UP]))
        found = negated = 0
        start = time.process_time()
        for doc in nlp.pipe(notes):
            found += len(doc.ents)
            negated += sum(bool(ent._.negation) for ent in doc.ents)
        spent = time.process_time() - start
        result[name] = sum(map(len, notes)) / 1e6 / spent
        print(f"{name}: {found} terms, {negated} negated", file=sys.stderr)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
