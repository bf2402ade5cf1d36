/* The pointer on a map: what lies under it, what is said of it, and what a click chooses. Names come
   from data: they become text, never markup. */
(function () {
  "use strict";

  const atlas = window.qingce.atlas;
  const { hub, draw } = atlas;
  const GAP = 14;

  /* What lies under a point: {id of a place or null, thing of an own layer or null}. */
  function under(host, point) {
    const view = host.drawn;
    if (!view || !view.ground) return { id: null, thing: null };
    const s = atlas.stations.hit(point.x, point.y, view);
    if (s >= 0) return { id: view.ground.stations[s].id, thing: null };
    const find = draw.layers && draw.layers.hit;
    return {
      id: atlas.areas.hit(point.x, point.y, view),
      thing: (find && find(point.x, point.y, view)) || null,
    };
  }

  function valueWords(view, id) {
    const { frames, i } = view;
    const p = frames ? frames.indexOf[id] : undefined;
    if (p === undefined) return [hub.say("js.stage.none")];
    const value = frames.value(p, i);
    if (Number.isNaN(value)) return [frames.reason(p, i) || hub.say("js.stage.missing")];
    const said = [frames.symbol, frames.amount(value)].filter(Boolean).join(" ");
    return [[said, frames.level(value)].filter(Boolean).join(" · ")];
  }

  function windWords(view, id) {
    const { frames, i, on } = view;
    const p = frames && on.has("wind") ? frames.indexOf[id] : undefined;
    const wind = p === undefined ? null : frames.windOf(p, i);
    if (!wind) return [];
    const speed = wind.speed.toFixed(1);
    if (frames.isCalm(wind)) return [hub.say("js.stage.calm", { speed })];
    return [hub.say("js.stage.wind", { speed, from: Math.round(wind.direction) % 360 })];
  }

  /* Which wind brings a station the most, where its petals are shown. */
  function roseWords(view, id) {
    const rose = view.on.has("roses") && view.frames && (view.frames.roses || {})[id];
    return rose && rose.label ? [rose.label] : [];
  }

  /* The lines of a tip, the first in bold. */
  function lines(view, { id, thing }) {
    const found = [];
    if (thing) found.push(thing.name || thing.title, ...(thing.name ? [thing.title] : []), thing.note);
    if (id) {
      const station = view.ground.stationById[id];
      const control = station && station.control ? " · " + hub.say("js.key.control") : "";
      found.push(view.ground.names[id] + control, ...valueWords(view, id));
      found.push(...windWords(view, id), ...roseWords(view, id));
      if (view.frames && view.frames.labels[view.i] && view.host === "main") {
        found.push(view.frames.labels[view.i]);
      }
    }
    return found.filter(Boolean);
  }

  /* Write the lines; whether they are other than before. */
  function write(tip, words) {
    const key = words.join("\n");
    if (tip.dataset.words === key) return false;
    tip.dataset.words = key;
    const rows = words.map(function (line, k) {
      const row = document.createElement(k ? "div" : "strong");
      row.textContent = line;
      return row;
    });
    tip.replaceChildren(...rows);
    return true;
  }

  /* Beside the pointer, on the side where there is room. */
  function place(host) {
    const { tip, point } = host;
    const size = host.map.getSize();
    const [w, h] = [tip.offsetWidth, tip.offsetHeight];
    const x = point.x + GAP + w > size.x ? point.x - GAP - w : point.x + GAP;
    const y = point.y - GAP - h < 0 ? point.y + GAP : point.y - GAP - h;
    tip.style.transform = `translate(${Math.max(0, x)}px, ${Math.max(0, Math.min(y, size.y - h))}px)`;
  }

  function show(host, hasMoved) {
    const words = host.point && host.drawn && host.drawn.ground ? lines(host.drawn, host.under) : [];
    const wasHidden = host.tip.hidden;
    host.tip.hidden = !words.length;
    if (!words.length) return;
    /* Measuring the tip asks for a layout: not in every frame of a map that plays. */
    if (write(host.tip, words) || hasMoved || wasHidden) place(host);
  }

  function point(host, event) {
    host.point = event.containerPoint;
    host.under = under(host, host.point);
    host.map.getContainer().style.cursor = host.under.id ? "pointer" : "";
    hub.set({ hovered: host.under.id });
    show(host, true);
  }

  function leave(host) {
    if (!host.point) return;
    host.point = null;
    host.tip.hidden = true;
    hub.set({ hovered: null });
  }

  /* Take pointer and keys of a host's map. */
  atlas.pointer = function (host) {
    host.tip = document.createElement("div");
    host.tip.className = "atlas-tip";
    host.tip.hidden = true;
    host.tip.setAttribute("role", "tooltip");
    host.map.getContainer().append(host.tip);
    host.map.on("mousemove", (event) => point(host, event));
    host.map.on("mouseout movestart", () => leave(host));
    host.map.on("click", function (event) {
      point(host, event);
      if (host.under.id) hub.select(host.under.id);
    });
    host.map.on("keydown", (event) => event.originalEvent.key === "Escape" && leave(host));
  };

  /* A tip that stays open tells of the frame that is drawn. */
  hub.paint(() => atlas.hosts.forEach((host) => host.point && show(host, false)));
})();
