// Draws one option as SVG text. Runs in QuickJS, after the stubs and ECharts itself.
// Stands in a function so that nothing leaks from one chart into the next.
(function () {
  "use strict";
  echarts.registerTheme("noegletal", JSON.parse(noegletalTheme));
  return function draw(optionText, width, height) {
    noegletalReset();
    const option = JSON.parse(optionText);
    const chart = echarts.init(null, "noegletal", {
      renderer: "svg", ssr: true, width: width, height: height,
    });
    try {
      chart.setOption(option);
      // ECharts leaves out what it does not know without a word.
      const wanted = (option.series || []).map((series) => String(series.type));
      const drawn = chart.getModel().getSeries().map((series) => series.subType);
      const unknown = wanted.filter((kind) => !drawn.includes(kind));
      if (unknown.length > 0 || wanted.length !== drawn.length) {
        return { unknown: unknown.join(", ") || "?", svg: "" };
      }
      return { unknown: "", svg: chart.renderToSVGString() };
    } finally {
      // Without this an engine keeps every chart it ever drew.
      chart.dispose();
    }
  };
})()
