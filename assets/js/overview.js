/* Choices of the overview that need no server. */
(function () {
  "use strict";
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const skip = () => window.dash_clientside.no_update;

  dash.qingce_overview = {
    /* Another year may end in another month: offer its months, keep the choice where it holds. */
    offer_months: function (year, until, store) {
      const last = store.last[year];
      if (!last) return [skip(), skip()];
      const kept = Math.min(Number(until), last);
      return [store.months.slice(0, last), String(kept)];
    },

    /* The switch to large letters, or back, at what is chosen: the address holds it already. */
    turn: function (state) {
      const query = new URLSearchParams(window.location.search);
      if (state.mode === "meeting") query.delete("mode");
      else query.set("mode", "meeting");
      const said = query.toString();
      return window.location.pathname + (said ? "?" + said : "");
    },

    /* A district, a station or a row of the list becomes the place of every page. */
    pick_place: function (d, s, rows, district, station, groups) {
      const trigger = (window.dash_clientside.callback_context.triggered || [])[0];
      if (!trigger || !trigger.value) return skip();
      const id = window.dash_clientside.callback_context.triggered_id;
      const feature = id === "overview-map-districts" ? district : station;
      const place = id && id.type === "pick" ? id.place : feature && feature.properties.place;
      const known = (groups || []).some((g) => g.items.some((item) => item.value === place));
      return known ? place : skip();
    },
  };

  /* Escape leaves the large letters; where the choices are open, it folds them away first. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const meeting = document.querySelector("#react-entry-point .meeting");
    if (!meeting || document.querySelector('input[aria-expanded="true"]')) return;
    const open = meeting.querySelector("details[open]");
    if (open) open.removeAttribute("open");
    else meeting.querySelector(".mode-link").click();
  });
})();
