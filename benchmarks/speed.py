"""Speed of full reports against medspaCy's default pipeline with the same target terms, in one run, by CPU time.

usage: python benchmarks/speed.py [--notes N] [--baseline-notes N] [--edsnlp PYTHON] [--json]

Prints, for dense archives (whole evaluations and reports; all therapy notes, half of them a few lines long) and
mixed ones, million characters a CPU second of each program and their ratio, then the
cost per character of a 1 MB note over a 10 kB note. medspaCy reads a sample of the same archive (it is slow).
With ``--edsnlp``, the interpreter of an environment that holds edsnlp, EDS-NLP reads the archives too (sentences,
the same terms, negation with our negation cues: ``eds.py``); its pipeline finds and negates terms, no more.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from archive import archive

from rehabcode.models.decision import decide
from rehabcode.models.report import report
from rehabcode.nlp import lexicon, native_rules
from rehabcode.nlp.facts import Reading
from rehabcode.nlp.fast import FastReader
from rehabcode.nlp.pipeline import load

ARCHIVES = (
    ("whole reports", 1, 800),
    ("all therapy notes", 1, 0),
    ("mixed 1 in 20", 20, 0),
    ("mixed 1 in 100", 100, 0),
)
"""Name, one therapy note in so many, its least length in characters."""


def speed(work: Callable[[str], object], notes: Sequence[str]) -> float:
    """Million characters a CPU second."""
    start = time.process_time()
    for text in notes:
        work(text)
    return sum(map(len, notes)) / 1e6 / (time.process_time() - start)


def full_report(read: Callable[[str], Reading]) -> Callable[[str], object]:
    """The whole job on one note: reading, decision, report."""

    def work(text: str) -> object:
        reading = read(text)
        return report(reading, decide(reading), note_id="n")

    return work


def medspacy_default() -> Callable[[str], object]:
    """MedspaCy as ``medspacy.load()`` gives it, with our target phrases as literal rules."""
    import medspacy
    from loguru import logger

    logger.remove()
    warnings.filterwarnings("ignore")
    nlp = medspacy.load()
    nlp.get_pipe("medspacy_target_matcher").add(native_rules.target_rules())
    return nlp


def edsnlp(python: str, archives: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Million characters a CPU second of EDS-NLP with our terms and negation cues, by archive."""
    negations = [cue for cue in lexicon.context_rules() if cue.category == "NEGATED_EXISTENCE"]
    task = {
        "terms": sorted({rule.literal for rule in lexicon.target_rules()}),
        "preceding": sorted({cue.literal for cue in negations if cue.direction == "FORWARD"}),
        "following": sorted({cue.literal for cue in negations if cue.direction == "BACKWARD"}),
        "pseudo": sorted({cue.literal for cue in lexicon.context_rules() if cue.direction == "PSEUDO"}),
        "termination": sorted(
            {cue.literal for cue in lexicon.context_rules() if cue.direction == "TERMINATE"}
        ),
        "archives": archives,
    }
    command = [python, str(Path(__file__).with_name("eds.py"))]
    run = subprocess.run(command, input=json.dumps(task), capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(run.stdout)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--notes", type=int, default=2000)
    parser.add_argument("--baseline-notes", type=int, default=200)
    parser.add_argument("--edsnlp", metavar="PYTHON", help="an interpreter that can import edsnlp")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()

    fast = full_report(FastReader())
    nlp = load(spans=False)
    pipeline = full_report(lambda text: nlp(text)._.reading)
    baseline = medspacy_default()
    archives = {
        name: [text for _, text in archive(options.notes, one_in=one_in, at_least=at_least)]
        for name, one_in, at_least in ARCHIVES
    }
    result: dict[str, float] = {}
    others = edsnlp(options.edsnlp, archives) if options.edsnlp else {}
    for name, notes in archives.items():
        for work in (fast, pipeline, baseline):
            speed(work, notes[:20])
        slow = speed(baseline, notes[: options.baseline_notes])
        result[f"{name}: medspaCy default, Mchar/s"] = slow
        for label, work in (("scan path", fast), ("medspaCy pipeline of rehabcode", pipeline)):
            result[f"{name}: {label}, Mchar/s"] = own = speed(work, notes)
            result[f"{name}: {label}, ratio"] = own / slow
        if name in others:
            result[f"{name}: EDS-NLP, Mchar/s"] = others[name]
            result[f"{name}: scan path over EDS-NLP"] = result[f"{name}: scan path, Mchar/s"] / others[name]
    dense = "\n\n".join(text for _, text in archive(2000, one_in=1))
    small, large = [dense[i * 10_000 : (i + 1) * 10_000] for i in range(100)], [dense[:1_000_000]]
    result["1 MB note over 10 kB notes, cost per character"] = speed(fast, small) / speed(fast, large)
    if options.json:
        print(json.dumps(result))
        return
    for label, value in result.items():
        print(f"{label:55s} {value:9.3f}")


if __name__ == "__main__":
    main()
