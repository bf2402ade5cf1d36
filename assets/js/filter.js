/* Filters of long tables, in the browser: what does not hold every word typed is hidden. */
(function () {
  "use strict";

  const wordsOf = (typed) => (typed || "").toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (element, words) => {
    const text = element.dataset.search || "";
    return words.every((word) => text.includes(word));
  };

  /* Hide the rows of a table that lack a word; returns how many stay. */
  function keep(rows, words) {
    let kept = 0;
    rows.forEach((row) => {
      row.hidden = !holds(row, words);
      kept += row.hidden ? 0 : 1;
    });
    return kept;
  }

  const FEW = 3;

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_filter: {
      rows: function (typed, id) {
        const root = document.getElementById(id);
        if (root) keep(root.querySelectorAll("tr[data-search]"), wordsOf(typed));
        return window.dash_clientside.no_update;
      },

      /* A table whose own name or description holds the words shows all its columns. */
      dictionary: function (typed, id, answers) {
        const root = document.getElementById(id);
        if (!root) return "";
        const words = wordsOf(typed);
        const shown = [];
        let columns = 0;
        root.querySelectorAll("details").forEach((entry) => {
          const kept = keep(entry.querySelectorAll("tr[data-search]"), holds(entry, words) ? [] : words);
          entry.hidden = kept === 0;
          if (kept) shown.push(entry);
          columns += kept;
        });
        root.querySelectorAll("details").forEach((entry) => {
          entry.open = words.length > 0 && shown.length <= FEW && shown.includes(entry);
        });
        if (!words.length) return "";
        return shown.length
          ? answers.found.replace("{tables}", shown.length).replace("{columns}", columns)
          : answers.none;
      },
    },
  });
})();
