/* The rail of the map: pickers of days and of periods, of which the kind shows one. What they pick is
   kept in hidden controls, which playback writes as well; the pickers follow. */
(function () {
  "use strict";

  const skip = () => window.dash_clientside.no_update;
  const HIDDEN = { display: "none" };
  const SHOWN = {};
  /* Outputs of `choose` before those of the controls. */
  const PICKED = 14;
  const isShort = (kind) => kind === "hour" || kind === "day";

  /* The last period that begins no later than a day, else the oldest; `periods` newest first. */
  function nearest(offer, kind, key) {
    if (isShort(kind)) {
      if (!key || key > offer.last) return offer.last;
      return key < offer.first ? offer.first : key;
    }
    const keys = offer.periods.map((each) => each.value);
    if (!key) return keys[0];
    return keys.find((each) => each <= key) || keys[keys.length - 1];
  }

  /* A period of too few days is a map of nothing: another kind begins with one that has enough. */
  function enough(offer, key) {
    const keys = offer.periods.map((each) => each.value);
    return keys.find((each) => each <= key && !offer.short.includes(each)) || key;
  }

  /* 29 February has no year before: its last of February stands for it, as on the server. */
  function yearBefore(key) {
    const day = `${Number(key.slice(0, 4)) - 1}${key.slice(4)}`;
    return day.endsWith("-02-29") ? day.replace("-29", "-28") : day;
  }

  function dayBefore(key) {
    const day = new Date(`${key}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() - 1);
    return day.toISOString().slice(0, 10);
  }

  /* The same period of the year before, else the one before, as the server has it by default. */
  function usual(offer, kind, key) {
    const year = yearBefore(key);
    if (isShort(kind)) {
      const day = year >= offer.first ? year : dayBefore(key);
      return day >= offer.first ? day : "";
    }
    const keys = offer.periods.map((each) => each.value);
    if (keys.includes(year)) return year;
    return keys.find((each) => each < key) || "";
  }

  const isDay = (value) => /^\d{4}-\d\d-\d\d$/.test(value || "");

  /* What a picker says of a period, where it says something that there is; else what was before. */
  function picked(kind, select, day, before) {
    if (!isShort(kind)) return select || before;
    return isDay(day) ? day : before;
  }

  const pickers = (kind, key) => [
    isShort(kind) ? null : key || null,
    isShort(kind) ? HIDDEN : SHOWN,
    key || "",
    isShort(kind) ? SHOWN : HIDDEN,
  ];

  /* What is asked for after a picker has moved: metric, period, hour, period compared with. */
  function asked(moved, seen, offer, before) {
    const kind = seen.kind;
    const changed = moved === "map-kind";
    let period = before.period;
    if (moved.startsWith("map-period")) period = picked(kind, seen.select, seen.day, period);
    period = nearest(offer, kind, period);
    if (changed && !isShort(kind)) period = enough(offer, period);
    let against = changed ? "" : before.against;
    if (moved.startsWith("map-against")) {
      against = picked(kind, seen.otherSelect, seen.otherDay, against);
    }
    if (!seen.compared) against = before.against && !changed ? before.against : "";
    else against = against ? nearest(offer, kind, against) : usual(offer, kind, period);
    const at = moved === "map-hour-select" ? Number(seen.hour) : Number(before.hour) || 0;
    const hour = offer.step ? Math.floor(at / offer.step) * offer.step : 0;
    const metric = changed ? offer.counterparts[before.metric] || before.metric : before.metric;
    return { kind, metric, period, against, hour };
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_map: {
      choose: function (kind, select, day, hour, compared, otherSelect, otherDay, choices, values, controls) {
        const offer = (choices || {})[kind];
        const moved = window.dash_clientside.callback_context.triggered_id;
        const names = controls.map((control) => control.field);
        if (!offer || !moved) return [...Array(PICKED).fill(skip()), names.map(skip)];
        const before = Object.fromEntries(names.map((name, i) => [name, values[i]]));
        const seen = { kind, select, day, hour, compared, otherSelect, otherDay };
        const next = asked(typeof moved === "string" ? moved : "", seen, offer, before);
        const changed = moved === "map-kind";
        const data = changed ? offer.periods : skip();
        return [
          changed ? offer.metrics : skip(),
          data,
          ...pickers(kind, next.period),
          data,
          ...pickers(kind, compared ? next.against : ""),
          String(next.hour),
          kind === "hour" ? SHOWN : HIDDEN,
          compared ? SHOWN : HIDDEN,
          names.map((name, i) => (name in next && next[name] !== values[i] ? next[name] : skip())),
        ];
      },

      /* Playback writes period and hour: the pickers show what is looked at. */
      follow: function (state, select, day, hour) {
        const set = (name, value) => window.dash_clientside.set_props(name, { value: value });
        const key = (state || {}).period;
        if (key && isShort(state.kind) && key !== day) set("map-period-day", key);
        if (key && !isShort(state.kind) && key !== select) set("map-period-select", key);
        if (state && state.kind === "hour" && String(state.hour) !== hour) {
          set("map-hour-select", String(state.hour));
        }
        return skip();
      },

      /* The three maps beside one another are there only while they are wanted. */
      set_beside: function (compared, sides, mounted) {
        const beside = compared === "sides";
        const there = Boolean(mounted && mounted.length);
        const next = beside === there ? skip() : beside ? sides : [];
        return [beside ? "map-stage sides" : "map-stage", next];
      },
    },
  });
})();
