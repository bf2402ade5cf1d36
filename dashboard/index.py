"""The index page. Its one script of ours sets the colour scheme before the first paint.

Every page has a chart, so the part of Dash that draws them is asked for with the rest and not
after it.
"""

INDEX = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
{%metas%}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{%title%}</title>
{%favicon%}
{%css%}
<link rel="preload" as="script" href="/_dash-component-suites/dash/dcc/async-graph.js">
<link rel="preload" as="fetch" href="/_dash-layout" crossorigin>
<link rel="preload" as="fetch" href="/_dash-dependencies" crossorigin>
<script>
(function () {
  var chosen = null;
  try { chosen = window.localStorage.getItem("mantine-color-scheme-value"); } catch (e) {}
  var dark = chosen === "dark" || (chosen !== "light" &&
    window.matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
</script>
</head>
<body>
{%app_entry%}
<footer>
{%config%}
{%scripts%}
{%renderer%}
</footer>
</body>
</html>
"""
