/* Another grain of Trends: a choice is carried over to it where it can be, and the controls offer
   what it has. What becomes of what was worked out on the server (`layouts/trends/offers.py`) and
   came with the page. The choice changes at once; the controls follow when the new picture stands,
   so that nobody waits for menus that are shut. */
(function () {
  "use strict";
  const PICTURE = "#trends-series .js-plotly-plot";
  /* Milliseconds after which the controls change though no new picture has come. */
  const PATIENCE = 1500;
  let offers = null;
  /* The last choice, and the grain that the controls offer. */
  let chosen = null;
  let shown = "";
  let waiting = null;

  function fitted(grain, metrics, smooth) {
    const there = offers[grain];
    const found = (metrics || []).map((each) => there.becomes[each]).filter(Boolean);
    return {
      metrics: found.length ? Array.from(new Set(found)) : [there.otherwise],
      smooth: there.smooth.some((each) => each.value === smooth) ? smooth : "",
    };
  }

  /* What a changed choice is made to be before anybody is told of it (assets/js/state.js). While the
     controls still say what was chosen at the grain before, they are not asked. */
  function fit(next, state) {
    if (!offers || !offers[next.grain]) return next;
    const { metrics, smooth } = state;
    if (next.grain !== state.grain) return Object.assign(next, fitted(next.grain, metrics, smooth));
    return waiting === null ? next : Object.assign(next, { metrics: metrics, smooth: smooth });
  }

  function offer() {
    if (waiting === null) return;
    window.clearTimeout(waiting);
    waiting = null;
    shown = chosen.grain;
    const there = offers[shown];
    const set = (field, props) =>
      window.dash_clientside.set_props({ field: field, type: "control" }, props);
    set("metrics", { data: there.metrics, value: chosen.metrics });
    set("smooth", { data: there.smooth, value: chosen.smooth });
    set("compare", { disabled: there.is_alone });
    set("versus", { disabled: there.is_all_years });
  }

  window.qingce.fit = fit;
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_grain: {
      fitted: fitted,

      /* Called with every choice; the first is what the controls were laid out for. */
      settle: function (state, sent) {
        const isFirst = offers !== sent;
        [offers, chosen] = [sent, state];
        if (isFirst) [shown, waiting] = [state.grain, null];
        if (waiting === null && state.grain === shown) return window.dash_clientside.no_update;
        window.clearTimeout(waiting);
        waiting = window.setTimeout(offer, PATIENCE);
        const picture = document.querySelector(PICTURE);
        if (picture) picture.once("plotly_afterplot", () => window.setTimeout(offer, 0));
        return window.dash_clientside.no_update;
      },
    },
  });
})();
