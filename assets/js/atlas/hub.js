/* The one place where all parts of the map meet: what is looked at, and who is told when it changes.
   The server's stores come in by the clientside callbacks at the foot; a choice made on the map goes
   out as the value of a control. Drawing is asked for as often as wanted and done once a frame. */
(function () {
  "use strict";

  window.qingce = window.qingce || {};
  const atlas = (window.qingce.atlas = window.qingce.atlas || {});
  atlas.draw = atlas.draw || {};

  const listeners = [];
  const painters = [];
  let asked = 0;

  const sameSet = (a, b) => a.size === b.size && [...a].every((one) => b.has(one));
  const same = (a, b) => a === b || (a instanceof Set && b instanceof Set && sameSet(a, b));

  function drawNow() {
    if (asked) window.cancelAnimationFrame(asked);
    asked = 0;
    for (const paint of painters) paint(hub);
    hub.frameDrawn += 1;
  }

  const hub = {
    ground: null,
    frames: null,
    i: 0,
    playing: false,
    speed: 5,
    on: new Set(["areas"]),
    selected: null,
    hovered: null,
    compared: "",
    lang: "zh",
    words: {},
    state: null,
    frameDrawn: 0,

    /* Merge, tell the listeners which keys are other than before, ask for one drawing. */
    set: function (news) {
      const changed = new Set();
      for (const key of Object.keys(news)) {
        if (same(hub[key], news[key])) continue;
        hub[key] = news[key];
        changed.add(key);
      }
      if (!changed.size) return;
      for (const tell of listeners) tell(changed, hub);
      hub.redraw();
    },
    listen: (tell) => listeners.push(tell),
    paint: (painter) => painters.push(painter),
    redraw: function () {
      if (!asked) asked = window.requestAnimationFrame(drawNow);
    },
    drawNow: drawNow,

    say: function (key, values) {
      const words = hub.words[key] === undefined ? key : hub.words[key];
      return words.replace(/\{(\w+)\}/g, (all, name) =>
        values && values[name] !== undefined ? String(values[name]) : all
      );
    },

    /* Set the page's control of a field, as if the viewer had used it. */
    choose: function (field, value) {
      window.dash_clientside.set_props({ type: "control", field: field }, { value: value });
    },

    /* Make a place the page's place; the one that is it already gives way to the city. */
    select: function (id) {
      const place = id === hub.selected ? null : id;
      hub.set({ selected: place });
      const city = hub.ground && hub.ground.city;
      if (place || city) hub.choose("place", place || city);
    },
  };

  /* The frame that a state asks for; -1 where these frames do not hold it. */
  function frameOf(state, frames) {
    if (!frames || !state.period) return -1;
    if (frames.kind !== "hour") return frames.at(state.period);
    const hour = Number(state.hour) || 0;
    for (let h = hour; h >= 0; h--) {
      const i = frames.at(state.period + "T" + String(h).padStart(2, "0"));
      if (i >= 0) return i;
    }
    return -1;
  }

  function layersOf(state) {
    const given = Array.isArray(state.layers) ? state.layers : String(state.layers || "").split(",");
    const chosen = given.filter(Boolean);
    return new Set(chosen.length ? chosen.filter((one) => one !== "none") : ["areas"]);
  }

  const isOnMap = (ground, id) => Boolean(ground && (ground.stationById[id] || ground.areaById[id]));

  function selectedIn(ground, state) {
    return state && isOnMap(ground, state.place) ? state.place : null;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_atlas: Object.assign({}, (window.dash_clientside || {}).qingce_atlas, {
      take_ground: function (sent) {
        const ground = atlas.codec.ground(sent);
        hub.set({ ground: ground, selected: selectedIn(ground, hub.state), hovered: null });
      },

      /* The same choice sent again (another language) keeps the frame that is looked at. */
      take_frames: function (sent) {
        const frames = atlas.codec.frames(sent);
        const isKept = frames && hub.frames && frames.key === hub.frames.key;
        const i = isKept ? Math.min(hub.i, frames.count - 1) : frames ? frames.first : 0;
        hub.set({ frames: frames, i: i, playing: Boolean(isKept && hub.playing) });
      },

      take_state: function (state) {
        if (!state) return;
        const news = {
          state: state,
          on: layersOf(state),
          compared: state.compared || "",
          lang: state.lang || "zh",
          selected: selectedIn(hub.ground, state),
        };
        const i = hub.playing ? -1 : frameOf(state, hub.frames);
        if (i >= 0) news.i = i;
        hub.set(news);
      },

      take_words: function (words) {
        hub.set({ words: words || {} });
      },
    }),
  });

  atlas.hub = hub;
})();
