/* The viewer's choice, in the browser: controls -> store -> address.
   The address is replaced, not pushed: a moved slider must not fill the back button's history. Only
   another place or another case is felt as going somewhere, so the way back leads to the one
   before. A part that was chosen of a case is no part of another. */
(function () {
  "use strict";
  const DEFAULTS = { lang: "zh", palette: "official" };

  /* The same text as ViewState.to_query() on the server. */
  function query(state) {
    const parts = [];
    for (const [name, value] of Object.entries(state)) {
      const flat = Array.isArray(value) ? value.join(",") : value;
      if (flat === "" || flat === 0 || flat === null || flat === undefined) continue;
      if (DEFAULTS[name] === flat) continue;
      parts.push(name + "=" + encodeURIComponent(flat).replace(/%2C/g, ","));
    }
    return parts.length ? "?" + parts.join("&") : "";
  }

  /* No box ticked is a choice; what is usual is none. */
  const USUAL = "areas";
  function layers(ticked) {
    if (!ticked.length) return ["none"];
    return ticked.length === 1 && ticked[0] === USUAL ? [] : ticked;
  }

  /* A value that was replaced a moment ago and comes back by itself (assets/js/brush.js). */
  function isEcho(field, value, now) {
    const echo = (window.qingce.echoes || {})[field];
    return Boolean(echo && value === echo.value && value !== now && Date.now() < echo.until);
  }

  const path = (href) => href.split("?")[0];
  const skip = () => window.dash_clientside.no_update;

  /* Dash follows the way back through the addresses that it wrote itself. Of those written here it
     knows nothing: a step from or to one of them, within a page, asks for the page anew. */
  const isOurs = (entry) => Boolean(entry && entry.qingce);
  let shown = null;
  let ours = false;
  window.addEventListener("popstate", (event) => {
    const [before, was] = [shown, ours];
    shown = window.location.href;
    ours = isOurs(event.state);
    if (!was && !ours) return;
    if (before && path(before) === path(shown) && before !== shown) window.location.reload();
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce: {
      collect: function (values, controls, state, hrefs) {
        const next = Object.assign({}, state);
        controls.forEach((control, i) => {
          const value = values[i];
          if (value === undefined || value === null) return;
          const old = state[control.field];
          if (isEcho(control.field, value, old)) {
            window.dash_clientside.set_props({ field: control.field, type: "control" }, { value: old });
            return;
          }
          if (control.field === "layers") {
            next.layers = layers(value);
            return;
          }
          next[control.field] = typeof old === "number" ? Number(value) : value;
        });
        window.qingce.fit(next, state);
        const isElsewhere = next.place !== state.place || next.case !== state.case;
        if (next.case !== state.case && next.part) {
          next.part = "";
          window.dash_clientside.set_props({ field: "part", type: "control" }, { value: "" });
        }
        if (JSON.stringify(next) === JSON.stringify(state)) {
          return [skip(), hrefs.map(skip), skip()];
        }
        const search = query(next);
        const here = window.location.pathname + search;
        if (!isElsewhere) window.history.replaceState(window.history.state, "", here);
        else window.history.pushState({ qingce: true }, "", here);
        shown = window.location.href;
        ours = isOurs(window.history.state);
        const other = Object.assign({}, next, { lang: next.lang === "zh" ? "en" : "zh" });
        return [
          next,
          hrefs.map((href) => path(href) + search),
          window.location.pathname + query(other),
        ];
      },

      /* Another city has other places and years: keep what still makes sense, ask for the page. */
      change_city: function (city, state) {
        if (!city || city === state.city) return skip();
        const kept = {};
        for (const name of ["lang", "palette", "mode", "until", "metrics", "grain", "pollutant", "standard", "basis", "smooth", "tiles", "variation", "kind", "metric", "compared", "scale", "layers"]) {
          kept[name] = state[name];
        }
        return query(Object.assign({ lang: state.lang, city: city }, kept)) || "?";
      },
    },
  });
})();
