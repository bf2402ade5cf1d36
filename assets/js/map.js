/* How districts and stations are drawn. The server sends, as hideout, by place: fill, ink, label,
   tip (lines of plain text), and which place is selected. Names from data become text nodes. */
(function () {
  "use strict";

  const of = (hideout, kind, place) => ((hideout || {})[kind] || {})[place];

  function district_style(feature, context) {
    const place = feature.properties.place;
    const fill = of(context.hideout, "fill", place);
    const is_selected = context.hideout && context.hideout.selected === place;
    return {
      className: "map-district" + (fill ? "" : " map-unknown") + (is_selected ? " map-selected" : ""),
      fillColor: fill || "#8a8f98",
      fillOpacity: fill ? 0.92 : 0.16,
      weight: is_selected ? 3 : 1,
    };
  }

  function station_marker(feature, latlng, context) {
    const place = feature.properties.place;
    const fill = of(context.hideout, "fill", place);
    const badge = document.createElement("span");
    badge.textContent = of(context.hideout, "label", place) || "";
    badge.className = "map-badge";
    if (fill) {
      badge.style.backgroundColor = fill;
      badge.style.color = of(context.hideout, "ink", place);
    } else {
      badge.classList.add("map-unknown");
    }
    if (feature.properties.is_control) badge.classList.add("map-control");
    const is_selected = context.hideout && context.hideout.selected === place;
    if (is_selected) badge.classList.add("map-selected");
    const icon = window.L.divIcon({ html: badge, className: "map-station", iconSize: [30, 20] });
    const options = { icon: icon, keyboard: false, zIndexOffset: is_selected ? 2000 : fill ? 1000 : 0 };
    return window.L.marker(latlng, options);
  }

  function describe(feature, layer, context) {
    const lines = of(context.hideout, "tip", feature.properties.place);
    if (!lines) return;
    const box = document.createElement("div");
    lines.forEach((line, i) => {
      const row = box.appendChild(document.createElement(i ? "div" : "strong"));
      row.textContent = line;
    });
    /* A neighbour drawn later would cover half of the outline. */
    if (context.hideout.selected === feature.properties.place && layer.bringToFront) {
      layer.once("add", () => layer.bringToFront());
    }
    layer.bindTooltip(box, { sticky: !layer.getLatLng, direction: "top", opacity: 1 });
  }

  window.qingce = window.qingce || {};
  window.qingce.map = { district_style, station_marker, describe };
})();
