// What ECharts expects of a browser, made so that it does nothing and says the same every time.
var noegletalSeed = 1;
function noegletalReset() { noegletalSeed = 1; }
Math.random = function () {
  noegletalSeed = (noegletalSeed * 48271) % 2147483647;
  return noegletalSeed / 2147483647;
};
Date.now = function () { return 0; };
function setTimeout() { return 0; }
function clearTimeout() {}
function setInterval() { return 0; }
function clearInterval() {}
var console = { log: function () {}, warn: function () {}, error: function () {} };
