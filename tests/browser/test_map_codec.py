"""What the server packs is what the browser reads; a value on an edge keeps its class."""

import base64

import numpy as np
import pytest
from playwright.sync_api import Page

from view.frames import pack

EDGES = (0, 35, 75, 115, 150, 250, None)


def test_a_packed_row_is_read_as_computed_by_hand(scripts: Page) -> None:
    # 2, missing, 1 in whole units: q = 3, 0, 2; changes 3, −3, 2; zigzags 6, 5, 4; highs are 0.
    data = base64.b64encode(bytes([6, 5, 4, 0, 0, 0])).decode()
    array = {"dtype": "zz16", "shape": [1, 3], "scale": 1, "base": 0, "data": data}
    got = scripts.evaluate("a => [...qingce.atlas.codec.unpack(a)].map(String)", array)
    assert got == ["2", "NaN", "1"]


def test_the_browser_reads_what_the_server_packs(scripts: Page) -> None:
    random = np.random.default_rng(4)
    for scale, low, high in ((1.0, 0, 480), (0.1, -60, 60), (0.1, 0, 6553), (0.001, 0, 500)):
        values = np.round(random.uniform(low, high, (7, 31)) / scale) * scale
        values[random.random(values.shape) < 0.2] = np.nan
        values[3] = np.nan
        sent = pack(values, scale)
        got = scripts.evaluate(
            "a => [...qingce.atlas.codec.unpack(a)].map(v => Number.isNaN(v) ? null : v)", sent
        )
        found = np.array(got, dtype=float).reshape(values.shape)
        assert (np.isnan(found) == np.isnan(values)).all()
        np.testing.assert_allclose(found, values, rtol=1e-6, atol=0.51 * sent["scale"])


def test_a_short_array_is_refused(scripts: Page) -> None:
    array = {"dtype": "zz16", "shape": [1, 3], "scale": 1, "base": 0, "data": "BgUE"}
    with pytest.raises(Exception, match="not a zz16 array"):
        scripts.evaluate("a => { qingce.atlas.codec.unpack(a); }", array)


def test_a_value_on_an_edge_keeps_the_lower_class(scripts: Page) -> None:
    classes = "([edges, values]) => values.map(qingce.atlas.codec.classifier({edges}))"
    values = [0, 34, 35, 36, 75, 76, 250, 251, 9999, -3, None]
    got = scripts.evaluate(classes, [EDGES, values])
    assert got == [0, 0, 0, 1, 1, 2, 4, 5, 5, 0, -1]
    # 12.3 as it comes out of the packed array: in double precision 123 × 0.1 lies above 12.3.
    assert scripts.evaluate(classes, [[0, 12.3, 20], [123 * 0.1, 12.31]]) == [0, 1]
