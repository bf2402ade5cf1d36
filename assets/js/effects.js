/* The page Effects: a measure's link shows its evidence in place (`data-measure` is the id); with a
   key held it is a link. The chooser of months is put together to two periods, `YYYYMM-YYYYMM`. */
(function () {
  "use strict";

  const isPlain = (event) =>
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const choose = (measure) =>
    window.dash_clientside.set_props({ field: "measure", type: "control" }, { value: measure });

  document.addEventListener("click", (event) => {
    const link = event.target.closest ? event.target.closest("a[data-measure]") : null;
    if (!link || event.defaultPrevented || !isPlain(event)) return;
    /* Without a model the evidence is what other cities say. */
    const cards = ["event", "control"].map((card) => `[data-wanted="effects-${card}"]`).join();
    const frames = document.querySelectorAll("#react-entry-point :is(" + cards + ")");
    const frame = Array.from(frames).find((each) => each.offsetParent !== null);
    if (!frame) return;
    event.preventDefault();
    choose(link.dataset.measure);
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    frame.scrollIntoView({ behavior: isCalm ? "auto" : "smooth", block: "start" });
  });

  /* The later month of the two is the last, whichever was chosen first. */
  const span = (one, other) => [one, other].sort().join("-");

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_effects: {
      measure: function (measure) {
        if (measure) choose(measure);
        return window.dash_clientside.no_update;
      },

      periods: function (a, b, c, d) {
        const skip = window.dash_clientside.no_update;
        return a && b && c && d ? [span(a, b), span(c, d)] : [skip, skip];
      },
    },
  });
})();
