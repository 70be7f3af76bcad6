"""`rehabcode scan` as a whole: two workers against one, memory over many notes, share of input and output.

usage: python benchmarks/scan.py [--notes N] [--memory-notes N] [--json]

Every figure is of this run on this machine. Two workers are compared with one by wall time: nothing else
should run.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from archive import archive

from rehabcode.cli import engine
from rehabcode.cli.archive import plan, worker
from rehabcode.cli.archive.finding import find


def write(path: Path, size: int, one_in: int) -> Path:
    """Write an archive as JSON Lines."""
    with open(path, "w", encoding="utf-8") as stream:
        for note_id, text in archive(size, one_in=one_in):
            stream.write(json.dumps({"id": note_id, "text": text}) + "\n")
    return path


def seconds(path: Path, out: Path, jobs: int) -> float:
    """Wall time of a scan with `jobs` workers."""
    program = [sys.executable, "-m", "rehabcode.cli", "scan", "-q"]
    command = [*program, str(path), "--out", str(out), "--jobs", str(jobs)]
    start = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - start


def resident() -> float:
    """Memory of this process now, in MB (its peak where the system does not tell)."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def memory(path: Path, out: Path) -> Iterator[tuple[int, float]]:
    """Do the shards of an archive as a worker does; yield notes done and memory after each tenth."""
    found = find([str(path)], out)
    job = worker.Job(out=str(out), form="jsonl", no_text=False, split=None, main_process=os.getpid())
    (out / ".scan").mkdir(parents=True)
    shards = list(plan.shards(found, plan.Asked()))
    done = 0
    for i, shard in enumerate(shards, 1):
        done += worker.run(job, shard).notes
        if i % max(1, len(shards) // 10) == 0:
            yield done, resident()


def share_of_reading(path: Path, out: Path) -> float:
    """Share of a worker's CPU time spent on reading, deciding and reporting; the rest is input and output."""
    spent = 0.0
    answer = engine.answer

    def timed(*args: object, **more: object) -> object:
        nonlocal spent
        start = time.process_time()
        try:
            return answer(*args, **more)  # type: ignore[arg-type]
        finally:
            spent += time.process_time() - start

    engine.answer = timed  # type: ignore[assignment]
    try:
        start = time.process_time()
        for _ in memory(path, out):
            pass
        return spent / (time.process_time() - start)
    finally:
        engine.answer = answer


def main() -> None:
    """Measure and print."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--notes", type=int, default=20_000, help="notes of the dense archive")
    parser.add_argument("--memory-notes", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dense = write(folder / "dense.jsonl", options.notes, 1)
        one, two = seconds(dense, folder / "one", 1), seconds(dense, folder / "two", 2)
        result["dense, one worker: seconds"] = one
        result["dense, one worker: notes a second"] = options.notes / one
        result["two workers over one"] = one / two
        result["share of CPU for reading, deciding, reporting"] = share_of_reading(dense, folder / "share")
        many = write(folder / "many.jsonl", options.memory_notes, 20)
        figures = list(memory(many, folder / "many"))
        for done, size in (figures[0], figures[-1]):
            result[f"memory of a worker after {done} notes, MB"] = size
    if options.json:
        print(json.dumps(result))
        return
    for label, value in result.items():
        print(f"{label:55s} {value:9.2f}")


if __name__ == "__main__":
    main()
