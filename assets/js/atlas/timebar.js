/* The time bar at the map's foot: play, step, speed, the time and the city's mean in words, and a
   slider that lies on the curve of that mean, drawn in the colours of its levels. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const { element, write } = atlas;
  const hub = () => atlas.hub;
  const say = (key, values) => hub().say("js.time." + key, values);
  let bar = null;

  function button(css, sign, words, act) {
    const made = element("button", "time-button " + css, sign);
    made.type = "button";
    made.title = words;
    made.setAttribute("aria-label", words);
    made.addEventListener("click", act);
    return made;
  }

  function rates() {
    const made = element("select", "time-rate");
    made.setAttribute("aria-label", say("rate"));
    made.title = say("rate");
    atlas.playback.RATES.forEach((rate) => {
      const words = rate === Infinity ? say("fastest") : say("per_second", { n: rate });
      const choice = made.appendChild(element("option", "", words));
      choice.value = String(rate);
      choice.selected = rate === hub().speed;
    });
    made.addEventListener("change", () => atlas.playback.setRate(Number(made.value)));
    return made;
  }

  function build(root) {
    const { step, toggle, seek } = atlas.playback;
    const made = {
      root, words: "",
      back: button("time-back", "◀", say("back"), () => step(-1)),
      play: button("time-play", "▶", say("play"), toggle),
      next: button("time-next", "▶", say("next"), () => step(1)),
      rate: rates(),
      label: element("strong", "time-label"),
      mean: element("span", "time-mean"),
      track: element("div", "time-track"),
      curve: element("canvas", "time-curve"),
    };
    const now = element("div", "time-now");
    now.setAttribute("aria-live", "polite");
    now.append(made.label, made.mean);
    made.now = now;
    made.track.append(made.curve);
    made.track.tabIndex = 0;
    made.track.setAttribute("role", "slider");
    made.track.setAttribute("aria-label", say("slider"));
    const buttons = element("div", "time-buttons");
    buttons.append(made.back, made.play, made.next, made.rate);
    root.replaceChildren(buttons, now, made.track);
    root.addEventListener("keydown", press);
    drag(made.track, seek);
    new ResizeObserver(() => bar === made && draw()).observe(made.track);
    return made;
  }

  /* Keys work on the whole bar; a select and the buttons keep those that are their own. */
  function press(event) {
    const { toggle, step, seek, pause } = atlas.playback;
    const tag = event.target.tagName;
    if (tag === "SELECT" || event.ctrlKey || event.altKey || event.metaKey) return;
    const far = hub().frames ? Math.max(2, Math.round(hub().frames.count / 24)) : 1;
    const acts = {
      ArrowLeft: () => step(-1), ArrowRight: () => step(1),
      ArrowDown: () => step(-1), ArrowUp: () => step(1),
      PageDown: () => step(-far), PageUp: () => step(far),
      Home: () => (pause(), seek(0)), End: () => (pause(), seek(Infinity)),
    };
    if (tag !== "BUTTON") acts[" "] = toggle;
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }

  function drag(track, seek) {
    let held = null;
    const at = (event) => {
      const box = track.getBoundingClientRect();
      const share = (event.clientX - box.left) / box.width;
      return Math.floor(Math.max(0, Math.min(0.999999, share)) * hub().frames.count);
    };
    track.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !atlas.playback.isPlayable()) return;
      held = { wasPlaying: hub().playing };
      atlas.playback.pause();
      track.setPointerCapture(event.pointerId);
      seek(at(event), false);
    });
    track.addEventListener("pointermove", (event) => held && seek(at(event), false));
    const end = () => {
      if (!held) return;
      const { wasPlaying } = held;
      held = null;
      if (wasPlaying) atlas.playback.play();
      else seek(hub().i);
    };
    track.addEventListener("pointerup", end);
    track.addEventListener("pointercancel", end);
  }

  /* What stands beside the time: the mean's name, value and level, or why there is none. */
  function meanWords(frames, i) {
    const v = frames.mean(i);
    if (Number.isNaN(v)) return `${frames.meanLabel} ${say("no_mean")}`;
    const level = frames.level(v);
    return `${frames.meanLabel} ${frames.amount(v)}${level && ` · ${level}`}`;
  }

  function showLevel(colour) {
    if (bar.level === colour) return;
    bar.level = colour;
    bar.mean.style.setProperty("--level", colour);
  }

  /* The time and the thumb follow every frame: nothing here may ask for a layout. */
  function move() {
    const { frames, i, compared, playing } = hub();
    const n = frames ? frames.count : 0;
    bar.root.classList.toggle("still", !atlas.playback.isPlayable());
    bar.root.classList.toggle("compared", Boolean(compared));
    if (!n) {
      write(bar.label, "");
      write(bar.mean, (frames && frames.words) || say("empty"));
      return;
    }
    const [label, words] = [frames.labels[i], meanWords(frames, i)];
    write(bar.label, label);
    write(bar.mean, words);
    const k = frames.classOf(frames.mean(i));
    showLevel(k >= 0 ? frames.scale.colours[k] : "transparent");
    atlas.curve.point(bar.curve, bar.width, bar.height, (i + 0.5) / n);
    bar.track.setAttribute("aria-valuenow", i);
    bar.track.setAttribute("aria-valuetext", `${label} ${words}`);
    bar.back.disabled = i <= 0 && !playing;
    bar.next.disabled = i >= n - 1 && !playing;
  }

  function showPlaying() {
    const { playing } = hub();
    const words = say(playing ? "pause" : "play");
    bar.play.textContent = playing ? "❚❚" : "▶";
    bar.play.title = words;
    bar.play.setAttribute("aria-label", words);
    bar.play.setAttribute("aria-pressed", String(playing));
    bar.now.setAttribute("aria-live", playing ? "off" : "polite");
    bar.rate.value = String(hub().speed);
  }

  function draw() {
    if (!bar || !hub().frames) return;
    bar.width = bar.track.clientWidth;
    bar.track.setAttribute("aria-valuemin", 0);
    bar.track.setAttribute("aria-valuemax", Math.max(0, hub().frames.count - 1));
    bar.height = bar.track.clientHeight;
    if (bar.width > 0) atlas.curve.draw(bar.curve, bar.width, bar.height);
    move();
  }

  hub().listen((changed) => {
    const root = document.getElementById("map-time");
    if (!root) return;
    if (changed.has("frames")) atlas.playback.setUsualRate();
    if (!bar || bar.root !== root || !root.firstChild || changed.has("ground") || changed.has("words")) {
      bar = build(root);
      showPlaying();
      draw();
      return;
    }
    if (changed.has("playing") || changed.has("speed")) showPlaying();
    if (changed.has("frames") || changed.has("theme") || changed.has("compared")) draw();
    else if (changed.has("i") || changed.has("playing")) move();
  });
})();
