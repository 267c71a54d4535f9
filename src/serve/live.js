// Only in the preview: reloads the page after a build, or shows what is wrong with the input.
(function () {
  var script = document.currentScript;
  var box = null;
  function show(problems) {
    if (!box) {
      box = document.createElement('pre');
      box.setAttribute('role', 'alert');
      var style = {
        position: 'fixed', inset: 'auto 0 0 0', maxHeight: '60vh', overflow: 'auto', margin: '0', padding: '1rem',
        zIndex: '2147483647', background: '#2b0b0b', color: '#fff', font: '14px/1.45 ui-monospace, monospace',
        whiteSpace: 'pre-wrap', borderTop: '4px solid #e5484d'
      };
      for (var name in style) { box.style[name] = style[name]; }
      document.body.appendChild(box);
    }
    box.textContent = problems;
  }
  var events = new EventSource('/__noegletal/live?since=' + script.dataset.since);
  events.addEventListener('build', function (event) {
    var problems = JSON.parse(event.data);
    if (problems === null) { location.reload(); } else { show(problems); }
  });
}());
