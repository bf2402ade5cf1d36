/* The case library: the table of cases, a page of rows at a time, sorted over all of them by a click
   on a header. A row's case is opened by its name and ticked for a comparison (library_tray.js). */
(function () {
  "use strict";

  const { element, button, link, toCase, fill, say } = window.qingce.cases;
  /* How the table is sorted, kept when the choice changes: {key, down}. */
  let kept = null;

  function level(spec, column, row) {
    const made = element("span", "case-level", column.texts[row]);
    const at = spec.levels[row];
    made.style.background = spec.colours[at] || "";
    made.style.color = spec.inks[at] || "";
    return made;
  }

  function named(spec, column, row) {
    const made = element("th");
    made.scope = "row";
    const title = column.texts[row];
    const opens = made.appendChild(link("case-link", title, () => toCase(spec.places[row])));
    opens.title = say(spec.pick_words, { place: title });
    const note = (column.notes || [])[row];
    if (note) made.append(element("span", "case-marks", note));
    return made;
  }

  function cell(spec, column, row) {
    if (column.key === "name") return named(spec, column, row);
    const made = element("td", column.number ? "number" : "");
    if (column.key === "level") made.append(level(spec, column, row));
    else made.textContent = column.texts[row];
    return made;
  }

  function tick(spec, row) {
    const made = element("td", "case-tick");
    const box = made.appendChild(element("input"));
    box.type = "checkbox";
    box.dataset.case = spec.places[row];
    const name = spec.columns[0].texts[row];
    box.setAttribute("aria-label", say(spec.words.tick, { place: name }));
    box.addEventListener("change", () => window.qingce.cases.tick(spec.places[row], box.checked));
    return made;
  }

  function line(spec, row) {
    const made = element("tr");
    made.append(tick(spec, row), ...spec.columns.map((column) => cell(spec, column, row)));
    return made;
  }

  /* What is missing stays last whichever way the rest is sorted; equal rows keep their order. */
  function compare(column, down) {
    const sign = down ? -1 : 1;
    const numbers = column.sort;
    if (!numbers) {
      const words = new Intl.Collator(document.documentElement.lang || undefined);
      return (i, j) => sign * words.compare(column.texts[i], column.texts[j]) || i - j;
    }
    return (i, j) => {
      const [x, y] = [numbers[i], numbers[j]];
      if (x === null || y === null) return (x === null) - (y === null) || i - j;
      return sign * (x - y) || i - j;
    };
  }

  /* One table: its rows in order, the page shown; `draw` writes them. */
  function table(spec) {
    const wrap = element("div", "table-wrap case-wrap");
    wrap.tabIndex = 0;
    wrap.setAttribute("role", "region");
    wrap.setAttribute("aria-label", spec.label);
    const made = wrap.appendChild(element("table", "plain case-table"));
    const head = made.createTHead().insertRow();
    const body = made.createTBody();
    const pager = element("div", "case-pager");
    let order = spec.places.map((_, row) => row);
    let first = 0;

    function draw() {
      const shown = order.slice(first, first + spec.page);
      body.replaceChildren(...shown.map((row) => line(spec, row)));
      window.qingce.cases.showTicks();
      pages();
    }

    function turn(by) {
      first += by * spec.page;
      draw();
      wrap.scrollTop = 0;
    }

    function pages() {
      pager.hidden = order.length <= spec.page;
      const last = Math.min(first + spec.page, order.length);
      const back = button("case-turn", spec.words.previous);
      const on = button("case-turn", spec.words.next);
      back.disabled = first === 0;
      on.disabled = last === order.length;
      back.addEventListener("click", () => turn(-1));
      on.addEventListener("click", () => turn(1));
      const told = say(spec.words.page, { first: first + 1, last: last, of: order.length });
      const words = element("span", "", told);
      words.setAttribute("role", "status");
      pager.replaceChildren(back, words, on);
    }

    function sort(key, down) {
      const column = spec.columns.find((each) => each.key === key);
      order = spec.places.map((_, row) => row).sort(compare(column, down));
      first = 0;
      spec.columns.forEach((each, i) => {
        const way = down ? "descending" : "ascending";
        head.cells[i + 1].setAttribute("aria-sort", each.key === key ? way : "none");
      });
      draw();
    }

    const ticks = head.appendChild(element("th", "case-tick", spec.words.compare));
    ticks.scope = "col";
    spec.columns.forEach((column) => {
      const cell = head.appendChild(element("th", column.number ? "number" : ""));
      cell.scope = "col";
      const sorts = cell.appendChild(button("case-sort", column.words));
      sorts.title = column.note || say(spec.sort_words, { name: column.words });
      sorts.addEventListener("click", () => {
        const now = cell.getAttribute("aria-sort");
        const down = now === "none" ? column.falls : now === "ascending";
        kept = { key: column.key, down: down };
        sort(column.key, down);
      });
    });
    const known = kept && spec.columns.some((column) => column.key === kept.key);
    sort(known ? kept.key : spec.by, known ? kept.down : true);
    return [hint(spec, wrap), wrap, pager];
  }

  /* A table wider than its frame says so until it has been moved: a phone shows no scroll bar. */
  function hint(spec, wrap) {
    const made = element("p", "case-sideways", spec.sideways);
    made.hidden = true;
    const look = () => {
      made.hidden = wrap.scrollLeft > 0 || wrap.scrollWidth <= wrap.clientWidth + 1;
    };
    wrap.addEventListener("scroll", look, { passive: true });
    new ResizeObserver(look).observe(wrap);
    return made;
  }

  Object.assign(window.dash_clientside.qingce_cases, {
    table: function (spec, id) {
      fill(id, () => (spec && spec.places.length ? table(spec) : []));
      return window.dash_clientside.no_update;
    },
  });
})();
