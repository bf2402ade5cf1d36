/* The stage: one canvas over each leaflet map that stands in an element with `data-atlas`. Leaflet
   gives pan, zoom and projection (and tiles where there are any); all else is drawn here, by the
   functions `qingce.atlas.draw.NAME(ctx, view)` in their order, at most once an animation frame. */
(function () {
  "use strict";

  const atlas = window.qingce.atlas;
  const { hub, draw } = atlas;
  const MOST_RATIO = 2;
  /* Milliseconds of drawing, on average, with which 25 frames a second are out of reach. */
  const SLOW = 30;
  /* What is kept drawn reaches so far beyond each edge, in widths and heights of the view. */
  const PAD = 0.2;
  const TILE = 256;
  /* What the words at the foot of a map take, in CSS px. */
  const FOOT = 56;

  const hosts = (atlas.hosts = new Map());
  atlas.order = [
    "layers.under", "areas", "surface", "outlines", "layers", "selection.under", "labels", "wind",
    "roses", "stations", "selection", "captions",
  ];

  /* Web Mercator with the world as 1 × 1: the same as leaflet's, without an object a point. */
  const SOUTH = -85.0511287798;
  atlas.unitX = (lon) => (lon + 180) / 360;
  atlas.unitY = function (lat) {
    const held = (Math.max(SOUTH, Math.min(-SOUTH, lat)) * Math.PI) / 180;
    return 0.5 - Math.log(Math.tan(Math.PI / 4 + held / 2)) / (2 * Math.PI);
  };

  /* What drawing needs to know. `options`: world {scale, x, y} (CSS px = unit × scale + offset), size
     [w, h], ratio, host, frames, i, cache (a Map of this view's own); the rest is the hub's. */
  atlas.makeView = function (options) {
    const { world } = options;
    const theme = options.theme || atlas.theme();
    const frames = options.frames || null;
    return Object.assign(
      {
        host: "main",
        ratio: 1,
        pad: 0,
        ground: hub.ground,
        on: hub.on,
        selected: hub.selected,
        hovered: hub.hovered,
        theme: theme,
        cache: new Map(),
        sheets: new Map(),
        zoom: Math.log2(world.scale / TILE),
        project: (lon, lat) => [
          atlas.unitX(lon) * world.scale + world.x,
          atlas.unitY(lat) * world.scale + world.y,
        ],
        unproject: function (x, y) {
          const north = Math.PI * (1 - (2 * (y - world.y)) / world.scale);
          return [((x - world.x) / world.scale) * 360 - 180, (Math.atan(Math.sinh(north)) * 180) / Math.PI];
        },
        classOf: (value) => (frames ? frames.classOf(value) : -1),
        font: (px, weight) => `${weight || 400} ${px}px ${theme.family}`,
      },
      options,
      { frames: frames }
    );
  };

  /* Draw a whole view on a context whose unit is a CSS pixel of the view. */
  atlas.drawScene = function (ctx, view) {
    if (!view.ground) return;
    for (const name of atlas.order) {
      const [first, second] = name.split(".");
      const found = draw[first] && (second ? draw[first][second] : draw[first]);
      if (!found || (!view.frames && !found.isGround)) continue;
      ctx.save();
      found(ctx, view);
      ctx.restore();
    }
  };

  /* Which frame a host shows: of two periods the first, the second or what is between them. */
  function shownBy(name) {
    const { frames, i } = hub;
    if (!frames) return [null, 0];
    if (name === "before") return [frames, 0];
    if (name === "after") return [frames, 1];
    if (name === "difference") return [frames.difference, 0];
    return [frames, i];
  }

  function worldOf(map) {
    const scale = TILE * Math.pow(2, map.getZoom());
    const origin = map.getPixelOrigin();
    const corner = map.containerPointToLayerPoint([0, 0]);
    return { scale: scale, x: -origin.x - corner.x, y: -origin.y - corner.y };
  }

  /* Pixels of the canvas to one of CSS. A machine too slow for all of them plays with fewer; the
     picture is sharp again when it stops. */
  function ratioOf(host) {
    const full = Math.min(MOST_RATIO, window.devicePixelRatio || 1);
    if (!hub.playing) host.isSlow = false;
    return host.isSlow ? Math.min(full, 1) : full;
  }

  function viewOf(host) {
    const [frames, i] = shownBy(host.name);
    const size = host.map.getSize();
    const ratio = ratioOf(host);
    const world = worldOf(host.map);
    const place = [world.scale, world.x, world.y, size.x, size.y, ratio].join();
    const theme = atlas.theme();
    if (host.place !== place || host.ground !== hub.ground || host.theme !== theme) {
      host.cache.clear();
      Object.assign(host, { place: place, ground: hub.ground, theme: theme });
    }
    return atlas.makeView({
      host: host.name, world, ratio, frames, i, theme, size: [size.x, size.y], cache: host.cache,
      sheets: host.sheets, pad: PAD,
    });
  }

  function paint(host) {
    if (!host.isReady || !host.element.clientWidth) return;
    const view = viewOf(host);
    if (!(view.size[0] > 0 && view.size[1] > 0)) return;
    atlas.fit(host.canvas, view.size[0], view.size[1], view.ratio);
    const { ctx } = host;
    const began = performance.now();
    if (!host.isZooming) host.canvas.style.transform = "";
    ctx.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    ctx.clearRect(0, 0, view.size[0], view.size[1]);
    atlas.drawScene(ctx, view);
    host.drawn = view;
    /* Cards below wait for it (assets/js/lazy.js). */
    if (view.frames) host.element.dataset.drawn = "";
    host.cost += 0.2 * (performance.now() - began - host.cost);
    if (hub.playing && host.cost > SLOW) host.isSlow = true;
  }

  /* While leaflet glides to another zoom the last drawing glides along, enlarged. */
  function glide(host, event) {
    const { map, canvas } = host;
    const size = map.getSize();
    const by = map.getZoomScale(event.zoom, map.getZoom());
    const corner = (centre, zoom) => map.project(centre, zoom).subtract(size.divideBy(2));
    const from = corner(map.getCenter(), map.getZoom()).multiplyBy(by);
    const shift = from.subtract(corner(event.center, event.zoom));
    host.isZooming = true;
    canvas.style.transition = "transform 0.25s cubic-bezier(0, 0, 0.25, 1)";
    canvas.style.transform = `translate(${shift.x}px, ${shift.y}px) scale(${by})`;
  }

  function settle(host) {
    host.isZooming = false;
    host.canvas.style.transition = "";
    hub.redraw();
  }

  /* A wheel scrolls the page: over the map it zooms with Ctrl, or once the map has the focus. */
  function holdWheel(host) {
    const { map } = host;
    const hold = function (event) {
      const isMeant = event.ctrlKey || event.metaKey || map.getContainer().contains(document.activeElement);
      if (isMeant) hosts.forEach((each) => (each.isMoved = true));
      if (isMeant) map.scrollWheelZoom.enable();
      else map.scrollWheelZoom.disable();
    };
    host.element.addEventListener("wheel", hold, { capture: true, passive: true });
    host.release.push(() => host.element.removeEventListener("wheel", hold, { capture: true }));
  }

  /* Show the whole ground, above the words at the foot of the map. */
  function fitGround(host) {
    if (!hub.ground || !hub.ground.bounds) return;
    const foot = Math.min(FOOT, host.element.clientHeight / 10);
    host.map.fitBounds(hub.ground.bounds, { animate: false, paddingBottomRight: [0, foot] });
  }

  /* As long as the viewer has not moved it, a map shows the whole ground at whatever size it gets. */
  function watchSize(host) {
    const observer = new window.ResizeObserver(function () {
      if (!(host.element.clientWidth * host.element.clientHeight > 0)) return;
      host.map.invalidateSize({ animate: false });
      if (!host.isMoved) fitGround(host);
      hub.redraw();
    });
    observer.observe(host.map.getContainer());
    host.release.push(() => observer.disconnect());
  }

  /* Leaflet does not say who moved a map; these are the viewer's ways of doing it. */
  function watchViewer(host) {
    /* Maps beside one another move together. */
    const moved = () => hosts.forEach((each) => (each.isMoved = true));
    host.map.on("dragstart boxzoomstart dblclick keydown", moved);
    const { element } = host;
    const touched = (event) => event.touches.length > 1 && moved();
    const clicked = (event) => event.target.closest(".leaflet-control") && moved();
    element.addEventListener("touchstart", touched, { passive: true });
    element.addEventListener("click", clicked);
    host.release.push(function () {
      element.removeEventListener("touchstart", touched);
      element.removeEventListener("click", clicked);
    });
  }

  function label(host) {
    const container = host.map.getContainer();
    container.setAttribute("role", "application");
    container.setAttribute("aria-label", hub.say("js.stage.label", { city: (hub.ground || {}).name || "" }));
  }

  function attach(map, element) {
    const container = map.getContainer();
    const canvas = document.createElement("canvas");
    canvas.className = "atlas-canvas";
    canvas.setAttribute("aria-hidden", "true");
    container.append(canvas);
    const host = {
      name: element.dataset.atlas,
      element, map, canvas,
      ctx: canvas.getContext("2d"),
      cache: new Map(),
      sheets: new Map(),
      release: [],
      isReady: false,
      isMoved: false,
      isZooming: false,
      isSlow: false,
      cost: 0,
      view: () => viewOf(host),
    };
    hosts.set(host.name, host);
    map.whenReady(function () {
      host.isReady = true;
      hub.redraw();
    });
    map.on("move zoom resize viewreset", hub.redraw);
    map.on("zoomanim", (event) => glide(host, event));
    map.on("zoomend", () => settle(host));
    map.on("unload", () => detach(host));
    holdWheel(host);
    watchSize(host);
    watchViewer(host);
    label(host);
    if (atlas.pointer) atlas.pointer(host);
    hub.set({ hosts: [...hosts.keys()] });
  }

  function detach(host) {
    for (const undo of host.release) undo();
    host.cache.clear();
    host.sheets.clear();
    host.canvas.remove();
    if (hosts.get(host.name) === host) hosts.delete(host.name);
    hub.set({ hosts: [...hosts.keys()] });
  }

  hub.paint(() => hosts.forEach(paint));
  hub.listen(function (changed) {
    if (changed.has("words") || changed.has("ground")) hosts.forEach(label);
    if (changed.has("ground")) hosts.forEach((host) => host.isReady && !host.isMoved && fitGround(host));
  });

  if (window.L) {
    window.L.Map.addInitHook(function () {
      const element = this.getContainer().closest("[data-atlas]");
      if (element) attach(this, element);
    });
  }
})();
