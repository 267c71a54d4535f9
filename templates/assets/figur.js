// Draws a chart once more, from the same option, so that it answers to the pointer and to keys. It lies on the drawing
// that came with the page, which stays for those who listen, and for paper.
noegletal.live = (function () {
  "use strict";
  var words = noegletal.words({
    da: { before: "Forrige tal", after: "Næste tal", hint: "Peg på figuren, eller gå fra tal til tal." },
    en: { before: "Previous figure", after: "Next figure", hint: "Point at the chart, or step from figure to figure." }
  });
  var still = window.matchMedia("(prefers-reduced-motion: reduce)");
  echarts.registerTheme("noegletal", noegletalTheme);
  // Widths of letters are taken from ECharts' own list, as they were for the drawing, so that everything stands where it stood.
  echarts.setPlatformAPI({ createCanvas: function () { return null; } });

  // Whether a value stands for a figure: gaps are "-".
  function isFigure(item) { return item && item.name && item.value !== "-" && [].concat(item.value)[0] !== "-"; }

  // The figures that can be gone to, each once: an interval has the words of the figure it surrounds.
  function stops(option) {
    var found = [];
    option.series.forEach(function (series, at) {
      if (series.silent) { return; }
      (series.data || []).forEach(function (item, place) {
        if (isFigure(item) && !found.some(function (one) { return one.text === item.name; })) {
          found.push({ text: item.name, series: at, place: place });
        }
      });
    });
    return found;
  }

  // The option as it is drawn here: the same picture, with what only a live one needs.
  function live(option) {
    var hidden = option.series.some(function (series) { return series.type === "line" && !series.silent && series.showSymbol === false; });
    option.animation = false;
    option.textStyle = { fontFamily: getComputedStyle(document.body).fontFamily };
    option.stateAnimation = { duration: 0 };
    option.tooltip.confine = true;
    option.tooltip.transitionDuration = still.matches ? 0 : 0.2;
    option.tooltip.renderMode = "richText";
    if (hidden) {
      // A line without marks has nothing to point at but its months.
      option.tooltip.trigger = "axis";
      option.tooltip.axisPointer = { type: "line", label: { show: false }, lineStyle: { color: "var(--line)", type: "solid" } };
      option.tooltip.formatter = function (all) {
        return all.filter(function (one) { return isFigure(one.data); }).map(function (one) { return one.data.name; }).join("\n");
      };
    }
    option.series.forEach(function (series) {
      // Colours are variables of the page, which cannot be made lighter by reckoning.
      series.emphasis = { disabled: true };
    });
    return option;
  }

  return function (figure, tools, status, byHand) {
    var drawing = figure.querySelector("svg");
    var option = JSON.parse(figure.querySelector(".chart-option").textContent);
    var all = stops(option);
    var size = drawing.viewBox.baseVal;
    var frame = noegletal.make("div", "live");
    var stage = noegletal.make("div", "stage");
    var at = -1;
    frame.setAttribute("aria-hidden", "true");
    frame.appendChild(stage);
    figure.insertBefore(frame, drawing);
    var chart = echarts.init(stage, "noegletal", { renderer: "svg", width: size.width, height: size.height });
    chart.setOption(live(option));

    // It is drawn in the size of the drawing and shown in the size of the page, as the drawing is.
    function fit() {
      var box = drawing.getBoundingClientRect();
      if (!box.width) { return; }
      frame.style.width = box.width + "px";
      frame.style.height = box.height + "px";
      stage.style.transform = "scale(" + box.width / size.width + ")";
    }
    fit();
    new ResizeObserver(fit).observe(drawing);
    figure.classList.add("is-live");

    function go(step) {
      at = (at + step + all.length) % all.length;
      status.textContent = all[at].text;
      chart.dispatchAction({ type: "showTip", seriesIndex: all[at].series, dataIndex: all[at].place });
    }

    var hint = noegletal.make("span", "quiet", words.hint);
    var buttons = [[words.before, -1], [words.after, 1]].map(function (one) {
      var button = noegletal.make("button", "tool", one[0]);
      button.type = "button";
      button.addEventListener("click", function () {
        if (at < 0 && one[1] < 0) { at = 0; }
        go(one[1]);
      });
      button.addEventListener("keydown", function (event) {
        var step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
        if (!step) { return; }
        event.preventDefault();
        go(step);
      });
      return button;
    });
    if (all.length) { buttons.forEach(function (button) { tools.insertBefore(button, status); }); }
    tools.appendChild(hint);
    if (byHand && all.length) { buttons[1].focus(); }
  };
})();
