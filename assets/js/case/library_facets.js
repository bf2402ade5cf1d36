/* The case library: facets as rows of buttons, each with the number of cases that it leaves. A click
   is shown at once and written into the hidden control of the choice; the numbers follow from the
   server. Where nothing is left, the conditions to drop are offered in place of the table. */
(function () {
  "use strict";

  const { element, button, choose, fill, say } = window.qingce.cases;

  const chosen = (spec) =>
    spec.groups.flatMap((group) => group.options.filter((o) => o.on).map((o) => o.value));

  function chip(spec, group, option) {
    const made = button("case-chip" + (option.on ? " on" : ""));
    made.dataset.facet = option.value;
    made.setAttribute("aria-pressed", String(option.on));
    const words = { facet: group.title, option: option.label, n: option.count };
    made.setAttribute("aria-label", say(spec.spoken, words));
    made.append(element("span", "", option.label), element("span", "case-count", option.count));
    // A value that leaves nothing may be looked at but not chosen.
    made.disabled = option.count === 0 && !option.on;
    made.addEventListener("click", () => {
      option.on = !option.on;
      made.classList.toggle("on", option.on);
      made.setAttribute("aria-pressed", String(option.on));
      choose("facets", chosen(spec));
    });
    return made;
  }

  function group(spec, each) {
    const made = element("div", "case-facet");
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", each.title);
    made.append(element("div", "case-facet-title", each.title));
    const row = made.appendChild(element("div", "case-chips"));
    each.options.forEach((option) => row.append(chip(spec, each, option)));
    return made;
  }

  function clear(spec) {
    const made = button("case-clear", spec.clear);
    made.hidden = !chosen(spec).length;
    made.addEventListener("click", () => choose("facets", []));
    return made;
  }

  /* On a narrow screen the cases come first: the rail is folded, once, until somebody opens it. */
  let isFolded = null;
  function foldOnPhone(id) {
    const rail = document.getElementById(id)?.closest("details");
    if (!rail || isFolded === rail) return;
    isFolded = rail;
    if (window.matchMedia("(max-width: 1000px)").matches) rail.open = false;
  }

  /* What is pressed keeps the focus, though the buttons are made anew. */
  function rebuild(spec, id) {
    const held = document.activeElement;
    const facet = held && held.dataset ? held.dataset.facet : undefined;
    fill(id, () => [clear(spec), ...spec.groups.map((each) => group(spec, each))]);
    if (!facet) return;
    const again = document.querySelector('[data-facet="' + CSS.escape(facet) + '"]');
    if (again) again.focus();
  }

  function nothing(empty) {
    const made = element("div", "case-empty");
    made.append(element("p", "", empty.words));
    const row = made.appendChild(element("div", "case-chips"));
    empty.drops.forEach((drop) => {
      const each = row.appendChild(button("case-chip", drop.label));
      each.addEventListener("click", () => choose("facets", drop.keep));
    });
    return made;
  }

  Object.assign(window.dash_clientside.qingce_cases, {
    facets: function (spec, id, empty) {
      if (spec) {
        rebuild(spec, id);
        foldOnPhone(id);
        fill(empty, () => (spec.empty ? [nothing(spec.empty)] : []));
      }
      return window.dash_clientside.no_update;
    },
  });
})();
