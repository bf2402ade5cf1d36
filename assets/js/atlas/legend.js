/* The legend: each class with its colour, shape, name and range, the limit, and what the other marks
   of the map mean. It is made anew with the scale, not with the frame. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const { element } = atlas;
  const hub = () => atlas.hub;
  const say = (key, values) => hub().say("js.key." + key, values);
  const SIZE = 18;
  let shown = null;

  /* A mark as the map draws it, on a small canvas of its own. */
  function mark(paint) {
    const canvas = element("canvas", "key-mark");
    const ratio = Math.max(2, window.devicePixelRatio || 1);
    canvas.width = canvas.height = SIZE * ratio;
    canvas.setAttribute("aria-hidden", "true");
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    paint(pen, SIZE / 2);
    return canvas;
  }

  const marker = (colour, shape, isControl) =>
    mark((pen, c) => {
      const made = atlas.sprite(isControl ? 4 : 6, 2, colour, shape, isControl, atlas.theme());
      pen.drawImage(made.image, c - made.half, c - made.half, made.side, made.side);
    });

  const unknownArea = (theme) =>
    mark((pen) => {
      pen.fillStyle = theme.unknown;
      pen.fillRect(2, 3, SIZE - 4, SIZE - 6);
      pen.fillStyle = atlas.hatch(pen, theme);
      pen.fillRect(2, 3, SIZE - 4, SIZE - 6);
      pen.strokeStyle = theme.muted;
      pen.strokeRect(2.5, 3.5, SIZE - 5, SIZE - 7);
    });

  const wind = (theme) =>
    mark((pen, c) => {
      pen.strokeStyle = theme.ink;
      pen.lineWidth = 1.4;
      pen.beginPath();
      pen.moveTo(3, c);
      pen.lineTo(SIZE - 3, c);
      pen.moveTo(SIZE - 7, c - 3.5);
      pen.lineTo(SIZE - 3, c);
      pen.lineTo(SIZE - 7, c + 3.5);
      pen.stroke();
    });

  /* The range of a class in words; the last may be open. */
  function range(scale, k) {
    const text = (v) => String(Math.round(v * 100) / 100).replace("-", "−");
    const [low, high] = [scale.edges[k], scale.edges[k + 1]];
    if (high === null) return `> ${text(low)}`;
    if (low >= 0) return `${text(low)}–${text(high)}`;
    return say("range", { low: text(low), high: text(high) });
  }

  function item(sign, name, note, css) {
    const made = element("li", css || "");
    made.append(sign);
    const words = made.appendChild(element("span", "key-words"));
    if (name) words.append(element("span", "key-name", name));
    if (note) words.append(element("span", "key-range", note));
    return made;
  }

  function classes(list, frames) {
    const { scale } = frames;
    scale.colours.forEach((colour, k) => {
      /* A name that several classes share is said before the first of them. */
      const isSaid = k > 0 && scale.names[k] === scale.names[k - 1];
      const name = isSaid ? "" : scale.names[k];
      list.append(item(marker(colour, scale.shapes[k], false), name, range(scale, k)));
    });
  }

  function marks(list, frames) {
    const { ground, on } = hub();
    const theme = atlas.theme();
    const stations = (ground && ground.stations) || [];
    const limit = frames.limit;
    if (limit) {
      const dash = element("span", "key-limit");
      list.append(item(dash, limit.label, "", "key-limit-item"));
    }
    list.append(item(marker(null, "circle", false), say("missing")));
    if (on.has("areas")) list.append(item(unknownArea(theme), say("unknown_area")));
    if (stations.some((each) => each.control)) list.append(item(marker(theme.muted, "circle", true), say("control")));
    if (frames.wind && on.has("wind")) {
      list.append(item(wind(theme), say("wind", { calm: frames.wind.calm_below })));
    }
  }

  /* Of three maps beside one another the difference has a scale of its own. */
  function scaled({ frames, compared }) {
    return compared === "sides" && frames.difference ? [frames, frames.difference] : [frames];
  }

  function build(root) {
    const { frames } = hub();
    if (!frames || !frames.count || !frames.scale.colours.length) {
      root.replaceChildren();
      return;
    }
    const lists = scaled(hub()).map((each) => {
      const unit = each.unit ? ` ${each.unit}` : "";
      const list = element("ul");
      list.append(element("li", "key-title", each.scale.title || each.symbol + unit));
      classes(list, each);
      return list;
    });
    marks(lists[lists.length - 1], frames);
    root.replaceChildren(...lists);
  }

  atlas.legend = { range };

  const DRAWN_BY = ["ground", "frames", "words", "theme", "on", "compared"];

  hub().listen((changed) => {
    const root = document.getElementById("map-legend");
    if (!root) return;
    if (root === shown && root.firstChild && !DRAWN_BY.some((name) => changed.has(name))) return;
    shown = root;
    build(root);
  });
})();
