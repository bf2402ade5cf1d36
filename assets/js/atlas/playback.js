/* Playback: one frame of the map after another, all from what the browser already has. While it
   plays nothing is asked of the server and nothing is written; where it stops, the time goes into
   the controls, and so into the address. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const hub = () => atlas.hub;

  const RATES = [2, 5, 10, 25, Infinity];
  /* Frames left out at most to keep pace; a tab that slept goes on where it was. */
  const MOST_SKIPPED = 4;
  /* Milliseconds without another step after which a time counts as chosen. */
  const PAUSE = 250;

  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const count = () => (hub().frames ? hub().frames.count : 0);
  const isPlayable = () => count() > 1 && !hub().compared;

  let last = 0;
  let waiting = 0;
  /* Until when a time that was written comes round: as period and as hour, one after the other. */
  const ROUND = 800;
  let writing = -Infinity;

  /* Whether what the controls say is older than what is looked at. */
  const isWriting = () => Boolean(waiting) || performance.now() < writing;

  /* Write the frame in view as the viewer's choice. */
  function keep() {
    const { frames, i, compared } = hub();
    const time = frames && !compared && frames.times[i];
    if (!time) return;
    writing = performance.now() + ROUND;
    window.setTimeout(settle, ROUND + 20);
    hub().choose("period", time.slice(0, 10));
    if (frames.kind === "hour") hub().choose("hour", Number(time.slice(11, 13)));
  }

  /* Another time that was chosen meanwhile holds once the round is over. */
  function settle() {
    if (hub().state && !isWriting()) follow(hub().state);
  }

  function keepSoon() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      waiting = 0;
      if (!hub().playing) keep();
    }, PAUSE);
  }

  function tick(now) {
    if (!hub().playing) return;
    if (!document.getElementById("map-time")) {
      hub().set({ playing: false });
      return;
    }
    const rate = hub().speed;
    const due = rate === Infinity ? 1 : Math.floor(((now - last) * rate) / 1000);
    const end = count() - 1;
    if (due > 0) {
      const isLate = rate === Infinity || due > MOST_SKIPPED;
      last = isLate ? now : last + (due * 1000) / rate;
      hub().set({ i: Math.min(hub().i + (isLate ? 1 : due), end) });
    }
    if (hub().i >= end) pause();
    else window.requestAnimationFrame(tick);
  }

  function play() {
    if (!isPlayable() || hub().playing) return;
    window.clearTimeout(waiting);
    waiting = 0;
    const restart = hub().i >= count() - 1 ? { i: 0 } : {};
    hub().set(Object.assign({ playing: true }, restart));
    last = performance.now();
    window.requestAnimationFrame(tick);
  }

  function pause() {
    if (!hub().playing) return;
    hub().set({ playing: false });
    keep();
  }

  /* Show a frame; `isChosen` is false as long as a finger still moves. */
  function seek(i, isChosen) {
    if (!count() || hub().compared) return;
    hub().set({ i: Math.max(0, Math.min(count() - 1, Math.round(i))) });
    if (isChosen !== false) keepSoon();
  }

  function step(by) {
    pause();
    seek(hub().i + by);
  }

  /* The pace that the viewer chose holds; until then a record takes about a minute. */
  let isChosen = false;

  function setRate(rate) {
    isChosen = true;
    hub().set({ speed: rate });
    last = performance.now();
  }

  function setUsualRate() {
    if (isChosen) return;
    const fits = RATES.find((rate) => count() / rate <= 75) || RATES[2];
    hub().set({ speed: calm() ? RATES[0] : Math.min(fits, RATES[2]) });
  }

  /* The time that a choice asks for, as the frames write theirs. */
  function timeOf(state, frames) {
    if (frames.kind !== "hour") return state.period;
    return `${state.period}T${String(Number(state.hour) || 0).padStart(2, "0")}`;
  }

  /* The frame that begins at a time, or the hours' last one before it on that day; -1 for none. */
  function frameAt(frames, time) {
    let found = frames.count - 1;
    while (found >= 0 && frames.times[found] > time) found -= 1;
    const isHeld = found >= 0 && frames.times[found].slice(0, 10) === time.slice(0, 10);
    return isHeld ? found : -1;
  }

  /* Show the time that a choice asks for; false where the frames that are here do not hold it. */
  function follow(state) {
    const { frames, playing, compared } = hub();
    if (!frames) return false;
    if (compared || !state.period || !frames.count) return true;
    const found = frameAt(frames, timeOf(state, frames));
    if (found >= 0 && !playing && !isWriting()) hub().set({ i: found });
    return found >= 0;
  }

  atlas.playback = {
    RATES, play, pause, step, seek, setRate, setUsualRate, follow, isPlayable,
    toggle: () => (hub().playing ? pause() : play()),
  };
})();
