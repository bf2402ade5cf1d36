"""Blocks come back in order, equal for any number of workers, on a cluster too."""

import operator

import numpy as np
import pytest

from pipeline.engine import Engine, EngineError, split


def _square(block: np.ndarray) -> np.ndarray:
    return block**2


def _fail(block: int) -> int:
    raise ValueError(f"block {block}")


@pytest.mark.parametrize("engine", [Engine(), Engine(2), Engine(4), Engine(2, "processes")])
def test_results_come_in_the_order_of_the_blocks(engine: Engine) -> None:
    blocks = [np.arange(number, number + 3) for number in range(7)]
    found = engine.map(_square, blocks)
    for block, result in zip(blocks, found, strict=True):
        assert np.array_equal(result, block**2)


@pytest.mark.parametrize("engine", [Engine(), Engine(2)])
def test_an_error_of_a_block_is_raised_as_it_is(engine: Engine) -> None:
    with pytest.raises(ValueError, match=r"block \d"):
        engine.map(_fail, [0, 1])


def test_one_block_is_computed_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "dask", None)
    assert Engine(4).map(_square, [np.array([3])])[0] == 9
    assert Engine(4).map(_square, []) == []


def test_a_cluster_gives_the_same() -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
    ) as cluster:
        engine = Engine(scheduler=cluster.scheduler_address)
        assert engine.map(operator.neg, [1, 2, 3]) == [-1, -2, -3]


def test_a_scheduler_that_is_not_there_is_named() -> None:
    with pytest.raises(EngineError, match="no Dask scheduler answers at nowhere:1"):
        Engine(scheduler="nowhere:1", patience=0.5).map(operator.neg, [1, 2])


@pytest.mark.parametrize(
    ("count", "size", "lengths"), [(0, 3, []), (3, 3, [3]), (7, 3, [3, 3, 1]), (2, 5, [2])]
)
def test_split_covers_everything_once(count: int, size: int, lengths: list[int]) -> None:
    blocks = split(count, size)
    assert [block.stop - block.start for block in blocks] == lengths
    assert [i for block in blocks for i in range(block.start, block.stop)] == list(range(count))


def test_a_block_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        split(3, 0)
