/* The rail of the map: pickers of days and of periods, of which the kind shows one. What they pick is
   kept in hidden controls, which playback writes as well; the pickers follow. */
(function () {
  "use strict";

  const skip = () => window.dash_clientside.no_update;
  const HIDDEN = { display: "none" };
  const SHOWN = {};
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

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_map: {
      choose: function (kind, select, day, hour, compared, other, otherDay, period, at, choices, metric, against) {
        const trigger = window.dash_clientside.callback_context.triggered_id;
        const offer = (choices || {})[kind];
        const field = trigger && typeof trigger === "object" ? trigger.field : trigger;
        if (!offer || !field) return Array(18).fill(skip());
        const changed = field === "kind";
        let key = period;
        if (field === "map-period-select" || field === "map-period-day") {
          key = picked(kind, select, day, period);
        }
        if (key || changed) key = nearest(offer, kind, key);
        let opposed = against;
        if (field === "map-against-select" || field === "map-against-day") {
          opposed = picked(kind, other, otherDay, against);
        }
        if (changed) opposed = "";
        if (compared) {
          opposed = opposed ? nearest(offer, kind, opposed) : usual(offer, kind, key);
        }
        const step = offer.step || 1;
        const wanted = field === "map-hour-select" ? Number(hour) : Number(at) || 0;
        const block = offer.step ? Math.floor(wanted / step) * step : 0;
        const data = changed ? offer.periods : skip();
        const own = [
          changed ? offer.metrics : skip(),
          changed ? offer.counterparts[metric] || metric : skip(),
        ];
        return [
          ...own,
          data,
          ...pickers(kind, key),
          data,
          ...pickers(kind, compared ? opposed : ""),
          String(block),
          kind === "hour" ? SHOWN : HIDDEN,
          compared ? SHOWN : HIDDEN,
          key === period ? skip() : key,
          (opposed || "") === (against || "") ? skip() : opposed || "",
          block === Number(at) ? skip() : block,
        ];
      },

      /* The three maps beside one another are mounted when they are first wanted. */
      set_beside: function (compared, sides, mounted) {
        const beside = compared === "sides";
        const wanted = beside && !(mounted && mounted.length);
        return [beside ? "map-stage sides" : "map-stage", wanted ? sides : skip()];
      },
    },
  });
})();
