/* A saved picture of a chart goes into a report without its page: it takes along what the card says
   of it: title, reading, legend, foot. The camera of plotly's own bar is answered here instead. */
(function () {
  "use strict";

  const SCALE = 2;
  const EDGE = 16;
  const INK = "#1c2733";
  const QUIET = "#5a6672";
  const LINE = 1.45;

  const words = (element) => (element ? element.innerText.trim() : "");

  /* Break a text into lines that fit: Chinese anywhere, other words between spaces. */
  function wrap(pen, text, width) {
    const lines = [];
    for (const paragraph of text.split("\n")) {
      let line = "";
      for (const part of paragraph.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) || []) {
        if (line && pen.measureText(line + part.trimEnd()).width > width) {
          lines.push(line.trimEnd());
          line = "";
        }
        line += part;
      }
      if (line.trim()) lines.push(line.trimEnd());
    }
    return lines;
  }

  /* What stands around a chart, from top to bottom: {text, size, weight, colour}. */
  function around(card, graph) {
    const panel = graph.closest("[class*=span-]:not(.card)");
    const head = panel && card.contains(panel) ? words(panel.querySelector("h3")) : "";
    return {
      above: [
        { text: words(card.querySelector(".card-title")), size: 18, weight: 600, colour: INK },
        { text: head, size: 15, weight: 500, colour: INK },
        { text: words(card.querySelector(".card-reading")), size: 14, weight: 400, colour: INK },
      ].filter((part) => part.text),
      chips: [...card.querySelectorAll(".level-legend li")].map((item) => ({
        colour: (item.querySelector(".level-chip") || { style: {} }).style.background || "",
        text: words(item),
      })),
      below: [
        { text: words(card.querySelector(".card-foot")), size: 12, weight: 400, colour: QUIET },
      ].filter((part) => part.text),
    };
  }

  function prepare(pen, parts, width, font) {
    return parts.map((part) => {
      const style = `${part.weight} ${part.size}px ${font}`;
      pen.font = style;
      return { ...part, style, lines: wrap(pen, part.text, width) };
    });
  }

  const heightOf = (parts) =>
    parts.reduce((sum, part) => sum + part.lines.length * part.size * LINE + 4, 0);

  function write(pen, parts, top) {
    let y = top;
    for (const part of parts) {
      pen.font = part.style;
      pen.fillStyle = part.colour;
      for (const line of part.lines) {
        pen.fillText(line, EDGE, y + part.size);
        y += part.size * LINE;
      }
      y += 4;
    }
    return y;
  }

  /* Chips in rows; drawn only where `draw` says so, so that the height is known beforehand. */
  function legend(pen, chips, top, width, font, draw) {
    pen.font = `400 12px ${font}`;
    let x = EDGE;
    let y = top;
    for (const chip of chips) {
      const size = pen.measureText(chip.text).width + 32;
      if (x > EDGE && x + size > width - EDGE) [x, y] = [EDGE, y + 18];
      if (draw) {
        pen.fillStyle = chip.colour || "transparent";
        pen.fillRect(x, y + 2, 12, 12);
        if (chip.colour) pen.strokeRect(x, y + 2, 12, 12);
        pen.fillStyle = INK;
        pen.fillText(chip.text, x + (chip.colour ? 17 : 0), y + 12);
      }
      x += size;
    }
    return chips.length ? y + 22 : top;
  }

  function compose(image, graph, card) {
    const width = graph.offsetWidth + 2 * EDGE;
    const font = getComputedStyle(document.body).fontFamily;
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    const parts = around(card, graph);
    const above = prepare(pen, parts.above, width - 2 * EDGE, font);
    const below = prepare(pen, parts.below, width - 2 * EDGE, font);
    const head = EDGE + heightOf(above);
    const top = legend(pen, parts.chips, head, width, font, false);
    canvas.width = width * SCALE;
    canvas.height = (top + graph.offsetHeight + heightOf(below) + EDGE) * SCALE;
    pen.scale(SCALE, SCALE);
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = "#868e96";
    write(pen, above, EDGE);
    legend(pen, parts.chips, head, width, font, true);
    pen.drawImage(image, EDGE, top, graph.offsetWidth, graph.offsetHeight);
    write(pen, below, top + graph.offsetHeight);
    return canvas;
  }

  async function save(graph, card) {
    const options = (graph._context || {}).toImageButtonOptions || {};
    const image = new Image();
    image.src = await window.Plotly.toImage(graph, {
      format: "png",
      scale: SCALE,
      width: graph.offsetWidth,
      height: graph.offsetHeight,
    });
    await image.decode();
    const link = document.createElement("a");
    link.href = compose(image, graph, card).toDataURL("image/png");
    link.download = `${options.filename || "qingce"}.png`;
    link.click();
  }

  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest && event.target.closest(".modebar-btn");
      const graph = button && button.closest(".js-plotly-plot");
      const card = graph && graph.closest(".card");
      const first = graph && graph.querySelector(".modebar-btn");
      if (!card || button !== first || button.dataset.attr) return;
      event.stopPropagation();
      event.preventDefault();
      save(graph, card);
    },
    true
  );
})();
