"""A scan can be ended at any moment and goes on to the same bytes, on any backend."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_archives import Scan, note, records, tree, write_jsonl

from rehabcode.cli.archive import dispatch, worker
from rehabcode.cli.archive.source import Shard
from rehabcode.cli.problems import UserError

SIZE = ("--shard-size", "3", "--quiet")
BACKENDS = {"loky": "joblib", "dask": "distributed", "spark": "joblibspark", "ray": "ray"}
"""joblib's backends and the package each needs."""


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """Give each backend whose package is installed."""
    name = str(request.param)
    pytest.importorskip(BACKENDS[name])
    if name == "spark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    return name


def command(path: Path, out: Path, *more: str) -> list[str]:
    """Return the command line of a scan in a process of its own."""
    return [sys.executable, "-m", "rehabcode.cli", "scan", str(path), "--out", str(out), *SIZE, *more]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an archive of many small shards."""
    return write_jsonl(tmp_path_factory.mktemp("archive") / "a.jsonl", 500)


@pytest.fixture(scope="module")
def whole(archive: Path) -> dict[str, bytes]:
    """Give what an uninterrupted run with one job writes."""
    out = archive.parent / "whole"
    subprocess.run(command(archive, out), check=True)
    return tree(out)


@pytest.mark.parametrize("seed", range(4))
def test_killed_and_resumed(archive: Path, whole: dict[str, bytes], tmp_path: Path, seed: int) -> None:
    """At random moments, until it gets through: the same files, byte for byte."""
    rng = random.Random(seed)
    out = tmp_path / "out"
    jobs = ("--jobs", "2") if seed % 2 else ()
    for _ in range(2):
        process = subprocess.Popen(
            command(archive, out, *jobs), start_new_session=True, stderr=subprocess.DEVNULL
        )
        time.sleep(rng.uniform(0.3, 1.5))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run(command(archive, out, *jobs), check=True)
    assert tree(out) == whole


def test_unfinished_files_of_a_killed_run_are_removed(
    archive: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    """Also those of the end: the table of notes, the summary, the manifest."""
    out = tmp_path / "out"
    process = subprocess.Popen(command(archive, out), start_new_session=True, stderr=subprocess.DEVNULL)
    time.sleep(0.8)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    out.mkdir(exist_ok=True)
    for name in (
        ".notes.csv.7.tmp",
        ".summary.html.7.tmp",
        ".manifest.json.7.tmp",
        ".part-000001.jsonl.7.tmp",
    ):
        (out / name).write_text("cut off")
    subprocess.run(command(archive, out), check=True)
    assert tree(out) == whole


def test_two_workers_write_the_same(
    archive: Path, whole: dict[str, bytes], tmp_path: Path, backend: str
) -> None:
    """On every backend."""
    subprocess.run(command(archive, tmp_path / "out", "--jobs", "2", "--backend", backend), check=True)
    assert tree(tmp_path / "out") == whole


def test_a_running_dask_cluster(archive: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    """Is reached by its address; its workers, in another folder, find the files that were named from here."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        done = command(
            Path(archive.name), tmp_path / "out", "--jobs", "2", "--backend", "dask", "--address", address
        )
        subprocess.run(done, check=True, cwd=archive.parent)
    assert tree(tmp_path / "out") == whole


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted(
    archive: Path, whole: dict[str, bytes], tmp_path: Path, sign: signal.Signals, jobs: str
) -> None:
    """Exit code 3, how to go on, no traceback, no half file."""
    out = tmp_path / "out"
    process = subprocess.Popen(command(archive, out, "--jobs", jobs), stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while not list(out.glob("part-*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(sign)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 3, told
    assert "Run the same command again to go on" in told
    assert "Traceback" not in told
    if jobs == "1":
        assert not list(out.rglob("*.tmp"))
    subprocess.run(command(archive, out, "--jobs", jobs), check=True)
    assert tree(out) == whole


KILLER = """
import os, sys
from rehabcode.cli import engine
from rehabcode.cli.archive import dispatch, worker
from rehabcode.cli.main import app
import cloudpickle, joblib

marker = {marker!r}
plain = worker.run

def run(job, shard):
    if shard.index == 7 and not os.path.exists(marker):
        if {once}:
            open(marker, "w").close()
        worker.Names(worker.Path(job.out), shard.index, job.form).started.touch()
        os.kill(os.getpid(), 9)
    return plain(job, shard)

dispatch.run = run
if __name__ == "__main__":
    app(sys.argv[1:])
"""


def killing(tmp_path: Path, arguments: list[str], *, once: bool) -> subprocess.CompletedProcess[str]:
    """Run a scan one shard of which kills its worker: once, or every time."""
    script = tmp_path / "killer.py"
    script.write_text(KILLER.format(marker=str(tmp_path / "killed"), once=once), encoding="utf-8")
    return subprocess.run([sys.executable, str(script), *arguments], capture_output=True, text=True)


def test_a_worker_that_dies(archive: Path, whole: dict[str, bytes], tmp_path: Path, backend: str) -> None:
    """Costs its shard's retry, not the run."""
    arguments = command(archive, tmp_path / "out", "--jobs", "2", "--backend", backend)[3:]
    done = killing(tmp_path, arguments, once=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "killed").exists()
    assert tree(tmp_path / "out") == whole


def test_a_shard_that_kills_every_worker(
    archive: Path, whole: dict[str, bytes], tmp_path: Path, backend: str
) -> None:
    """Is left out and told after three tries; all others are done."""
    arguments = command(archive, tmp_path / "out", "--jobs", "2", "--backend", backend)[3:]
    done = killing(tmp_path, arguments, once=False)
    assert done.returncode == 4, done.stderr
    found = tree(tmp_path / "out")
    assert found.get("part-000007.jsonl") == b"", done.stderr
    parts = [name for name in whole if name.startswith("part-") and name != "part-000007.jsonl"]
    assert all(found.get(name) == whole[name] for name in parts), done.stderr
    told = [json.loads(line) for line in found["errors.jsonl"].splitlines()]
    assert [error["place"] for error in told] == ["a.jsonl"]
    assert "worker" in told[0]["sentence"]


@pytest.mark.parametrize(
    ("name", "address"),
    [("dask", "tcp://127.0.0.1:9"), ("spark", "no-master://here"), ("ray", "127.0.0.1:9")],
)
def test_a_cluster_that_does_not_answer(archive: Path, tmp_path: Path, name: str, address: str) -> None:
    """Is said in a sentence."""
    pytest.importorskip(BACKENDS[name])
    asked = command(archive, tmp_path / "out", "--backend", name, "--address", address)
    done = subprocess.run(asked, capture_output=True, text=True)
    assert done.returncode == 2
    assert f"--address {address}: no " in done.stderr


def test_a_cluster_without_a_worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Is waited for, then said in a sentence of its own: it is no failure to write."""
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(dispatch, "WORKER_WAIT", 1)
    job = worker.Job(out=str(tmp_path), form="jsonl", no_text=False, split=None, main_process=0)
    with distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=None) as cluster:
        crew = dispatch.Crew(job, 2, dispatch.Backend.DASK, cluster.scheduler_address)
        results = crew.work([], lambda _: False, lambda _: dispatch.Result(index=0, weight=0))
        with pytest.raises(UserError, match="the cluster has had no worker for 1 s"):
            list(results)


@pytest.mark.parametrize("lost", [True, False])
def test_workers_that_begin_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lost: bool) -> None:
    """End the scan with a sentence (another Python, without rehabcode), never try for ever."""
    calls = []

    def call(*_: object) -> Iterator[dispatch.Result]:
        calls.append(1)
        if lost or len(calls) < dispatch.TRIES:
            raise dispatch.LostWorkerError
        yield dispatch.Result(index=0, weight=1)

    job = worker.Job(out=str(tmp_path), form="jsonl", no_text=False, split=None, main_process=0)
    crew = dispatch.Crew(job, 2)
    monkeypatch.setattr(crew, "_call", call)
    found = crew.work([], lambda _: False, lambda _: dispatch.Result(index=0, weight=0))
    if lost:
        with pytest.raises(UserError, match="no worker begins a shard"):
            list(found)
    else:
        assert len(list(found)) == 1
    assert len(calls) == dispatch.TRIES


def test_a_shard_asked_for_when_the_call_has_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Is given to the next call: joblib's threads may ask once more after a worker died."""
    asking: list[Iterator[Shard]] = []

    def call(shards: Iterator[Shard], done: Callable[[int], None]) -> Iterator[dispatch.Result]:
        for late in asking:
            assert list(late) == []
        asking.append(shards)
        for taken, shard in enumerate(shards):
            if len(asking) < 3 and taken == 2:
                raise dispatch.LostWorkerError
            done(shard.index)
            yield dispatch.Result(index=shard.index, weight=1)

    job = worker.Job(out=str(tmp_path), form="jsonl", no_text=False, split=None, main_process=0)
    crew = dispatch.Crew(job, 2)
    monkeypatch.setattr(crew, "_call", call)
    shards = [Shard(index=i, pieces=()) for i in range(8)]
    results = crew.work(shards, lambda _: False, lambda _: dispatch.Result(index=0, weight=0))
    assert sorted(result.index for result in results) == list(range(8))
    assert len(asking) == 3


def test_what_changed_is_said(tmp_path: Path, scan: Scan) -> None:
    """Other input, other options: refused, unless forced; then nothing of the old scan is left."""
    path = write_jsonl(tmp_path / "a.jsonl", 30)
    first = scan(path, "--shard-size", 1)
    other = scan(path, "--shard-size", 2)
    assert other.code == 2
    assert "--shard-size (1000 then, 2000 now)" in other.stderr
    assert "--no-text" in scan(path, "--shard-size", 1, "--no-text").stderr
    write_jsonl(path, 3)
    changed = scan(path, "--shard-size", 1)
    assert changed.code == 2
    assert "the input" in changed.stderr
    assert len(first.ids) == 30
    assert scan(path, "--shard-size", 1, "--force").ids == ["n0", "n1", "n2"]


def test_other_rules_are_said(tmp_path: Path, scan: Scan, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive is never answered half by one version and half by another."""
    from rehabcode.cli.archive import plan

    path = write_jsonl(tmp_path / "a.jsonl", 3)
    scan(path)
    monkeypatch.setattr(plan, "engine_digest", lambda: "another")
    assert "the rules" in scan(path).stderr


def test_a_complete_scan_is_left_as_it_is(tmp_path: Path, scan: Scan) -> None:
    """Nothing to do; the exit code is that of the scan."""
    path = write_jsonl(tmp_path / "a.jsonl", 3)
    before = tree(scan(path).out)
    again = scan(path)
    assert again.code == 0
    assert "nothing to do" in again.stderr
    assert tree(again.out) == before


def test_foreign_files_are_never_removed(tmp_path: Path, scan: Scan) -> None:
    """A folder that holds other things keeps them, with --force, too."""
    path = write_jsonl(tmp_path / "a.jsonl", 3)
    out = tmp_path / "out"
    out.mkdir()
    (out / "letter.txt").write_text("mine", encoding="utf-8")
    (out / "notes.csv").write_text("mine", encoding="utf-8")
    assert scan(path).code == 2
    assert scan(path, "--force").code == 0
    assert (out / "letter.txt").read_text(encoding="utf-8") == "mine"


def test_two_scans_of_one_folder(tmp_path: Path, scan: Scan) -> None:
    """The second is refused while the first is running."""
    from rehabcode.cli.archive.state import State

    path = write_jsonl(tmp_path / "a.jsonl", 3)
    with State(tmp_path / "out").locked():
        assert "another scan" in scan(path).stderr


@pytest.mark.parametrize("size", [1, 2, 5, 50])
def test_shards_lose_and_repeat_nothing(tmp_path: Path, scan: Scan, size: int) -> None:
    """However an archive is cut, its notes come out once and in order."""
    folder = tmp_path / "in"
    folder.mkdir()
    write_jsonl(folder / "a.jsonl", 40)
    (folder / "b.txt").write_text(note(3), encoding="utf-8")
    lines = [f'{r["id"]},"{r["text"]}"' for r in records(40)]
    (folder / "c.csv").write_text("\n".join(["id,text", *lines]), encoding="utf-8")
    done = scan(folder, "--shard-size", size, out=f"out{size}")
    assert done.code == 0
    assert done.ids == [*(f"n{i}" for i in range(40)), "b.txt", *(f"n{i}" for i in range(40))]


def test_a_note_of_a_date(tmp_path: Path) -> None:
    """Dates as exports write them."""
    forms = {
        "2026-03-04": "2026-03-04",
        "03/04/2026": "2026-03-04",
        "20260304": "2026-03-04",
        "soon": None,
        "": None,
    }
    for given, expected in forms.items():
        assert worker._date(given) == expected
