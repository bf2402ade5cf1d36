/* A long list of places of which only the rows in sight exist: rows are moved and filled anew while
   it is scrolled. A listbox: arrows go through the places, Enter chooses one. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const { element, write } = atlas;
  const hub = () => atlas.hub;
  const SPARE = 3;
  const NAME = "map-rank-row-";

  function row() {
    const made = element("div", "rank-line");
    made.setAttribute("role", "option");
    const parts = ["number", "name", "bar", "value"].map((name) => element("span", "rank-" + name));
    const fill = parts[2].appendChild(element("span", "rank-fill"));
    made.append(...parts);
    return { made, number: parts[0], name: parts[1], bar: parts[2], fill, value: parts[3] };
  }

  /* A bar from the side that holds nought; a difference grows from the middle. */
  function bar(one, value, span, colour) {
    const width = Math.min(1, Math.abs(value) / span.top) * (span.signed ? 50 : 100);
    one.fill.style.width = width.toFixed(1) + "%";
    one.fill.style.left = span.signed ? (value < 0 ? 50 - width : 50).toFixed(1) + "%" : "0";
    one.fill.style.background = colour;
  }

  function fill(one, place, span) {
    const { frames, i } = hub();
    const isMissing = Number.isNaN(place.value);
    one.made.classList.toggle("unvalued", isMissing);
    write(one.number, place.rank);
    write(one.name, place.name);
    one.name.title = place.name;
    const k = frames.classOf(place.value);
    if (isMissing) {
      const why = frames.reason(place.p, i) || hub().say("js.rank.missing");
      write(one.value, why);
      one.value.title = why;
      one.fill.style.width = "0";
    } else {
      write(one.value, frames.text(place.value));
      one.value.title = frames.level(place.value);
      bar(one, place.value, span, k >= 0 ? frames.scale.colours[k] : "");
    }
  }

  function spanOf(places) {
    let top = 0;
    let signed = false;
    places.forEach(({ value }) => {
      if (Math.abs(value) > top) top = Math.abs(value);
      if (value < 0) signed = true;
    });
    return { top: top || 1, signed: signed };
  }

  /* Append a list to `root`; {show(places, words), mark()}. */
  atlas.roll = function (root, label) {
    const frame = root.appendChild(element("div", "rank-roll"));
    const inner = frame.appendChild(element("div", "rank-inner"));
    const none = root.appendChild(element("p", "rank-empty"));
    const pool = [];
    let places = [];
    let span = { top: 1, signed: false };
    let height = 30;
    let active = -1;
    frame.tabIndex = 0;
    frame.setAttribute("role", "listbox");
    frame.setAttribute("aria-label", label);

    const indexOf = (id) => places.findIndex((place) => place.id === id);

    function grow(wanted) {
      while (pool.length < wanted) {
        const one = row();
        one.made.id = NAME + pool.length;
        one.made.addEventListener("click", () => {
          active = one.k;
          hub().select(places[one.k].id);
        });
        one.made.addEventListener("pointerenter", (event) => {
          if (event.pointerType === "mouse") hub().set({ hovered: places[one.k].id });
        });
        inner.append(one.made);
        pool.push(one);
      }
      if (pool.length === wanted && wanted) height = pool[0].made.offsetHeight || height;
    }

    function draw() {
      const first = Math.max(0, Math.floor(frame.scrollTop / height) - SPARE);
      const wanted = Math.min(places.length, Math.ceil(frame.clientHeight / height) + 2 * SPARE);
      grow(Math.min(places.length, Math.max(1, wanted)));
      const start = Math.max(0, Math.min(first, places.length - pool.length));
      pool.forEach((one, n) => {
        one.k = start + n;
        const isUsed = one.k < places.length;
        one.made.hidden = !isUsed;
        if (!isUsed) return;
        one.made.style.transform = `translateY(${one.k * height}px)`;
        one.made.setAttribute("aria-posinset", one.k + 1);
        one.made.setAttribute("aria-setsize", places.length);
        fill(one, places[one.k], span);
      });
      mark();
    }

    function mark() {
      const { selected, hovered } = hub();
      pool.forEach((one) => {
        const place = places[one.k];
        if (!place) return;
        one.made.classList.toggle("selected", place.id === selected);
        one.made.classList.toggle("hovered", place.id === hovered);
        one.made.setAttribute("aria-selected", String(place.id === selected));
      });
      const shown = pool.find((one) => one.k === active && !one.made.hidden);
      if (shown) frame.setAttribute("aria-activedescendant", shown.made.id);
      else frame.removeAttribute("aria-activedescendant");
    }

    function go(k) {
      active = Math.max(0, Math.min(places.length - 1, k));
      const top = active * height;
      if (top < frame.scrollTop) frame.scrollTop = top;
      const least = top + height - frame.clientHeight;
      if (least > frame.scrollTop) frame.scrollTop = least;
      hub().set({ hovered: places[active].id });
      draw();
    }

    frame.addEventListener("keydown", (event) => {
      const page = Math.max(1, Math.floor(frame.clientHeight / height) - 1);
      const now = active >= 0 ? active : indexOf(hub().selected);
      const steps = {
        ArrowDown: now + 1, ArrowUp: now - 1, PageDown: now + page, PageUp: now - page,
        Home: 0, End: places.length - 1,
      };
      if (!places.length) return;
      if (event.key in steps) go(steps[event.key]);
      else if ((event.key === "Enter" || event.key === " ") && places[active]) hub().select(places[active].id);
      else return;
      event.preventDefault();
    });
    frame.addEventListener("scroll", draw, { passive: true });
    frame.addEventListener("pointerleave", () => hub().set({ hovered: null }));
    frame.addEventListener("blur", () => hub().set({ hovered: null }));
    new ResizeObserver(() => places.length && draw()).observe(frame);

    function show(next, words) {
      const kept = active >= 0 && places[active] ? places[active].id : null;
      places = next;
      active = kept === null ? -1 : indexOf(kept);
      span = spanOf(places);
      none.textContent = places.length ? "" : words;
      frame.hidden = !places.length;
      pool.splice(places.length).forEach((one) => one.made.remove());
      draw();
      inner.style.height = places.length * height + "px";
    }

    return { show, mark };
  };
})();
