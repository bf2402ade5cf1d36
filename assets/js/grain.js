/* Another grain of Trends: the controls offer what it has, and a choice is carried over to it where
   it can be. What becomes of what was worked out on the server (`layouts/trends/offers.py`) and came
   with the page, so no chart waits for an answer about controls. */
(function () {
  "use strict";
  const skip = () => window.dash_clientside.no_update;
  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_grain: {
      change: function (grain, metrics, smooth, offers) {
        const there = offers[grain];
        if (!there) return Array.from({ length: 6 }, skip);
        const found = (metrics || []).map((each) => there.becomes[each]).filter(Boolean);
        const chosen = found.length ? Array.from(new Set(found)) : [there.otherwise];
        const trailing = there.smooth.some((each) => each.value === smooth) ? smooth : "";
        return [
          there.metrics,
          isSame(chosen, metrics) ? skip() : chosen,
          there.is_alone,
          there.smooth,
          trailing === smooth ? skip() : trailing,
          there.is_all_years,
        ];
      },
    },
  });
})();
