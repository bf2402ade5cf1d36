/* Chinese dates and buttons for plotly.js. It is a script before this one where Dash takes the bundle
   from the assets; where it comes later it takes what waits in PlotlyLocales. */
(function () {
  "use strict";
  const days = ["日", "一", "二", "三", "四", "五", "六"];
  const months = Array.from({ length: 12 }, (_, i) => i + 1 + "月");
  const chinese = {
    moduleType: "locale",
    name: "zh-CN",
    dictionary: {
      Autoscale: "自动缩放",
      "Box Select": "框选",
      "Download plot as a PNG": "保存为图片",
      "Download plot": "保存为图片",
      Pan: "平移",
      Reset: "重置",
      "Reset axes": "重置坐标轴",
      Zoom: "缩放",
      "Zoom in": "放大",
      "Zoom out": "缩小",
      "Double-click to zoom back out": "双击还原",
      "Double-click on legend to isolate one trace": "双击图例只看一项",
      "Taking snapshot - this may take a few seconds": "正在保存图片",
      "Snapshot succeeded": "图片已保存",
    },
    format: {
      days: days.map((d) => "星期" + d),
      shortDays: days.map((d) => "周" + d),
      months: months,
      shortMonths: months,
      date: "%Y-%m-%d",
      year: "%Y年",
      month: "%Y年%-m月",
      dayMonth: "%-m月%-d日",
      dayMonthYear: "%Y年%-m月%-d日",
    },
  };
  if (window.Plotly && window.Plotly.register) window.Plotly.register(chinese);
  else (window.PlotlyLocales = window.PlotlyLocales || []).push(chinese);
})();
