/* The map of a case: districts and stations at one block of hours, that of the hour pointed at in the
   curve ("qingce:case-hour") or of the slider below the map. Everything comes in one piece from
   view/case_map.py; names are untrusted and become text only. */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const [WIDTH, MARGIN, RADIUS, LEAST_SPAN] = [400, 26, 12, 0.3];
  const MOST_HEIGHT = 420;
  let shown = null;

  function element(name, attributes, parent) {
    const made = document.createElementNS(SVG, name);
    for (const key of Object.keys(attributes || {})) made.setAttribute(key, attributes[key]);
    if (parent) parent.appendChild(made);
    return made;
  }

  function html(name, css, parent) {
    const made = document.createElement(name);
    made.className = css;
    return parent.appendChild(made);
  }

  const codec = () => window.qingce.atlas.codec;

  /* West, south, east, north of the stations that count, of all where none does, of the outlines
     where there is no station. */
  function bounds(sent) {
    const judged = sent.stations.filter((one) => !one.control);
    const used = judged.length ? judged : sent.stations;
    const ends = (name, first) => {
      let [low, high] = [Infinity, -Infinity];
      const hold = (value) => ([low, high] = [Math.min(low, value), Math.max(high, value)]);
      for (const one of used) hold(one[name]);
      if (!used.length) {
        for (const area of sent.areas) for (const ring of area.rings) for (let k = first; k < ring.length; k += 2) hold(ring[k]);
      }
      const lack = Math.max((LEAST_SPAN - (high - low)) / 2, 0.02);
      return [low - lack, high + lack];
    };
    const [lon, lat] = [ends("lon", 0), ends("lat", 1)];
    return { west: lon[0], east: lon[1], south: lat[0], north: lat[1] };
  }

  /* Longitude and latitude as pixels, the same scale both ways at the middle of the map. */
  function projection(sent) {
    const box = bounds(sent);
    const shrink = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180);
    const [wide, high] = [(box.east - box.west) * shrink, box.north - box.south];
    const inner = WIDTH - 2 * MARGIN;
    const scale = Math.min(inner / wide, (MOST_HEIGHT - 2 * MARGIN) / high);
    const left = MARGIN + (inner - wide * scale) / 2;
    return {
      height: Math.round(high * scale + 2 * MARGIN),
      at: (lon, lat) => [left + (lon - box.west) * shrink * scale, MARGIN + (box.north - lat) * scale],
    };
  }

  function outline(rings, project) {
    let path = "";
    for (const ring of rings) {
      for (let k = 0; k + 1 < ring.length; k += 2) {
        const [x, y] = project.at(ring[k], ring[k + 1]);
        path += (k ? "L" : "M") + x.toFixed(1) + " " + y.toFixed(1);
      }
      path += "Z";
    }
    return path;
  }

  /* One mark a place: its shape, its number, what is said of it where the pointer rests. */
  function drawArea(area, project, parent) {
    const group = element("g", { class: "case-map-area" }, parent);
    const shape = element("path", { d: outline(area.rings, project), "fill-rule": "evenodd" }, group);
    return { shape: shape, note: element("title", {}, group), name: area.name };
  }

  function drawStation(one, project, parent) {
    const [x, y] = project.at(one.lon, one.lat);
    const group = element("g", { class: "case-map-station" + (one.control ? " control" : "") }, parent);
    const shape = element("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: RADIUS }, group);
    const label = element("text", { x: x.toFixed(1), y: (y + 3.5).toFixed(1) }, group);
    return { shape: shape, label: label, note: element("title", {}, group), name: one.name, control: one.control };
  }

  function build(stage, sent) {
    const project = projection(sent);
    const size = { viewBox: `0 0 ${WIDTH} ${project.height}`, class: "case-map", "aria-hidden": "true" };
    const now = html("p", "case-map-now", stage);
    const svg = element("svg", size, stage);
    const marks = new Map();
    for (const area of sent.areas) marks.set(area.id, drawArea(area, project, svg));
    /* Those that count lie above control points. */
    const order = [...sent.stations].sort((a, b) => Number(b.control) - Number(a.control));
    for (const one of order) marks.set(one.id, drawStation(one, project, svg));
    const slider = html("input", "case-map-slider", stage);
    Object.assign(slider, { type: "range", min: 0, max: sent.times.length - 1, step: 1 });
    slider.setAttribute("aria-label", sent.words.slider);
    slider.addEventListener("input", () => show(Number(slider.value)));
    legend(stage, sent);
    return { now, slider, marks };
  }

  function legend(stage, sent) {
    if (!sent.scale) return;
    const list = html("ul", "case-map-legend", stage);
    const edges = sent.scale.edges;
    sent.scale.colours.forEach((colour, k) => {
      const row = html("li", "", list);
      html("span", "case-map-swatch", row).style.backgroundColor = colour;
      const [low, high] = [edges[k], edges[k + 1]];
      const range = high === null ? sent.words.above + low : low + "–" + high;
      row.appendChild(document.createTextNode(range + (sent.scale.names[k] ? " " + sent.scale.names[k] : "")));
    });
  }

  function paint(mark, value) {
    const kind = shown.classOf(value);
    const scale = shown.sent.scale;
    const has = kind >= 0 && scale;
    mark.shape.classList.toggle("unknown", !has);
    mark.shape.style.fill = has ? scale.colours[kind] : "";
    const said = codec().text(value, shown.sent.decimals);
    if (mark.label) {
      mark.label.textContent = said;
      mark.label.style.fill = has ? scale.inks[kind] : "";
    }
    const words = shown.sent.words;
    const amount = said ? said + "\u2009" + shown.sent.unit : words.missing;
    const level = has && scale.names[kind] ? " " + scale.names[kind] : "";
    mark.note.textContent = mark.name + (mark.control ? words.control : "") + words.colon + amount + level;
  }

  /* The sentence above the map: the block of hours, the city's mean, the highest station (area). */
  function sentence(i) {
    const sent = shown.sent;
    const amount = (value) => codec().text(value, sent.decimals) + "\u2009" + sent.unit;
    let highest = null;
    for (const one of sent.stations.length ? sent.stations : sent.areas) {
      const value = shown.value(one.id, i);
      if (Number.isFinite(value) && (!highest || value > highest.value)) highest = { name: one.name, value: value };
    }
    const parts = [sent.labels[i]];
    if (Number.isFinite(shown.mean[i])) parts.push(sent.words.own + sent.words.mean + " " + amount(shown.mean[i]));
    if (highest) parts.push(sent.words.highest + " " + highest.name + " " + amount(highest.value));
    else parts.push(sent.words.missing);
    return parts.join(sent.words.comma);
  }

  function show(i) {
    if (!shown || i < 0 || i >= shown.sent.times.length || i === shown.at) return;
    shown.at = i;
    for (const [place, mark] of shown.marks) paint(mark, shown.value(place, i));
    shown.now.textContent = sentence(i);
    shown.slider.value = i;
    shown.slider.setAttribute("aria-valuetext", shown.sent.labels[i]);
  }

  function take(sent) {
    const stage = document.getElementById("case-map-stage");
    shown = null;
    if (!stage || !sent) return "";
    stage.replaceChildren();
    if (sent.none !== undefined) {
      html("p", "case-map-none", stage).textContent = sent.none;
      return "";
    }
    const count = sent.times.length;
    const values = codec().unpack(sent.values);
    const rows = new Map(sent.places.map((place, k) => [place, k * count]));
    const classOf = sent.scale ? codec().classifier(sent.scale) : () => -1;
    const value = (place, i) => (rows.has(place) ? values[rows.get(place) + i] : NaN);
    const mean = codec().unpack(sent.mean);
    shown = { sent, value, mean, classOf, at: -1, ...build(stage, sent) };
    show(sent.at);
    return "";
  }

  document.addEventListener("qingce:case-hour", (event) => {
    if (!shown) return;
    const hours = (time) => Date.parse(time + ":00Z") / 3600000;
    show(Math.floor((hours(event.detail.time) - hours(shown.sent.times[0])) / shown.sent.step));
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, { qingce_case_map: { take } });
})();
