"""Shards -> workers, through joblib. A worker that dies costs its shard's retry, not the run.

joblib gives up a whole call when a worker dies (loky, ray) or has died too often (dask, spark try again themselves).
What had been finished is on disk by then, so the call is made again with the rest. A shard that was being worked on is
tried alone, so that one that kills its worker takes no other with it; after ``TRIES`` it is told as an error and left
out.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from enum import StrEnum
from itertools import chain, islice
from typing import Any
from urllib.parse import urlsplit

from rehabcode.cli.archive.opening import needed
from rehabcode.cli.archive.source import Shard
from rehabcode.cli.archive.worker import Job, Result, run
from rehabcode.cli.problems import Exit, UserError

TRIES = 3
WORKER_WAIT = 300
"""Seconds that a cluster without a worker is waited for; a busy machine takes long to replace one that died."""
Give = Callable[[Result], None]


class Backend(StrEnum):
    """Where workers run."""

    LOKY = "loky"
    DASK = "dask"
    SPARK = "spark"
    RAY = "ray"


class LostWorkerError(Exception):
    """A call that ended with its worker."""


class Crew:
    """Workers, as many as asked for, of one of joblib's backends."""

    def __init__(
        self, job: Job, jobs: int, backend: Backend = Backend.LOKY, address: str | None = None
    ) -> None:
        self._job = job
        # on a cluster at least two: with one joblib works in this very process
        self._jobs = jobs if backend is Backend.LOKY else max(2, jobs)
        self._backend = backend
        self._address = address

    def work(
        self, shards: Iterable[Shard], started: Callable[[Shard], bool], given_up: Callable[[Shard], Result]
    ) -> Iterator[Result]:
        """Yield the result of every shard, in the order in which they are finished.

        Parameters
        ----------
        shards
            What to do; taken as workers get free.
        started
            Whether a shard was begun by a worker and not finished.
        given_up
            Tells a shard as an error; called for one that killed its worker ``TRIES`` times.
        """
        if self._jobs == 1 and self._backend is Backend.LOKY:
            yield from (run(self._job, shard) for shard in shards)
            return
        with self._backend_ready():
            rest = iter(shards)
            in_vain = 0
            while in_vain < TRIES:
                handed = _Handed(rest)
                in_vain += 1
                try:
                    for result in self._call(handed, handed.back):
                        in_vain = 0
                        yield result
                    if handed.failure is not None:
                        raise handed.failure
                    return
                except Exception as error:
                    if not _is_lost_worker(error):
                        raise
                open_ones = handed.close()
                suspects = [shard for shard in open_ones if started(shard)]
                rest = chain([shard for shard in open_ones if not started(shard)], rest)
                in_vain = 0 if suspects else in_vain
                for shard in suspects:
                    yield self._alone(shard, given_up)
            raise UserError(
                f"--backend {self._backend.value}",
                "no worker begins a shard; is rehabcode installed for the Python that they run?",
                Exit.FAILED,
            )

    def _alone(self, shard: Shard, given_up: Callable[[Shard], Result]) -> Result:
        """Try a shard that may have killed its worker, with no other beside it."""
        for _ in range(1, TRIES):
            try:
                return next(iter(self._call([shard], lambda index: None)))
            except Exception as error:
                if not _is_lost_worker(error):
                    raise
        return given_up(shard)

    def _call(self, shards: Iterable[Shard], done: Callable[[int], None]) -> Iterator[Result]:
        from joblib import Parallel, delayed

        waves = _waves(shards, self._jobs * 4) if self._backend in (Backend.SPARK, Backend.RAY) else [shards]
        for wave in waves:
            mode = "list" if self._backend in (Backend.SPARK, Backend.RAY) else "generator_unordered"
            parallel = Parallel(n_jobs=self._jobs, batch_size=1, pre_dispatch=2 * self._jobs, return_as=mode)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for result in self._results(parallel, (delayed(run)(self._job, shard) for shard in wave)):
                    done(result.index)
                    yield result

    def _results(self, parallel: Any, calls: Iterable[Any]) -> Iterable[Result]:
        """Make the calls. joblib-spark hands a failed one on as if it were its results, which no list can take."""
        try:
            return parallel(calls)  # type: ignore[no-any-return]
        except TypeError:
            if self._backend is Backend.SPARK:
                raise LostWorkerError from None
            raise

    @contextmanager
    def _backend_ready(self) -> Iterator[None]:
        from joblib import parallel_config

        with ExitStack() as stack:
            backend = stack.enter_context(_PREPARE[self._backend](self._jobs, self._address))
            stack.enter_context(parallel_config(backend=backend or self._backend.value, n_jobs=self._jobs))
            try:
                yield
            except BaseException:
                self._stop()
                raise

    def _stop(self) -> None:
        """End loky's workers at once; without this they would finish what they were given."""
        if self._backend is Backend.LOKY:
            from joblib.externals.loky import get_reusable_executor

            with suppress(Exception):
                get_reusable_executor().shutdown(wait=False, kill_workers=True)


def _is_lost_worker(error: Exception) -> bool:
    """Whether a worker died, by the names that the backends have for it."""
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(
        names
        & {
            "LostWorkerError",
            "TerminatedWorkerError",
            "BrokenProcessPool",
            "KilledWorker",
            "WorkerCrashedError",
            "OwnerDiedError",
            "RayActorError",
        }
    )


