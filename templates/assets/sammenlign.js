// Puts two funds or two jobcentres side by side, from their own files of the newest edition and of the months before it.
// Whom a reader chose stays in the address.
(function () {
  "use strict";
  var form = document.querySelector("form.compare");
  var readable = /^https?:$/.test(location.protocol) && Boolean(window.fetch && window.URLSearchParams && window.BigInt);
  if (!form || !readable) { return; }
  var english = noegletal.locale !== "da-DK";
  var words = noegletal.words({
    da: {
      loading: "Henter tallene …", failed: "Tallene kunne ikke hentes.", ready: "{a} og {b}, {month}.", choose: "Vælg to.",
      figures: "Tallene for {month}: {a} og {b}", targets: "Målene i {month}: {a} og {b}", months: "{measure}, måned for måned: {a} og {b}",
      measure: "Mål", month: "Måned", difference: "Forskel", figuresHead: "Tallene", targetsHead: "Målene", monthsHead: "De seneste måneder",
      none: "De to har ingen tal for det samme.", over: "{from} til {to}", notBound: "Ikke bundet", from: "fra målet",
      first: "Forskellen er den første minus den anden, regnet før afrunding.", legend: "Hvor der står et tegn i stedet for et tal:",
      units: { persons: "personer", spells: "forløb", percent: "pct.", percentage_points: "procentpoint" },
      missing: {
        not_applicable: ["[z]", "ikke relevant"], excluded: ["[s]", "indgår ikke"], suppressed: ["[c]", "skjult af hensyn til fortrolighed"],
        not_received: ["[x]", "ikke modtaget"], not_yet: ["[n]", "foreligger endnu ikke"], unreliable: ["[u]", "for usikkert"],
        incomplete: ["[m]", "ufuldstændig"]
      },
      incomparable: ["[i]", "ingen forskel: et af tallene mangler"],
      least: ["≥", "mindst"], most: ["≤", "højst"],
      verdicts: {
        met: ["✓", "Opfyldt", "met"], not_met: ["✗", "Ikke opfyldt", "missed"], undecided: ["?", "Kan ikke afgøres", "undecided"],
        no_numeric_target: ["–", "Intet talmål", "none"], no_data: ["–", "Ingen tal", "none"], not_in_force: ["–", "Ikke i kraft", "none"]
      }
    },
    en: {
      loading: "Loading the figures …", failed: "The figures could not be loaded.", ready: "{a} and {b}, {month}.", choose: "Choose two.",
      figures: "Figures for {month}: {a} and {b}", targets: "Targets in {month}: {a} and {b}", months: "{measure}, month by month: {a} and {b}",
      measure: "Measure", month: "Month", difference: "Difference", figuresHead: "Figures", targetsHead: "Targets", monthsHead: "The latest months",
      none: "The two have no figures for the same.", over: "{from} to {to}", notBound: "Not bound", from: "from the target",
      first: "The difference is the first minus the second, reckoned before rounding.", legend: "Where a sign stands in place of a number:",
      units: { persons: "persons", spells: "spells", percent: "per cent", percentage_points: "percentage points" },
      missing: {
        not_applicable: ["[z]", "not applicable"], excluded: ["[s]", "excluded"], suppressed: ["[c]", "confidential"],
        not_received: ["[x]", "not received"], not_yet: ["[n]", "not yet available"], unreliable: ["[u]", "unreliable"],
        incomplete: ["[m]", "incomplete"]
      },
      incomparable: ["[i]", "no difference: one of the figures is missing"],
      least: ["≥", "at least"], most: ["≤", "at most"],
      verdicts: {
        met: ["✓", "Met", "met"], not_met: ["✗", "Not met", "missed"], undecided: ["?", "Cannot be decided", "undecided"],
        no_numeric_target: ["–", "No numeric target", "none"], no_data: ["–", "No figures", "none"], not_in_force: ["–", "Not in force", "none"]
      }
    }
  });
  var known = JSON.parse(document.querySelector("[data-known]").textContent);
  var files = new URL(form.getAttribute("data-files"), location.href);
  var place = document.querySelector("[data-compared]");
  var status = document.querySelector("[data-said]");
  var fields = [form.elements.a, form.elements.b];
  var make = noegletal.make;
  var before = 5;
  var asked = 0;

  function filled(text, by) { return text.replace(/\{(\w+)\}/g, function (_, name) { return by[name]; }); }
  function capital(text) { return text.charAt(0).toUpperCase() + text.slice(1); }
  function month(period) {
    return new Intl.DateTimeFormat(noegletal.locale, { month: "long", year: "numeric", timeZone: "UTC" })
      .format(new Date(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5)) - 1, 1)));
  }
  function inLanguage(text) { return english ? text.en : text.da; }

  // An exact number: a fraction where the counts are known, else the decimals of the file.
  function exact(record) {
    if (!record || record.value === null) { return null; }
    if (record.numerator !== null && record.denominator) { return [BigInt(record.numerator) * 100n, BigInt(record.denominator)]; }
    return decimal(record.value);
  }
  function decimal(value) { return [BigInt(Math.round(value * 1e6)), 1000000n]; }
  function minus(a, b) { return [a[0] * b[1] - b[0] * a[1], a[1] * b[1]]; }

  // A number as the page writes it, rounded once, half away from zero.
  function written(number, decimals, signed) {
    var scale = 10n ** BigInt(decimals);
    var under = number[0] < 0n;
    var top = (under ? -number[0] : number[0]) * scale * 2n + number[1];
    var whole = String(top / (number[1] * 2n));
    while (whole.length <= decimals) { whole = "0" + whole; }
    var rest = decimals ? whole.slice(whole.length - decimals) : "";
    var front = whole.slice(0, whole.length - decimals).replace(/\B(?=(\d{3})+$)/g, english ? "," : ".");
    var zero = /^0*$/.test(whole);
    return (zero ? "" : under ? "\u2212" : signed ? "+" : "") + front + (decimals ? (english ? "." : ",") + rest : "");
  }

  function gone(sign) {
    var cell = make("td", "n gone", sign[0]);
    cell.title = sign[1];
    cell.appendChild(make("span", "vh", " " + sign[1]));
    return cell;
  }

  function cellOf(record, measure) {
    var number = exact(record);
    if (number) { return make("td", "n", written(number, measure.decimals, measure.unit === "percentage_points")); }
    if (record && record.low !== undefined && record.high !== undefined && record.low !== null) {
      var bound = record.low > 0 ? [words.least, record.low] : [words.most, record.high];
      return gone([bound[0][0] + "\u00a0" + bound[1], bound[0][1] + " " + bound[1] + "\u00a0" + words.units.percent]);
    }
    var reason = record ? record.status.filter(function (one) { return words.missing[one]; })[0] : "";
    return gone(words.missing[reason] || words.missing.not_received);
  }

  function differenceOf(a, b, measure) {
    var both = [exact(a), exact(b)];
    return both[0] && both[1] ? make("td", "n", written(minus(both[0], both[1]), measure.decimals, true)) : gone(words.incomparable);
  }

  function table(id, caption, heads) {
    var region = make("div", "scroll");
    var made = make("table", "");
    var title = made.createCaption();
    var row = made.createTHead().insertRow();
    region.setAttribute("role", "region");
    region.tabIndex = 0;
    region.setAttribute("aria-labelledby", id + "-titel");
    made.id = id;
    title.id = id + "-titel";
    title.appendChild(make("span", "", caption));
    heads.forEach(function (head, at) {
      var cell = make("th", at > 0 && head.number !== false ? "n" : "", head.text);
      cell.scope = "col";
      if (head.unit) { cell.appendChild(document.createTextNode(" ")); cell.appendChild(make("span", "unit", head.unit)); }
      row.appendChild(cell);
    });
    made.createTBody();
    region.appendChild(made);
    return {
      region: region, table: made,
      row: function (head, remark, cells) {
        var line = made.tBodies[0].insertRow();
        var first = make("th", "", head);
        first.scope = "row";
        if (remark) { first.appendChild(make("span", "remark", remark)); }
        line.appendChild(first);
        cells.forEach(function (cell) { line.appendChild(cell); });
      }
    };
  }

  // A party's own record of a measure: for a fund, where it stands as a whole.
  function own(party, records, measure, period) {
    var akasse = party.akasse ? party.akasse.id : null;
    var whole = known.measures[measure] && known.measures[measure].whole ? known.measures[measure].whole.id : null;
    var area = party.area ? party.area.id : whole;
    return records.filter(function (one) {
      return one.measure === measure && one.akasse === akasse && one.area === area && (!period || one.period === period);
    })[0];
  }

  function name(party) { return (party.akasse || party.area).short; }
  function shortOf(measure) { return known.measures[measure.id] ? inLanguage(known.measures[measure.id].short) : inLanguage(measure.title); }
  function unitOf(measure) { return words.units[measure.unit] || ""; }
  function points(measure) { return measure.unit === "percent" ? words.units.percentage_points : unitOf(measure); }

  function section(title, id) {
    var made = make("section", "");
    var head = make("h2", "", title);
    head.id = id;
    made.setAttribute("aria-labelledby", id);
    made.appendChild(head);
    place.appendChild(made);
    return made;
  }

  function measuresOf(both) {
    return both[0].measures.filter(function (measure) {
      return both[1].measures.some(function (other) { return other.id === measure.id; });
    });
  }

  function figures(both, by) {
    var made = table("tal", filled(words.figures, by), [{ text: words.measure }, { text: by.a }, { text: by.b }, { text: words.difference }]);
    measuresOf(both).forEach(function (measure) {
      var period = both[0].release.period;
      var pair = both.map(function (party) { return own(party, party.observations, measure.id, period); });
      var whole = both[0].akasse && known.measures[measure.id] && known.measures[measure.id].whole;
      made.row(shortOf(measure), capital(unitOf(measure)) + (whole ? ", " + whole.name : ""),
        [cellOf(pair[0], measure), cellOf(pair[1], measure), differenceOf(pair[0], pair[1], measure)]);
      var sums = both.map(function (party) { return own(party, party.summaries, measure.id); });
      if (sums[0] && sums[1]) {
        var finer = { unit: measure.unit, decimals: measure.decimals + 1 };
        made.row(shortOf(measure), capital(filled(words.over, { from: month(sums[0].from), to: month(sums[0].to) })) + ", " + unitOf(measure),
          [cellOf(sums[0], finer), cellOf(sums[1], finer), differenceOf(sums[0], sums[1], finer)]);
      }
    });
    return made;
  }

  function verdictCell(record, measure) {
    var cell = make("td", "");
    if (!record) { cell.textContent = words.notBound; return cell; }
    var verdict = words.verdicts[record.verdict];
    var line = make("span", "verdict " + verdict[2]);
    var sign = make("span", "sign", verdict[0]);
    sign.setAttribute("aria-hidden", "true");
    line.appendChild(sign);
    line.appendChild(document.createTextNode(" " + verdict[1]));
    cell.appendChild(line);
    if (record.margin !== null && measure) {
      cell.appendChild(make("span", "remark", written(decimal(record.margin), measure.decimals + 1, true) + "\u00a0" + points(measure) + " " + words.from));
    }
    return cell;
  }

  function targets(both, by) {
    var made = table("maal", filled(words.targets, by), [{ text: words.measure }, { text: by.a, number: false }, { text: by.b, number: false }]);
    var seen = {};
    both.forEach(function (party) {
      party.assessments.forEach(function (record) {
        if (seen[record.target] || !known.targets[record.target]) { return; }
        seen[record.target] = true;
        var measure = both[0].measures.concat(both[1].measures).filter(function (one) { return one.id === record.measure; })[0];
        var pair = both.map(function (one) {
          var its = one.assessments.filter(function (other) { return other.target === record.target; });
          return (record.measure && own(one, its, record.measure)) || its[0];
        });
        made.row(inLanguage(known.targets[record.target]), known.targets[record.target].label,
          [verdictCell(pair[0], measure), verdictCell(pair[1], measure)]);
      });
    });
    return Object.keys(seen).length ? made : null;
  }

  function get(address) {
    return fetch(address, { credentials: "same-origin" }).then(function (answer) { return answer.ok ? answer.json() : Promise.reject(new Error(address)); });
  }

  // The months before: of each, the newest version's files of the two.
  function earlier(chosen, both) {
    return get(new URL("../state.json", files).href).then(function (state) {
      var at = state.months.map(function (one) { return one.period; }).indexOf(both[0].release.period);
      var months = state.months.slice(at + 1).filter(function (one) { return one.synthetic === both[0].release.synthetic; }).slice(0, before);
      return Promise.all(months.map(function (one) {
        var folder = new URL("../releases/" + one.period.replace("M", "-") + "/v" + one.version + "/", files);
        return Promise.all(chosen.map(function (party) { return get(new URL(party + ".json", folder).href).catch(function () { return null; }); }));
      }));
    }).catch(function () { return []; });
  }

  function monthByMonth(both, all, by) {
    var part = null;
    measuresOf(both).forEach(function (measure) {
      var periods = {};
      // What was published last counts: the newest edition comes first.
      [both].concat(all).forEach(function (pair) {
        pair.forEach(function (party, side) {
          (party ? party.observations : []).forEach(function (record) {
            if (record.measure !== measure.id || own(both[side], [record], measure.id) !== record) { return; }
            periods[record.period] = periods[record.period] || [];
            if (!periods[record.period][side]) { periods[record.period][side] = record; }
          });
        });
      });
      var months = Object.keys(periods).sort().reverse().slice(0, before + 1);
      if (months.length < 2) { return; }
      part = part || section(words.monthsHead, "maanederne");
      var made = table("maaneder-" + measure.id, filled(words.months, { measure: shortOf(measure), a: by.a, b: by.b }), [
        { text: words.month }, { text: by.a, unit: capital(unitOf(measure)) }, { text: by.b, unit: capital(unitOf(measure)) },
        { text: words.difference, unit: capital(points(measure)) }
      ]);
      months.forEach(function (period) {
        var pair = periods[period];
        made.row(capital(month(period)), "", [cellOf(pair[0], measure), cellOf(pair[1], measure), differenceOf(pair[0], pair[1], measure)]);
      });
      part.appendChild(made.region);
      noegletal.table(made.table);
    });
  }

  function show(chosen, both, all) {
    var by = { a: name(both[0]), b: name(both[1]), month: month(both[0].release.period) };
    place.textContent = "";
    if (!measuresOf(both).length) { status.textContent = words.none; return; }
    var first = section(words.figuresHead, "tallene");
    var made = figures(both, by);
    first.appendChild(made.region);
    first.appendChild(make("p", "quiet", words.first));
    noegletal.table(made.table);
    var judged = targets(both, by);
    if (judged) {
      section(words.targetsHead, "maalene").appendChild(judged.region);
      noegletal.table(judged.table);
    }
    monthByMonth(both, all, by);
    legend();
    status.textContent = filled(words.ready, by);
  }

  // What the signs on the page mean.
  function legend() {
    var used = {};
    Array.prototype.forEach.call(place.querySelectorAll(".gone"), function (cell) {
      var sign = cell.firstChild.data;
      if (sign.charAt(0) === "[") { used[sign] = cell.title; }
    });
    if (!Object.keys(used).length) { return; }
    var made = make("dl", "legend");
    Object.keys(used).sort().forEach(function (sign) {
      var line = make("div", "");
      line.appendChild(make("dt", "", sign));
      line.appendChild(make("dd", "", capital(used[sign])));
      made.appendChild(line);
    });
    place.appendChild(made);
  }

  // One is compared with another of its sort.
  function restrict() {
    fields.forEach(function (field, at) {
      var other = fields[1 - at].value;
      Array.prototype.forEach.call(field.options, function (option) {
        option.disabled = Boolean(option.value && other && (option.value === other || option.value.split("/")[0] !== other.split("/")[0]));
      });
    });
  }

  function compare() {
    var chosen = fields.map(function (field) { return field.value; });
    var mine = asked += 1;
    restrict();
    place.textContent = "";
    if (!chosen[0] || !chosen[1]) { status.textContent = words.choose; return; }
    status.textContent = words.loading;
    Promise.all(chosen.map(function (party) { return get(new URL(party + ".json", files).href); })).then(function (both) {
      return earlier(chosen, both).then(function (all) { if (mine === asked) { show(chosen, both, all); } });
    }).catch(function () { if (mine === asked) { status.textContent = words.failed; } });
  }

  function restore() {
    var query = new URLSearchParams(location.search);
    fields.forEach(function (field) {
      field.value = query.get(field.name) || "";
      if (field.selectedIndex < 0) { field.value = ""; }
    });
    // Two of different sorts, or one beside itself, cannot be compared: the second is left to choose.
    var values = fields.map(function (field) { return field.value; });
    if (values[0] && values[1] && (values[0] === values[1] || values[0].split("/")[0] !== values[1].split("/")[0])) { fields[1].value = ""; }
    compare();
  }

  form.addEventListener("change", function () {
    var address = new URL(location.href);
    // Readable in the address: neither name holds anything that must be written otherwise.
    address.search = fields.filter(function (field) { return field.value; }).map(function (field) { return field.name + "=" + field.value; }).join("&");
    window.history.pushState(null, "", address.href);
    compare();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("popstate", restore);
  form.hidden = false;
  document.querySelector("[data-without]").hidden = true;
  restore();
})();
