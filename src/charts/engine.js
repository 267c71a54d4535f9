// Draws one option as SVG text. Runs in QuickJS, after the stubs and ECharts itself.
// Stands in a function so that nothing leaks from one chart into the next.
(function () {
  "use strict";
  echarts.registerTheme("noegletal", JSON.parse(noegletalTheme));
  return function draw(optionText, width, height) {
    noegletalReset();
    const option = JSON.parse(optionText);
    // ECharts leaves out what it does not know without a word, or fails somewhere else.
    const unknown = (option.series || [])
      .map((series) => String(series.type))
      .filter((kind) => !echarts.ComponentModel.getClass("series", kind));
    if (unknown.length > 0) {
      return { unknown: unknown.join(", "), svg: "" };
    }
    const chart = echarts.init(null, "noegletal", {
      renderer: "svg", ssr: true, width: width, height: height,
    });
    try {
      chart.setOption(option);
      return { unknown: "", svg: chart.renderToSVGString() };
    } finally {
      // Without this an engine keeps every chart it ever drew.
      chart.dispose();
    }
  };
})()
