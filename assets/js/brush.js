/* Dragging over a chart with a time axis chooses the days of the whole page; a double click clears
   them. To brush a chart of your own:
     layout     chart(…, brush=True)                       (layouts/parts/card.py)
     id         a line in ids.BRUSHED                      (view/ids.py)
     figure     an x axis of type "date"; where its steps are longer than a day and drawn at their
                beginning, layout["meta"] = {"step": STEPS[grain].meta()} (view/steps.py), so that
                only those steps are taken whose beginning lies in the frame.
   The chart itself is not moved from here: the new days go into the two date controls, and the
   page draws all its charts anew as if they had been typed. Nothing is written where the days are
   the chosen ones already, so a redrawn chart cannot ask again. */
(function () {
  "use strict";

  const DAY = 86400000;
  const FIELDS = ["start", "end"];

  /* Milliseconds of a moment on an axis: "2016-01-05", "2016-01-05 12:33:11.1234" or a number. */
  function moment(value) {
    if (typeof value === "number") return value;
    const words = String(value).trim().replace(" ", "T");
    return Date.parse(words.length > 10 ? words.replace(/(\.\d{3})\d+$/, "$1") + "Z" : words);
  }

  const iso = (time) => new Date(time).toISOString().slice(0, 10);
  const floorDay = (time) => Math.floor(time / DAY) * DAY;

  /* [low, high] of what was dragged, null where the frame was cleared, undefined for all else
     (a changed width, a hidden line). */
  function frame(moved) {
    const found = {};
    for (const [key, value] of Object.entries(moved || {})) {
      const part = /^xaxis\d*\.(range\[0\]|range\[1\]|range|autorange)$/.exec(key);
      if (!part) continue;
      if (part[1] === "autorange") return value ? null : undefined;
      if (part[1] === "range") [found.low, found.high] = [moment(value[0]), moment(value[1])];
      else found[part[1] === "range[0]" ? "low" : "high"] = moment(value);
    }
    if (!Number.isFinite(found.low) || !Number.isFinite(found.high)) return undefined;
    return found.low <= found.high ? [found.low, found.high] : [found.high, found.low];
  }

  /* Steps of a chart as numbers: which one a moment lies in, and when one begins. */
  function steps(given) {
    const origin = moment(given.origin);
    if (given.unit === "D") {
      const size = given.count * DAY;
      return {
        at: (time) => Math.floor((time - origin) / size),
        begin: (step) => origin + step * size,
      };
    }
    const month = (time) => new Date(time).getUTCFullYear() * 12 + new Date(time).getUTCMonth();
    const first = month(origin);
    return {
      at: (time) => Math.floor((month(time) - first) / given.count),
      begin: (step) => Date.UTC(1970, first - 1970 * 12 + step * given.count, 1),
    };
  }

  /* First and last day of the steps that begin within a frame; of the one step that holds it,
     where none begins there. Of days, those that the frame touches. */
  function days(low, high, given) {
    if (!given || (given.unit === "D" && given.count === 1)) {
      return [floorDay(low), Math.max(floorDay(high - 1), floorDay(low))];
    }
    const { at, begin } = steps(given);
    const holds = at(low);
    const since = begin(holds) < low ? holds + 1 : holds;
    const last = at(high);
    return [begin(since > last ? holds : since), begin(last + 1) - DAY];
  }

  /* What was dragged over a chart is the same wherever it leads. */
  const qingce = (window.qingce = window.qingce || {});
  qingce.dragged = frame;

  /* A frame that is cleared twice is told in the same words, which Dash takes for no change: a
     double click that came while a date was still on its way could not be made again. */
  function forget() {
    const trigger = (window.dash_clientside.callback_context.triggered || [])[0];
    const graph = trigger && trigger.prop_id.split(".")[0];
    if (graph) window.dash_clientside.set_props(graph, { relayoutData: {} });
  }

  /* A date field tells what it was set to 700 ms later, as if it had been typed. What it held
     before it was set again is an echo then: assets/js/state.js passes it over. */
  const echoes = (qingce.echoes = {});

  function write(chosen, state) {
    FIELDS.forEach((field, i) => {
      if ((state || {})[field] === chosen[i]) return;
      echoes[field] = { value: (state || {})[field] || "", until: Date.now() + 1500 };
      window.dash_clientside.set_props({ field: field, type: "control" }, { value: chosen[i] });
    });
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_brush: {
      choose: function (moved, figure, state) {
        const found = frame(moved);
        if (found === null) {
          write(["", ""], state);
          forget();
        } else if (found) {
          const meta = ((figure || {}).layout || {}).meta || {};
          write(days(found[0], found[1], meta.step).map(iso), state);
        }
      },

      clear: function (clicks, state) {
        if (clicks) write(["", ""], state);
      },
    },
  });
})();
