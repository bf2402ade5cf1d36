/* The page Ranking: tables that are sorted by a click on a header, and periods that follow the kind.
   Tables are built here because a thousand places would take the renderer seconds as components.
   Words from data are set as text, never as markup. */
(function () {
  "use strict";

  const skip = () => window.dash_clientside.no_update;
  /* How each table is sorted, kept when another period is shown: id -> {key, down}. */
  const kept = new Map();

  function element(tag, css, text) {
    const made = document.createElement(tag);
    if (css) made.className = css;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function pick(spec, place) {
    const id = spec.pick === "city" ? "city-select" : { field: "place", type: "control" };
    window.dash_clientside.set_props(id, { value: place });
  }

  function bar(share, line) {
    const frame = element("span", "rank-bar");
    if (share !== null && share !== undefined) {
      const fill = frame.appendChild(element("span", "rank-fill"));
      fill.style.width = 100 * share + "%";
      if (line !== null && line !== undefined) {
        const mark = frame.appendChild(element("span", "rank-limit"));
        mark.style.left = 100 * line + "%";
      }
    }
    return frame;
  }

  function cell(spec, column, row) {
    const made = element(column.key === "name" ? "th" : "td", column.number ? "number" : "");
    const tone = (column.tones || [])[row];
    const note = (column.notes || [])[row];
    if (column.key === "name") {
      made.scope = "row";
      const button = made.appendChild(element("button", "rank-pick", column.texts[row]));
      button.type = "button";
      button.title = spec.pick_words.replace("{place}", column.texts[row]);
      button.addEventListener("click", () => pick(spec, spec.places[row]));
    } else if (column.bars || tone) {
      if (column.bars) made.append(bar(column.bars[row], spec.line));
      made.append(element("span", tone || "", column.texts[row]));
    } else {
      made.textContent = column.texts[row];
    }
    if (note) made.title = note;
    return made;
  }

  function line(spec, row) {
    const chosen = spec.places[row] === spec.selected;
    const made = element("tr", chosen ? "selected" : "");
    if (chosen) made.setAttribute("aria-current", "true");
    spec.columns.forEach((column) => made.append(cell(spec, column, row)));
    made.dataset.row = row;
    return made;
  }

  /* What is missing stays last whichever way the rest is sorted; equal rows keep their order. */
  function compare(column, down) {
    const numbers = column.sort;
    return (a, b) => {
      const [i, j] = [Number(a.dataset.row), Number(b.dataset.row)];
      if (!numbers) {
        const order = column.texts[i].localeCompare(column.texts[j], document.documentElement.lang);
        return (down ? -order : order) || i - j;
      }
      const [x, y] = [numbers[i], numbers[j]];
      if (x === null || y === null) return (x === null) - (y === null) || i - j;
      return (down ? y - x : x - y) || i - j;
    };
  }

  function sort(made, spec, key, down) {
    const column = spec.columns.find((each) => each.key === key);
    if (!column) return;
    made.querySelectorAll("tbody").forEach((body) => {
      const rows = [...body.querySelectorAll("tr[data-row]")];
      body.append(...rows.sort(compare(column, down)));
    });
    spec.columns.forEach((each, i) => {
      const head = made.tHead.rows[0].cells[i];
      const way = down ? "descending" : "ascending";
      head.setAttribute("aria-sort", each.key === key ? way : "none");
    });
  }

  function header(made, spec, id) {
    const row = made.createTHead().insertRow();
    spec.columns.forEach((column) => {
      const kind = column.key === "name" ? "rank-name" : column.number ? "number" : "";
      const head = row.appendChild(element("th", kind));
      head.scope = "col";
      const button = head.appendChild(element("button", "rank-sort", column.words));
      button.type = "button";
      button.title = column.note || spec.sort_words.replace("{name}", column.words);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const down = now === "none" ? column.falls : now === "ascending";
        kept.set(id, { key: column.key, down: down });
        sort(made, spec, column.key, down);
      });
    });
  }

  function table(spec, id) {
    const wrap = element("div", "table-wrap rank-wrap");
    wrap.tabIndex = 0;
    wrap.setAttribute("role", "region");
    wrap.setAttribute("aria-label", spec.label);
    const made = wrap.appendChild(element("table", "plain rank-table"));
    header(made, spec, id);
    let row = 0;
    spec.groups.forEach((group) => {
      const body = made.createTBody();
      if (group.title) {
        const title = element("th", "rank-group");
        title.append(element("span", "", group.title));
        title.colSpan = spec.columns.length;
        title.scope = "rowgroup";
        body.insertRow().append(title);
        body.className = "apart";
      }
      for (const end = row + group.rows; row < end; row += 1) body.append(line(spec, row));
    });
    const chosen = kept.get(id);
    const there = chosen && spec.columns.some((column) => column.key === chosen.key);
    if (there) sort(made, spec, chosen.key, chosen.down);
    else sort(made, spec, spec.by, Boolean(spec.columns.find((c) => c.key === spec.by)?.falls));
    return wrap;
  }

  /* A table wider than its frame says so until it has been moved: a phone shows no scroll bar. */
  function hinted(spec, wrap) {
    const hint = element("p", "rank-sideways", spec.sideways);
    hint.hidden = true;
    const look = () => {
      hint.hidden = wrap.scrollLeft > 0 || wrap.scrollWidth <= wrap.clientWidth + 1;
    };
    wrap.addEventListener("scroll", look, { passive: true });
    new ResizeObserver(look).observe(wrap);
    return [hint, wrap];
  }

  /* The page may be drawn a moment after its callbacks begin. */
  function fill(id, make, tries) {
    const root = document.getElementById(id);
    if (root) root.replaceChildren(...make());
    else if (tries > 0) window.requestAnimationFrame(() => fill(id, make, tries - 1));
  }

  /* The newest period that begins no later than the one chosen before, else the oldest. */
  function nearest(periods, key) {
    if (!periods.length) return "";
    const found = key ? periods.find((each) => each.value <= key) : periods[0];
    return (found || periods[periods.length - 1]).value;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_ranking: {
      build: function (spec, id) {
        fill(id, () => (spec && spec.places.length ? hinted(spec, table(spec, id)) : []), 120);
        return skip();
      },

      /* Another kind, or another sort of place, has other periods: the nearest one is kept. */
      offer: function (kind, scope, period, choices) {
        if (!choices) return Array(4).fill(skip());
        const own = choices[scope] || {};
        const kinds = own.kinds || [];
        const used = kinds.some((each) => each.value === kind) ? kind : (kinds[0] || {}).value || "";
        const periods = (own.periods || {})[used] || [];
        return [kinds, used, periods, nearest(periods, period)];
      },
    },
  });
})();