class _Handed:
    """Shards as joblib takes them, and which of them are out.

    joblib asks for them in threads of its own, which must not fail (what fails is kept for the caller) and which may
    ask once more when the call has already ended: from :meth:`close` on they get none, so that none is lost.
    """

    def __init__(self, shards: Iterator[Shard]) -> None:
        self.failure: Exception | None = None
        self._shards = shards
        self._out: dict[int, Shard] = {}
        self._open = True
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[Shard]:
        return self

    def __next__(self) -> Shard:
        with self._lock:
            if not self._open:
                raise StopIteration
            try:
                shard = next(self._shards)
            except StopIteration:
                raise
            except Exception as error:
                self.failure, self._open = error, False
                raise StopIteration from None
            self._out[shard.index] = shard
            return shard

    def back(self, index: int) -> None:
        """Note that a shard is done."""
        with self._lock:
            self._out.pop(index, None)

    def close(self) -> list[Shard]:
        """Hand out no more; return those that are not done."""
        with self._lock:
            self._open = False
            return list(self._out.values())


def _waves(shards: Iterable[Shard], size: int) -> Iterator[list[Shard]]:
    rest = iter(shards)
    while wave := list(islice(rest, size)):
        yield wave


@contextmanager
def _dask(jobs: int, address: str | None) -> Iterator[Any]:
    distributed = needed("distributed", "dask[distributed]", "--backend dask", "dask")
    with ExitStack() as stack:
        if address is None:
            # by default the cluster closes for good a worker that takes over 15 s to come again
            patience = {"distributed.deploy.lost-worker-timeout": f"{WORKER_WAIT}s"}
            stack.enter_context(
                needed("dask", "dask[distributed]", "--backend dask", "dask").config.set(patience)
            )
            cluster = distributed.LocalCluster(
                n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=50
            )
            address = stack.enter_context(cluster)
        try:
            client = stack.enter_context(distributed.Client(address, timeout="10s"))
        except OSError:
            raise _no_answer(address, Backend.DASK, "dask scheduler") from None
        yield _telling_dask(client)


def _telling_dask(client: Any) -> Any:
    """Return joblib's dask backend, made to end a call one task of which cannot be done; its own waits for ever."""
    from joblib._dask import DaskDistributedBackend

    class Telling(DaskDistributedBackend):  # type: ignore[misc]
        def effective_n_jobs(self, n_jobs: int) -> int:
            try:
                workers = int(super().effective_n_jobs(n_jobs))
            except TimeoutError:
                said = (
                    f"the cluster has had no worker for {WORKER_WAIT} s; run the same command again to go on"
                )
                raise UserError(f"--backend {Backend.DASK.value}", said, Exit.FAILED) from None
            return max(2, workers)  # with one joblib works in this very process

        def submit(self, func: Any, callback: Callable[[Any], None]) -> Any:
            def tell(future: Any) -> None:
                if (error := future.exception()) is not None:
                    callback(error)

            future = super().submit(func, callback)
            future.add_done_callback(tell)
            return future

    return Telling(client=client, wait_for_workers_timeout=WORKER_WAIT)


@contextmanager
def _spark(jobs: int, address: str | None) -> Iterator[None]:
    backend = needed("joblibspark", "joblibspark", "--backend spark", "spark")
    sql = needed("pyspark.sql", "pyspark", "--backend spark", "spark")
    if address is None:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.appName("rehabcode").master(address or f"local[{jobs},{TRIES}]")
    for option in ("ui.enabled", "ui.showConsoleProgress"):
        builder = builder.config(f"spark.{option}", "false")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            session = builder.config("spark.log.level", "OFF").getOrCreate()
        except Exception:
            raise _no_answer(address, Backend.SPARK, "Spark master") from None
        backend.register_spark()
    try:
        yield
    finally:
        with suppress(Exception):  # ended with the run
            session.stop()


@contextmanager
def _ray(jobs: int, address: str | None) -> Iterator[None]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # ray would report its use to its makers
    ray = needed("ray", "ray", "--backend ray", "ray")
    needed("ray.util.joblib", "ray", "--backend ray", "ray").register_ray()
    local = {"num_cpus": jobs, "include_dashboard": False} if address is None else {}
    try:
        if address is not None and (place := urlsplit(f"//{address.rpartition('//')[2]}")).port:
            socket.create_connection((place.hostname, place.port), timeout=10).close()  # ray asks for minutes
        ray.init(address=address, log_to_driver=False, logging_level="CRITICAL", **local)
    except Exception:
        raise _no_answer(address, Backend.RAY, "ray cluster") from None
    try:
        yield
    finally:
        ray.shutdown()


def _no_answer(address: str | None, backend: Backend, what: str) -> UserError:
    """The problem of a cluster that cannot be reached, or of one that cannot be started on this machine."""
    if address is not None:
        return UserError(f"--address {address}", f"no {what} answers there", Exit.WRONG_USE)
    needs = " (it needs Java 17)" if backend is Backend.SPARK else ""
    return UserError(f"--backend {backend.value}", f"cannot be started on this machine{needs}", Exit.FAILED)


def _nothing(jobs: int, address: str | None) -> AbstractContextManager[Any]:
    return nullcontext()


_PREPARE: dict[Backend, Callable[[int, str | None], AbstractContextManager[Any]]] = {
    Backend.LOKY: _nothing,
    Backend.DASK: _dask,
    Backend.SPARK: _spark,
    Backend.RAY: _ray,
}
