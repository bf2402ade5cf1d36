/* The case library: the cases ticked for a comparison. They are kept in the address (`cases`), so
   they survive another page of the table, other facets and the way back. */
(function () {
  "use strict";

  const shared = window.qingce.cases;
  const { element, button, link, toCompare, choose, fill, say } = shared;
  const LEAST = 2;
  const MOST = 4;
  let ticked = [];

  /* Titles of all cases seen so far: one that the facets hide is still called by its name. */
  shared.titles = new Map();

  /* Write what is ticked into the boxes of the table; with four, no other can be ticked. */
  shared.showTicks = function () {
    document.querySelectorAll("input[data-case]").forEach((box) => {
      box.checked = ticked.includes(box.dataset.case);
      box.disabled = !box.checked && ticked.length >= MOST;
      box.closest("tr").classList.toggle("ticked", box.checked);
    });
  };

  function keep(ids) {
    ticked = ids.slice(0, MOST);
    shared.showTicks();
    choose("cases", ticked);
  }

  shared.tick = (id, isOn) => keep(isOn ? [...ticked, id] : ticked.filter((each) => each !== id));

  function entry(id, words) {
    const title = shared.titles.get(id) || id;
    const made = button("case-chip on", title);
    made.append(element("span", "case-count", "×"));
    made.setAttribute("aria-label", say(words.remove, { title: title }));
    made.addEventListener("click", () => shared.tick(id, false));
    return made;
  }

  function tray(words) {
    const key = !ticked.length ? "none" : ticked.length < LEAST ? "one" : "some";
    const told = say(words[ticked.length >= MOST ? "full" : key], { n: ticked.length });
    const parts = [element("span", "case-told", told), ...ticked.map((id) => entry(id, words))];
    if (ticked.length >= LEAST) {
      parts.push(link("case-go", words.go, () => toCompare(ticked)));
    }
    if (ticked.length) {
      const clear = button("case-clear", words.clear);
      clear.addEventListener("click", () => keep([]));
      parts.push(clear);
    }
    return parts;
  }

  Object.assign(window.dash_clientside.qingce_cases, {
    tray: function (state, rows, words, id) {
      Object.entries((rows || {}).titles || {}).forEach((each) => shared.titles.set(...each));
      ticked = (state.cases || []).slice(0, MOST);
      shared.showTicks();
      fill(id, () => tray(words));
      return window.dash_clientside.no_update;
    },
  });
})();
