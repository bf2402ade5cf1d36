/* Maps side by side move as one: whichever is panned or zoomed, the others follow. Who follows is
   moved without an echo, so that no two maps chase each other. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const SIDES = ["before", "after", "difference"];
  const joined = new WeakSet();
  let leading = null;

  const mapsOf = () =>
    SIDES.map((side) => atlas.hosts && atlas.hosts.get(side))
      .filter((host) => host && host.map)
      .map((host) => host.map);

  const isThere = (map, centre, zoom) =>
    map.getZoom() === zoom &&
    map.latLngToContainerPoint(centre).distanceTo(map.getSize().divideBy(2)) < 0.5;

  function follow(leader) {
    if (leading) return;
    leading = leader;
    const [centre, zoom] = [leader.getCenter(), leader.getZoom()];
    try {
      for (const map of mapsOf()) {
        if (map !== leader && !isThere(map, centre, zoom)) {
          map.setView(centre, zoom, { animate: false });
        }
      }
    } finally {
      leading = null;
    }
  }

  function join() {
    const maps = mapsOf();
    const fresh = maps.filter((map) => !joined.has(map));
    for (const map of fresh) {
      joined.add(map);
      map.on("move zoomend", () => follow(map));
    }
    if (fresh.length && maps.length > 1) follow(maps[0]);
  }

  atlas.hub.listen(join);
})();
