/* The one place where all parts of the map meet: what is looked at, and who is told when it changes.

   The walk of the data: the page brings GROUND (outlines, stations, weights of the surface, own
   layers: view/ground.py), its first FRAMES (values of every place at every time: view/frames.py)
   and words in stores; the functions at the foot put them here, unpacked by codec.js. A choice of
   the viewer comes as the page's state: take_state either moves on to another frame by itself
   (playback.js) or hands the state on to be asked of the server, whose FRAMES come back by
   take_frames. Whoever `listen`s is told what is new (time bar, legend, ranking); stage.js, which
   `paint`s, draws each leaflet map's canvas by the functions draw.NAME(ctx, view) in atlas.order:
   areas, surface, wind, stations … The same functions draw the saved picture (picture.js).
   The way back: `choose` sets a control of the page, as if the viewer had used it, and so the
   address. Drawing is asked for as often as wanted and done once an animation frame. */
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

    /* Words of the store `map-words` by their key, as view/text/map.js.*.json have it after "map.". */
    say: function (key, values) {
      const words = hub.words["map." + key] || "";
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

  function layersOf(state) {
    const given = Array.isArray(state.layers) ? state.layers : String(state.layers || "").split(",");
    const chosen = given.filter(Boolean);
    return new Set(chosen.length ? chosen.filter((one) => one !== "none") : ["areas"]);
  }

  /* What a state asks of the server, as text: all but what the browser answers by itself. */
  const ANSWERED_HERE = ["period", "hour", "place", "layers", "mode"];
  const skip = () => window.dash_clientside.no_update;

  /* The frames come with the roses of the time looked at: another season or year has others. */
  function seasonOf(state) {
    const period = (state && state.period) || "";
    return period.slice(0, 4) + "/" + Math.floor((Number(period.slice(5, 7)) % 12) / 3);
  }

  function isOtherSeason(asked, state) {
    return hub.on.has("roses") && !state.wind && seasonOf(asked) !== seasonOf(state);
  }

  function question(state) {
    if (!state) return "";
    const here = state.compared ? ["place", "layers", "mode"] : ANSWERED_HERE;
    const names = Object.keys(state).filter((name) => !here.includes(name));
    return JSON.stringify(names.sort().map((name) => [name, state[name]]));
  }

  const isHeld = (ground, id) => Boolean(ground && id !== ground.city && ground.names[id] !== undefined);

  /* Whether frames tell of a ground's places: another city's do not. */
  function isOf(ground, frames) {
    return Boolean(ground) && frames.places.some((place) => ground.names[place] !== undefined);
  }

  function selectedIn(ground, state) {
    return state && isHeld(ground, state.place) ? state.place : null;
  }

  /* What came from a store is taken once: the page is laid out with ground and frames, and the state
     needs both, whichever of the callbacks comes first. */
  const taken = new WeakSet();

  function isNew(sent) {
    if (!sent || taken.has(sent)) return false;
    taken.add(sent);
    return true;
  }

  function takeGround(sent) {
    if (!isNew(sent)) return;
    const ground = atlas.codec.ground(sent);
    const news = { ground: ground, selected: selectedIn(ground, hub.state), hovered: null };
    if (hub.frames && !isOf(ground, hub.frames)) Object.assign(news, { frames: null, playing: false });
    hub.set(news);
  }

  /* The same choice sent again keeps the frame that is looked at. */
  function takeFrames(sent) {
    if (!isNew(sent)) return;
    const frames = atlas.codec.frames(sent);
    if (!frames) return;
    const isKept = hub.frames && frames.key === hub.frames.key;
    const news = { frames: frames, i: isKept ? Math.min(hub.i, frames.count - 1) : frames.first };
    if (!isKept) news.playing = false;
    hub.set(news);
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_atlas: Object.assign({}, (window.dash_clientside || {}).qingce_atlas, {
      take_ground: function (sent) {
        takeGround(sent);
        return skip();
      },

      take_frames: function (sent, ground) {
        takeGround(ground);
        takeFrames(sent);
        return skip();
      },

      /* The choice of the page; asked: the one that the frames answer. It goes back, to be asked of
         the server, where the frames that are here cannot show it; the time, the place and the
         layers alone need no server. */
      take_state: function (state, asked, ground, frames) {
        if (!state) return skip();
        takeGround(ground);
        takeFrames(frames);
        hub.set({
          state: state,
          on: layersOf(state),
          compared: state.compared || "",
          lang: state.lang || "zh",
          selected: selectedIn(hub.ground, state),
        });
        const isSame = question(asked) === question(state);
        const isHere = isSame && atlas.playback && atlas.playback.follow(state);
        return isHere && !isOtherSeason(asked, state) ? skip() : state;
      },

      take_words: function (words) {
        hub.set({ words: words || {} });
        return skip();
      },
    }),
  });

  atlas.hub = hub;
})();
