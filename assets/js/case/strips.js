/* The strips above the curve of a case (warnings, stages) and the table of its stages, built from
   what the server says of them; a press on a stage chooses its hours. Every word comes from data and is set as text, never as markup. */
(function () {
  "use strict";

  const { element } = window.qingce;

  /* A stage is a part of the case to be read again; without a mouse there is no dragging. */
  function pick(spec) {
    const made = element("button", "", spec.words);
    made.type = "button";
    made.setAttribute("aria-label", spec.said);
    made.addEventListener("click", () =>
      window.dash_clientside.set_props({ field: "part", type: "control" }, { value: spec.part })
    );
    return made;
  }

  function band(spec) {
    const made = element("li", spec.css);
    made.title = spec.said;
    made.style.left = spec.left;
    made.style.width = spec.width;
    made.append(spec.part === null ? element("span", "", spec.words) : pick(spec));
    return made;
  }

  function strip(spec) {
    const made = element("div", "case-strip");
    made.append(element("span", "case-strip-label", spec.label));
    if (spec.bands.length) {
      const list = made.appendChild(element("ul", "case-bands"));
      list.append(...spec.bands.map(band));
    } else made.append(element("span", "case-bands quiet", spec.nothing));
    return made;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_case_strips: {
      build: function (found, strips, stages) {
        const [above, below] = [strips, stages].map((id) => document.getElementById(id));
        if (!above || !below) return window.dash_clientside.no_update;
        above.replaceChildren(...((found || {}).strips || []).map(strip));
        const rows = (found || {}).stages;
        below.closest("details").hidden = !rows;
        window.dash_clientside.qingce_tables.build(rows, stages);
        return window.dash_clientside.no_update;
      },
    },
  });
})();
