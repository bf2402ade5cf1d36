/* The frame in view as a CSV file: made here, from what the map shows, in the form of the other
   files of the project (UTF-8 with BOM, CRLF, no text that a spreadsheet would run as a formula). */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const hub = () => atlas.hub;
  const COLUMNS = ["place", "name", "time", "metric", "value", "unit", "level", "rank", "missing"];

  function cell(value) {
    if (typeof value === "number") return Number.isNaN(value) ? "" : String(value);
    const text = /^[\s]*[=+\-@\t\r]/.test(value) ? "'" + value : value;
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  }

  /* The text of the file for ranked places of the frame in view. */
  function fileOf(places) {
    const { frames, i } = hub();
    const lines = places.map((each) => {
      const isMissing = Number.isNaN(each.value);
      return [
        each.id, each.name, frames.times[i].replace("T", " ") + (frames.times[i].length > 10 ? ":00" : ""),
        frames.metric, isMissing ? NaN : Number(each.value.toFixed(4)), frames.unit || "",
        frames.level(each.value), each.rank, isMissing ? frames.reason(each.p, i) : "",
      ];
    });
    return "\ufeff" + [COLUMNS, ...lines].map((line) => line.map(cell).join(",") + "\r\n").join("");
  }

  atlas.saveFrame = function (places) {
    const { frames, i, ground } = hub();
    if (!frames || !frames.count) return;
    const time = frames.times[i].replace("T", "-");
    const blob = new Blob([fileOf(places)], { type: "text/csv;charset=utf-8" });
    atlas.saveAs(blob, `qingce-map-${ground.city}-${frames.metric}-${time}.csv`);
  };
})();
