/* Long tables, built and filtered in the browser. As components of the page a thousand cells take
   the renderer seconds; as text in a store they take milliseconds. Words from data are set as
   text, never as markup. */
(function () {
  "use strict";

  const FEW = 3;
  const skip = () => window.dash_clientside.no_update;

  const { element } = window.qingce;

  /* A cell is a text, or parts: {text, tag, css, title}. */
  function cell(tag, parts, css) {
    const made = element(tag, css);
    [].concat(parts).forEach((part) => {
      if (typeof part !== "object" || part === null) {
        made.append(String(part === null ? "" : part));
        return;
      }
      const inner = element(part.tag || "span", part.css, part.text);
      if (part.title) inner.title = part.title;
      made.append(inner);
    });
    return made;
  }

  function table(spec) {
    const wrap = element("div", ("table-wrap " + (spec.css || "")).trim());
    const made = element("table", "plain");
    if (spec.label) made.setAttribute("aria-label", spec.label);
    const kinds = spec.heads.map((head) => (head.number ? "number" : ""));
    const header = element("tr");
    spec.heads.forEach((head, i) => header.append(cell("th", head.text, kinds[i])));
    made.createTHead().append(header);
    const body = made.createTBody();
    spec.rows.forEach((row) => {
      const line = element("tr");
      row.forEach((parts, i) => line.append(cell("td", parts, kinds[i])));
      line.dataset.search = line.textContent.toLowerCase();
      body.append(line);
    });
    wrap.append(made);
    return wrap;
  }

  function entry(part) {
    const made = element("details");
    made.dataset.search = part.search;
    const summary = element("summary");
    part.said.forEach((word) => summary.append(cell("span", word)));
    made.append(summary, element("p", "quiet", part.facts), table(part.table));
    return made;
  }

  /* The page may be drawn a moment after its callbacks begin. */
  function fill(id, make, tries) {
    const root = document.getElementById(id);
    if (root) root.replaceChildren(...make());
    else if (tries > 0) window.requestAnimationFrame(() => fill(id, make, tries - 1));
  }

  const wordsOf = (typed) => (typed || "").toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (part, words) => words.every((word) => part.dataset.search.includes(word));

  /* Hide the rows that lack a word; returns how many stay. */
  function keep(rows, words) {
    let kept = 0;
    rows.forEach((row) => {
      row.hidden = !holds(row, words);
      kept += row.hidden ? 0 : 1;
    });
    return kept;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_tables: {
      build: function (spec, id) {
        fill(id, () => (spec && spec.rows.length ? [table(spec)] : []), 120);
        return skip();
      },

      build_list: function (parts, id) {
        fill(id, () => (parts || []).map(entry), 120);
        return skip();
      },

      filter: function (typed, id) {
        const root = document.getElementById(id);
        if (root) keep(root.querySelectorAll("tbody tr"), wordsOf(typed));
        return skip();
      },

      /* An entry whose own name or description holds the words shows all its rows. */
      filter_list: function (typed, id, answers) {
        const root = document.getElementById(id);
        if (!root) return "";
        const words = wordsOf(typed);
        const shown = [];
        let columns = 0;
        root.querySelectorAll("details").forEach((part) => {
          const kept = keep(part.querySelectorAll("tbody tr"), holds(part, words) ? [] : words);
          part.hidden = kept === 0;
          if (kept) shown.push(part);
          columns += kept;
        });
        root.querySelectorAll("details").forEach((part) => {
          part.open = words.length > 0 && shown.length <= FEW && shown.includes(part);
        });
        if (!words.length) return "";
        return shown.length
          ? answers.found.replace("{tables}", shown.length).replace("{columns}", columns)
          : answers.none;
      },
    },
  });
})();
