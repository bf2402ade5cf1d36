/* The ranking beside the map: areas or stations of the frame in view, by value or by name, what is
   missing last with its reason. Only the rows in sight are in the document, so 1,600 stations follow
   the playback; names become text nodes. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const { element } = atlas;
  const hub = () => atlas.hub;
  const say = (key, values) => hub().say("js.rank." + key, values);
  /* Milliseconds between two updates while it plays: five a second can still be read. */
  const PACE = 200;

  /* What the viewer chose here, kept when the page is left and found again. */
  const chosen = { tab: "areas", by: "value", down: true };
  let list = null;
  let due = 0;
  let drawnAt = -Infinity;

  const TABS = ["areas", "stations"];
  const used = () => TABS.filter((tab) => placesOf(tab).length);
  const tabOf = () => (used().includes(chosen.tab) ? chosen.tab : used()[0] || "stations");

  /* The places of a tab that can be ranked, as {id, name, p}; unplaced stations are among them. */
  function placesOf(tab) {
    const { ground, frames } = hub();
    if (!ground || !frames) return [];
    const own = tab === "areas" ? ground.areas : [...ground.stations, ...(ground.unplaced || [])];
    return own
      .filter((each) => frames.indexOf[each.id] !== undefined)
      .map((each) => ({ id: each.id, name: each.name, p: frames.indexOf[each.id] }));
  }

  /* Equal values keep the order of names; what is missing is last whichever way it is sorted. */
  function sorted(places) {
    const { frames, i, lang } = hub();
    const names = new Intl.Collator(lang === "zh" ? "zh-CN" : "en", { numeric: true });
    places.forEach((each) => (each.value = frames.value(each.p, i)));
    const way = chosen.down ? -1 : 1;
    const byName = (a, b) => names.compare(a.name, b.name);
    if (chosen.by === "name") return places.sort((a, b) => way * byName(a, b));
    return places.sort((a, b) => {
      const [x, y] = [Number.isNaN(a.value), Number.isNaN(b.value)];
      if (x || y) return x - y || (x && y ? byName(a, b) : 0);
      return way * (a.value - b.value) || byName(a, b);
    });
  }

  /* Ranks as printed: one and the same for what reads the same. */
  function numbered(places) {
    const { frames } = hub();
    let rank = 0;
    let before = null;
    let seen = 0;
    places.forEach((each) => {
      const text = frames.text(each.value);
      if (Number.isNaN(each.value)) each.rank = "";
      else {
        seen += 1;
        if (text !== before) rank = seen;
        before = text;
        each.rank = String(rank);
      }
    });
    return places;
  }

  function rows() {
    const places = sorted(placesOf(tabOf()));
    if (chosen.by === "value") return numbered(places);
    const ranks = new Map(numbered([...places].sort((a, b) => b.value - a.value || 0)).map((e) => [e.id, e.rank]));
    places.forEach((each) => (each.rank = ranks.get(each.id)));
    return places;
  }

  function choose(news) {
    Object.assign(chosen, news);
    refresh(true);
  }

  function tabs(root) {
    const box = root.appendChild(element("div", "rank-tabs"));
    box.setAttribute("role", "tablist");
    const kind = (hub().ground || {}).area_kind === "city" ? "cities" : "districts";
    used().forEach((tab) => {
      const words = say(tab === "areas" ? kind : "stations");
      const made = box.appendChild(element("button", "rank-tab", words));
      made.type = "button";
      made.setAttribute("role", "tab");
      made.setAttribute("aria-selected", String(tab === tabOf()));
      made.dataset.tab = tab;
      made.addEventListener("click", () => {
        choose({ tab: tab });
        build(list.root);
        list.root.querySelector(`[data-tab="${tab}"]`).focus();
      });
    });
    return box;
  }

  function sorters(root) {
    const box = root.appendChild(element("div", "rank-sorters"));
    ["name", "value"].forEach((by) => {
      const made = box.appendChild(element("button", `rank-by rank-by-${by}`));
      made.type = "button";
      made.append(element("span", "", say(by)), element("span", "rank-way"));
      made.addEventListener("click", () => {
        choose(chosen.by === by ? { down: !chosen.down } : { by: by, down: by === "value" });
        showSort();
      });
    });
    const save = box.appendChild(element("button", "rank-file", say("file")));
    save.type = "button";
    save.title = say("file_title");
    save.addEventListener("click", () => atlas.saveFrame(rows()));
    return box;
  }

  function showSort() {
    list.root.querySelectorAll(".rank-by").forEach((made) => {
      const isUsed = made.classList.contains(`rank-by-${chosen.by}`);
      made.setAttribute("aria-pressed", String(isUsed));
      made.querySelector(".rank-way").textContent = isUsed ? (chosen.down ? "↓" : "↑") : "";
    });
  }

  function build(root) {
    root.replaceChildren();
    list = { root: root, time: null, rolled: null };
    const head = root.appendChild(element("div", "rank-head"));
    head.append(element("h3", "rank-heading", say("heading")));
    list.time = head.appendChild(element("span", "rank-time"));
    tabs(root);
    sorters(root);
    list.rolled = atlas.roll(root, say("list"));
    showSort();
    refresh(true);
  }

  function refresh(isNow) {
    const wait = PACE - (performance.now() - drawnAt);
    if (!isNow && wait > 0) {
      if (!due) due = window.setTimeout(() => refresh(true), wait);
      return;
    }
    window.clearTimeout(due);
    due = 0;
    drawnAt = performance.now();
    if (!list || !list.root.isConnected || !list.rolled) return;
    const { frames, i } = hub();
    const has = frames && frames.count > 0;
    list.time.textContent = has ? frames.labels[i] || "" : "";
    list.rolled.show(has ? rows() : [], has ? "" : (frames && frames.words) || say("none"));
  }

  hub().listen((changed) => {
    const root = document.getElementById("map-ranking");
    if (!root) return;
    const has = (...names) => names.some((name) => changed.has(name));
    if (!list || list.root !== root || !root.firstChild || has("ground", "words", "lang", "frames")) {
      build(root);
    } else if (has("i")) refresh(!hub().playing);
    if (list.rolled && has("selected", "hovered", "theme")) list.rolled.mark();
  });
})();
