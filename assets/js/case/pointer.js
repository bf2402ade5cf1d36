/* The hour that is pointed at in the curve of a case: every change is told to the document as
   "qingce:case-hour" with {time: "YYYY-MM-DDTHH"}, for whatever shows that hour elsewhere. With the
   keyboard the arrows move it by an hour, with Shift by six, Home and End to the ends shown; where
   a finger scrolls the chart instead of pointing (`assets/4-case.css`), a tap points. */
(function () {
  "use strict";

  const HOUR = 3600000;
  let told = "";

  /* Milliseconds of a moment on the time axis, which has no zone: "2015-12-19 08:00" or a number. */
  function moment(value) {
    if (typeof value === "number") return value;
    const words = String(value).trim().replace(" ", "T");
    return Date.parse(words.length > 10 ? words.slice(0, 16) + "Z" : words);
  }

  function tell(time) {
    const hour = new Date(Math.floor(time / HOUR) * HOUR).toISOString().slice(0, 13);
    if (hour === told) return;
    told = hour;
    document.dispatchEvent(new CustomEvent("qingce:case-hour", { detail: { time: hour } }));
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_case_hour: {
      point: function (hovered) {
        const point = ((hovered || {}).points || [])[0];
        const time = point ? moment(point.x) : NaN;
        if (Number.isFinite(time)) tell(time);
        return window.dash_clientside.no_update;
      },
    },
  });

  /* The hour that a key leads to, from the one told last or the middle of what is shown. */
  function led(event, low, high) {
    const step = (event.shiftKey ? 6 : 1) * HOUR;
    const last = Math.floor((high - 1) / HOUR) * HOUR;
    if (event.key === "Home") return low;
    if (event.key === "End") return last;
    const now = told ? Date.parse(told + ":00Z") : (low + high) / 2;
    const within = now >= low && now <= last ? now : (low + high) / 2;
    const next = Math.floor(within / HOUR) * HOUR + (event.key === "ArrowLeft" ? -step : step);
    return Math.min(Math.max(next, low), last);
  }

  /* Every panel says its values at an hour, as under the mouse. */
  function show(graph, time) {
    const panels = Object.keys(graph._fullLayout._plots || {});
    window.Plotly.Fx.hover(graph, { xval: time + 1 }, panels);
  }

  const drawnIn = (frame) => {
    const graph = frame ? frame.querySelector(".js-plotly-plot") : null;
    return graph && graph._fullLayout && graph._fullLayout.xaxis ? graph : null;
  };

  document.addEventListener("click", (event) => {
    const graph = drawnIn(event.target.closest ? event.target.closest("[data-case-hours]") : null);
    if (!graph || !window.matchMedia("(hover: none) and (pointer: coarse)").matches) return;
    const axis = graph._fullLayout.xaxis;
    const place = event.clientX - graph.getBoundingClientRect().left - axis._offset;
    const time = Math.floor(axis.p2c(place) / HOUR) * HOUR;
    if (place < 0 || place > axis._length || !Number.isFinite(time)) return;
    show(graph, time);
    tell(time);
  });

  document.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    const frame = event.target.closest ? event.target.closest("[data-case-hours]") : null;
    const graph = drawnIn(frame === event.target ? frame : null);
    if (!graph) return;
    event.preventDefault();
    const time = led(event, ...graph._fullLayout.xaxis.range.map(moment));
    show(graph, time);
    tell(time);
  });
})();
