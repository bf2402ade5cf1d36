/* Dragging over the curve of a case chooses hours of it: they are read again, and stand in the
   address. The hours go into a hidden control of the field `part`, as YYYYMMDDHH-YYYYMMDDHH, the
   last not included; a double click, or the button, gives the whole case back. */
(function () {
  "use strict";

  const HOUR = 3600000;
  const DAY = 24 * HOUR;
  const skip = () => window.dash_clientside.no_update;
  const stamp = (time) => new Date(time).toISOString().slice(0, 13).replace(/\D/g, "");

  /* The hours that a frame touches; of bars of days the days. */
  function hours(low, high, step) {
    const first = Math.floor(low / step) * step;
    const last = Math.max(Math.ceil(high / step) * step, first + step);
    return stamp(first) + "-" + stamp(last);
  }

  function write(part, state) {
    if (((state || {}).part || "") === part) return;
    window.dash_clientside.set_props({ field: "part", type: "control" }, { value: part });
  }

  /* An axis that was cleared shows what its lines reach; the strips above keep to the case. */
  function restore(whole) {
    const graph = document.querySelector("#case-curve .js-plotly-plot");
    if (graph && whole) window.Plotly.relayout(graph, { "xaxis.range": whole });
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_case_part: {
      choose: function (moved, figure, state) {
        const found = window.qingce.dragged(moved);
        const meta = ((figure || {}).layout || {}).meta || {};
        if (found === undefined) return skip();
        const [start, end] = (meta.whole || []).map((each) => Date.parse(each + "Z"));
        if (found === null && !(state || {}).part) restore(meta.whole);
        else if (found === null || (found[0] <= start && found[1] >= end)) write("", state);
        else write(hours(found[0], found[1], meta.step === "day" ? DAY : HOUR), state);
        return skip();
      },

      clear: function (clicks, state) {
        if (clicks) write("", state);
        return skip();
      },
    },
  });
})();
