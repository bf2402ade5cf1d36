/* The case library: what its scripts share. Addresses of cases and of comparisons carry on what the
   viewer has chosen; a click goes there as a link of Dash does, without loading the app anew. Words
   from data are set as text, never as markup. */
(function () {
  "use strict";

  const { element } = window.qingce;

  function button(css, words) {
    const made = element("button", css, words);
    made.type = "button";
    return made;
  }

  /* The address of another page with what is chosen now, some of it changed. */
  function address(path, changes) {
    const chosen = new URLSearchParams(window.location.search);
    Object.entries(changes).forEach(([name, value]) => {
      if (value) chosen.set(name, value);
      else chosen.delete(name);
    });
    const search = chosen.toString().replace(/%2C/g, ",");
    return path + (search ? "?" + search : "");
  }

  /* A case of an area of a nation begins with its adcode; its page is about that area. */
  function toCase(id) {
    const area = /^(\d+)-/.exec(id);
    return address("/case", Object.assign({ case: id, part: "" }, area ? { place: area[1] } : {}));
  }

  const toCompare = (ids) => address("/compare", { cases: ids.join(",") });

  function go(href) {
    window.history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  }

  /* The address is asked for when the link is used: what is chosen may have changed since. */
  function link(css, words, find) {
    const made = element("a", css, words);
    made.href = find();
    const renew = () => (made.href = find());
    ["pointerenter", "focus", "pointerdown"].forEach((name) => made.addEventListener(name, renew));
    made.addEventListener("click", (event) => {
      renew();
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(made.href);
    });
    return made;
  }

  /* Write a field of the viewer's choice through its control. */
  function choose(field, value) {
    window.dash_clientside.set_props({ field: field, type: "control" }, { value: value });
  }

  /* The page may be drawn a moment after its callbacks begin. */
  function fill(id, make, tries = 120) {
    const root = document.getElementById(id);
    if (root) root.replaceChildren(...make());
    else if (tries > 0) window.requestAnimationFrame(() => fill(id, make, tries - 1));
  }

  /* `{name}` of a template filled in. */
  const say = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  const shared = { element, button, toCase, toCompare, go, link, choose, fill, say };
  window.qingce = Object.assign(window.qingce || {}, { cases: shared });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_cases: {
      /* What the cards of the library draw: the choice without the cases ticked for a comparison,
         so that a tick asks the server for nothing. */
      ask: function (state, asked) {
        const next = Object.assign({}, state, { cases: [], align: "", case: "", part: "" });
        const isSame = JSON.stringify(next) === JSON.stringify(asked);
        return isSame ? window.dash_clientside.no_update : next;
      },

      /* A click on a bar of the timeline opens its case. */
      open: function (clicked) {
        const id = (((clicked || {}).points || [])[0] || {}).customdata;
        if (typeof id === "string" && id) go(toCase(id));
        return window.dash_clientside.no_update;
      },

      /* Compare: the second pollutant, of those that lead none of the cases. */
      second: function (pollutant, state) {
        if (pollutant && pollutant !== state.pollutant) choose("pollutant", pollutant);
        return window.dash_clientside.no_update;
      },

      /* The search of an area is the place at the head of the page. */
      place: function (place, state) {
        if (place && place !== state.place) choose("place", place);
        return window.dash_clientside.no_update;
      },
    },
  });
})();
