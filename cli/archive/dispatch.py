"""Shards -> workers, through joblib. A worker that dies costs its shard's retry, not the run.

joblib gives up a whole call when a worker dies (loky, ray) or when the cluster does. What had been
finished is on disk
by then, so the call is made again with the rest. A shard that was being worked on is tried alone, so that
one that
kills its worker takes no other with it; after ``TRIES`` it is told as an error and left out.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from enum import StrEnum
from itertools import chain, islice
from typing import Any

from rehabcode.cli.archive.opening import needed
from rehabcode.cli.archive.source import Shard
from rehabcode.cli.archive.worker import Job, Result, run
from rehabcode.cli.problems import Exit, UserError

TRIES = 3
Give = Callable[[Result], None]


class Backend(StrEnum):
    """Where workers run."""

    LOKY = "loky"
    DASK = "dask"
    SPARK = "spark"
    RAY = "ray"


class Crew:
    """Workers, as many as asked for, of one of joblib's backends."""

    def __init__(
        self, job: Job, jobs: int, backend: Backend = Backend.LOKY, address: str | None = None
    ) -> None:
        self._job = job
        self._jobs = jobs
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
            again: list[Shard] = []
            while True:
                out: dict[int, Shard] = {}
                failed: list[Exception] = []
                try:
                    yield from self._call(_noted(chain(again, rest), out, failed), out)
                    for failure in failed:
                        raise failure
                    return
                except Exception as error:
                    if not _is_lost_worker(error):
                        raise
                suspects = [shard for shard in out.values() if started(shard)]
                again = [shard for shard in out.values() if not started(shard)]
                for shard in suspects:
                    yield self._alone(shard, given_up)

    def _alone(self, shard: Shard, given_up: Callable[[Shard], Result]) -> Result:
        """Try a shard that may have killed its worker, with no other beside it."""
        for _ in range(1, TRIES):
            try:
                return next(iter(self._call([shard], {})))
            except Exception as error:
                if not _is_lost_worker(error):
                    raise
        return given_up(shard)

    def _call(self, shards: Iterable[Shard], out: dict[int, Shard]) -> Iterator[Result]:
        from joblib import Parallel, delayed

        waves = _waves(shards, self._jobs * 4) if self._backend in (Backend.SPARK, Backend.RAY) else [shards]
        for wave in waves:
            mode = "list" if self._backend in (Backend.SPARK, Backend.RAY) else "generator_unordered"
            parallel = Parallel(n_jobs=self._jobs, batch_size=1, pre_dispatch=2 * self._jobs, return_as=mode)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for result in parallel(delayed(run)(self._job, shard) for shard in wave):
                    out.pop(result.index, None)
                    yield result

    @contextmanager
    def _backend_ready(self) -> Iterator[None]:
        from joblib import parallel_config

        with ExitStack() as stack:
            stack.enter_context(_PREPARE[self._backend](self._jobs, self._address))
            stack.enter_context(parallel_config(backend=self._backend.value, n_jobs=self._jobs))
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
            "TerminatedWorkerError",
            "BrokenProcessPool",
            "KilledWorker",
            "WorkerCrashedError",
            "OwnerDiedError",
        }
    )


def _noted(shards: Iterable[Shard], out: dict[int, Shard], failed: list[Exception]) -> Iterator[Shard]:
    """Yield shards, noting which are given out. joblib asks for them in a thread that must not fail:
    noted, too.
    """
    try:
        for shard in shards:
            out[shard.index] = shard
            yield shard
    except Exception as error:
        failed.append(error)


def _waves(shards: Iterable[Shard], size: int) -> Iterator[list[Shard]]:
    rest = iter(shards)
    while wave := list(islice(rest, size)):
        yield wave


@contextmanager
def _dask(jobs: int, address: str | None) -> Iterator[None]:
    distributed = needed("distributed", "dask[distributed]", "--backend dask", "dask")
    with ExitStack() as stack:
        if address is None:
            cluster = distributed.LocalCluster(
                n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=50
            )
            address = stack.enter_context(cluster)
        try:
            stack.enter_context(distributed.Client(address, timeout="10s"))
        except OSError:
            raise UserError(
                f"--address {address}", "no dask scheduler answers there", Exit.WRONG_USE
            ) from None
        yield


@contextmanager
def _spark(jobs: int, address: str | None) -> Iterator[None]:
    spark = needed("joblibspark", "joblibspark", "--backend spark", "spark")
    if address is not None:
        os.environ["SPARK_MASTER"] = address
    spark.register_spark()
    yield


@contextmanager
def _ray(jobs: int, address: str | None) -> Iterator[None]:
    ray = needed("ray", "ray", "--backend ray", "ray")
    needed("ray.util.joblib", "ray", "--backend ray", "ray").register_ray()
    ray.init(
        address=address, num_cpus=None if address else jobs, log_to_driver=False, ignore_reinit_error=True
    )
    try:
        yield
    finally:
        ray.shutdown()


def _nothing(jobs: int, address: str | None) -> AbstractContextManager[Any]:
    return nullcontext()


_PREPARE: dict[Backend, Callable[[int, str | None], AbstractContextManager[Any]]] = {
    Backend.LOKY: _nothing,
    Backend.DASK: _dask,
    Backend.SPARK: _spark,
    Backend.RAY: _ray,
}
