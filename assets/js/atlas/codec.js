/* What the server packs, unpacked: packed arrays, bytes, the frames of a map with the questions that
   drawing asks of them. Nothing here knows a page. The form is written in view/frames.py. */
(function () {
  "use strict";

  window.qingce = window.qingce || {};
  const atlas = (window.qingce.atlas = window.qingce.atlas || {});

  function bytes(text) {
    const raw = window.atob(text || "");
    const out = new Uint8Array(raw.length);
    for (let k = 0; k < raw.length; k++) out[k] = raw.charCodeAt(k);
    return out;
  }

  const float32 = (text) => new Float32Array(bytes(text).buffer);
  const float64 = (text) => new Float64Array(bytes(text).buffer);

  /* A mask packed eight to a byte, the first in the highest bit. */
  function bits(text, count) {
    const packed = bytes(text);
    const out = new Uint8Array(count);
    for (let k = 0; k < count; k++) out[k] = (packed[k >> 3] >> (7 - (k & 7))) & 1;
    return out;
  }

  /* An array as Float32Array in its own order, NaN where a value is missing. Single precision on
     purpose: 0.1 × 350 then is 35 again, so a value on a limit stays on it. */
  function unpack(array) {
    const packed = bytes(array.data);
    const last = array.shape[array.shape.length - 1];
    const count = array.shape.reduce((n, size) => n * size, 1);
    if (array.dtype !== "zz16" || packed.length !== 2 * count) throw new Error("not a zz16 array");
    const out = new Float32Array(count);
    let level = 0;
    for (let k = 0; k < count; k++) {
      if (k % last === 0) level = 0;
      const zigzag = packed[k] | (packed[count + k] << 8);
      level = (level + ((zigzag >>> 1) ^ -(zigzag & 1))) & 0xffff;
      out[k] = level ? (level - 1) * array.scale + array.base : NaN;
    }
    return out;
  }

  function positions(ids) {
    const found = Object.create(null);
    ids.forEach((id, k) => (found[id] = k));
    return found;
  }

  /* edges[k] < v <= edges[k+1]; the first class holds its low edge, the outer ones what lies outside. */
  function classifier(scale) {
    const edges = scale.edges.map((e) => (e === null ? Infinity : Math.fround(e)));
    const last = edges.length - 2;
    return function (value) {
      if (value === null || !Number.isFinite(value) || last < 0) return -1;
      const single = Math.fround(value);
      for (let k = 0; k < last; k++) if (single <= edges[k + 1]) return k;
      return last;
    };
  }

  function text(value, decimals, signed) {
    if (value === null || value === undefined || !Number.isFinite(value)) return "";
    const plain = Math.abs(value).toFixed(decimals);
    const sign = value < 0 && Number(plain) !== 0 ? "−" : signed && value > 0 ? "+" : "";
    return sign + plain;
  }

  /* The wind of a place in a frame: {speed, direction it comes from}, null where there is none. */
  function windReader(wind, places, count) {
    if (!wind) return () => null;
    const rows = positions(wind.stations);
    const speed = unpack(wind.speed);
    const direction = unpack(wind.direction);
    return function (p, i) {
      const row = rows[places[p]];
      if (row === undefined) return null;
      const k = row * count + i;
      if (Number.isNaN(speed[k])) return null;
      return { speed: speed[k], direction: direction[k] };
    };
  }

  /* A statistic without classes is drawn in one grey. */
  const PLAIN = { edges: [0, null], colours: ["#8a8f98"], inks: ["#000000"], shapes: ["circle"], names: [""], title: "" };

  /* FRAMES of the wire as an object that answers: value, mean, wind, class and level of a value, its
     words, those of a missing one. */
  function frames(sent) {
    if (!sent || !sent.values) return null;
    const count = sent.times.length;
    const values = unpack(sent.values);
    const means = sent.mean && sent.mean.values ? unpack(sent.mean.values) : null;
    const reasons = sent.reasons || {};
    const scale = sent.scale || PLAIN;
    const signed = scale.edges.some((edge) => edge < 0);
    const classOf = classifier(scale);
    const said = (value) => text(value, sent.decimals || 0, signed);
    return Object.assign({}, sent, {
      count: count,
      indexOf: positions(sent.places),
      value: (p, i) => (p >= 0 && i >= 0 && i < count ? values[p * count + i] : NaN),
      meanLabel: (sent.mean && sent.mean.label) || "",
      mean: (i) => (means && i >= 0 && i < count ? means[i] : NaN),
      windOf: windReader(sent.wind, sent.places, count),
      isCalm: (wind) => wind.speed < sent.wind.calm_below || !Number.isFinite(wind.direction),
      scale: scale,
      classOf: classOf,
      level: (value) => scale.names[classOf(value)] || "",
      text: said,
      amount: (value) => said(value) && said(value) + (sent.unit ? "\u2009" + sent.unit : ""),
      reason: function (p, i) {
        const own = reasons[sent.places[p]] || {};
        return own[(sent.times[i] || "").slice(0, 7)] || own[""] || "";
      },
      first: sent.at || 0,
      difference: sent.difference ? frames({ ...sent.difference, roses: sent.roses, roses_label: sent.roses_label }) : null,
    });
  }

  /* GROUND of the wire with its places by id. */
  function ground(sent) {
    if (!sent) return null;
    const names = Object.create(null);
    const stationById = Object.create(null);
    const areaById = Object.create(null);
    for (const area of sent.areas) [names[area.id], areaById[area.id]] = [area.name, area];
    for (const one of sent.stations) [names[one.id], stationById[one.id]] = [one.name, one];
    for (const one of sent.unplaced || []) names[one.id] = one.name;
    if (sent.city) names[sent.city] = sent.name;
    return Object.assign({}, sent, { names, stationById, areaById });
  }

  atlas.codec = { bytes, float32, float64, bits, unpack, classifier, text, frames, ground };
})();
