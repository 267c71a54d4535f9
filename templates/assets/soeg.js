// Finds pages by what is typed. Nothing here leaves the browser: the index is a file of the archive, asked for when a
// reader first turns to the field. Without this script the form leads to the page that lists everything.

// Looks in an index: { entries, pairs, texts } as in api/v1/search.json. Gives a function from what is typed to results,
// best first: { label, name, note, page, part, also, text }.
//
// Every word must begin a word of the entry. Å is aa, æ is ae, ø is oe, accents fall away; one who writes a single a or o
// for å and ø finds them too, after those that are spelt as typed.
function noegletalSearch(index) {
  "use strict";
  var page = document.documentElement;
  var english = Boolean(page) && page.lang === "en";

  function spelt(text) {
    return text.normalize("NFC").toLowerCase().replace(/å/g, "aa").replace(/æ/g, "ae").replace(/ø/g, "oe")
      .normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function loose(word) { return word.replace(/aa/g, "a").replace(/oe/g, "o"); }

  function words(text) {
    return spelt(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean).map(function (word) {
      return { spelt: word, loose: loose(word) };
    });
  }

  // How well a word stands among others: 0 as spelt, 1 loosely, null not at all.
  function among(asked, known) {
    var best = null;
    for (var at = 0; at < known.length && best !== 0; at += 1) {
      if (known[at].spelt.indexOf(asked.spelt) === 0) { best = 0; }
      else if (known[at].loose.indexOf(asked.loose) === 0) { best = 1; }
    }
    return best;
  }

  var entries = index.entries.map(function (entry, place) {
    var others = (entry.also || []).map(words);
    var also = [].concat.apply([], others);
    return {
      entry: entry, place: place, name: words(entry.name), others: others, also: also,
      rest: also.concat(words((entry.note || "") + " " + entry.label))
    };
  });
  var byPage = {};
  entries.forEach(function (known) { byPage[known.entry.page] = known; });
  var together = {};
  index.pairs.forEach(function (pair) {
    pair.akasser.forEach(function (akasse) { together[pair.area + " " + akasse] = true; });
  });
  var texts = index.texts.map(function (section) {
    return { section: section, page: byPage[section.page], words: words((section.heading || "") + " " + section.text) };
  });

  // Words that many of a kind have ("jobcenter", "kommune", "kasse") name none of them.
  function common(kind) {
    var of = entries.filter(function (known) { return known.entry.kind === kind; });
    var counts = {};
    of.forEach(function (known) {
      var own = {};
      known.name.concat(known.also).forEach(function (word) { own[word.spelt] = true; });
      Object.keys(own).forEach(function (word) { counts[word] = (counts[word] || 0) + 1; });
    });
    return words(Object.keys(counts).filter(function (word) { return counts[word] > 3 && counts[word] * 4 > of.length; }).join(" "));
  }
  var general = { area: common("area"), akasse: common("akasse") };
  entries.forEach(function (known) {
    var these = general[known.entry.kind] || [];
    var isProper = function (word) { return !these.some(function (one) { return one.spelt === word.spelt; }); };
    known.proper = known.name.filter(isProper);
    known.alsoProper = known.also.filter(isProper);
  });

  // How well each word fits: in the first words, or else, dearer, in the others.
  function fits(asked, first, others) {
    return asked.map(function (word) {
      var name = among(word, first);
      if (name !== null) { return name; }
      var rest = among(word, others);
      return rest === null ? null : rest + 2;
    });
  }

  function cost(found, first, known) {
    var sum = found.reduce(function (sum, one) { return sum + (one === null ? 0 : one); }, 0);
    // What begins as the query does comes first; that a jobcentre begins with "Jobcenter" does not count.
    return sum - (known.proper.length && known.proper[0].loose.indexOf(first.loose) === 0 ? 0.5 : 0);
  }

  // Which other name a word was found in, so that readers see why the page is there.
  function why(asked, known) {
    var names = known.entry.also || [];
    var missing = asked.filter(function (word) { return among(word, known.name) === null; });
    return names.filter(function (name) {
      var own = words(name);
      return missing.some(function (word) { return among(word, own) !== null; });
    })[0];
  }

  function result(known, asked, part) {
    var entry = known.entry;
    return { label: entry.label, name: entry.name, note: entry.note || "", page: entry.page, also: why(asked, known) || "", part: part };
  }

  function ranked(list) {
    return list.sort(function (a, b) { return a.cost - b.cost || a.place - b.place; });
  }

  function whole(asked) {
    var list = [];
    entries.forEach(function (known) {
      var found = fits(asked, known.name, known.rest);
      if (found.indexOf(null) >= 0) { return; }
      // Words that stand in one name together mean more than words from several.
      var together = [known.name].concat(known.others).some(function (name) {
        return asked.every(function (word) { return among(word, name) !== null; });
      });
      list.push({ cost: cost(found, asked[0], known) + (together ? 0 : 2 * asked.length), place: known.place, known: known });
    });
    return ranked(list).map(function (one) { return result(one.known, asked, false); });
  }

  // A fund in an area: each is named by some of the words, and together they have them all. Where the two have no page of
  // their own, both are given.
  function pairs(asked) {
    var of = { area: [], akasse: [] };
    var free = fits(asked, general.area.concat(general.akasse), []);
    entries.forEach(function (known) {
      if (!of[known.entry.kind]) { return; }
      var found = fits(asked, known.proper, known.alsoProper);
      var named = found.filter(function (one) { return one !== null; }).length;
      if (named > 0 && named < asked.length) { of[known.entry.kind].push({ known: known, found: found, cost: cost(found, asked[0], known) }); }
    });
    var both = [];
    var parts = [];
    of.area.forEach(function (area) {
      of.akasse.forEach(function (akasse) {
        var all = asked.every(function (_, at) { return area.found[at] !== null || akasse.found[at] !== null || free[at] !== null; });
        if (!all) { return; }
        if (together[area.known.entry.id + " " + akasse.known.entry.id]) {
          both.push({
            cost: area.cost + akasse.cost, place: area.known.place * entries.length + akasse.known.place,
            result: {
              label: english ? "Unemployment insurance fund in area" : "A-kasse i område",
              name: akasse.known.entry.name + (english ? " in " : " i ") + area.known.entry.name, note: "", also: "", part: false,
              page: area.known.entry.page.replace(/index\.html$/, akasse.known.entry.id + "/index.html")
            }
          });
        }
        [area, akasse].forEach(function (one) { if (parts.indexOf(one) < 0) { parts.push(one); } });
      });
    });
    parts.forEach(function (one) { one.place = one.known.place; });
    // The area, then the funds.
    parts.sort(function (a, b) {
      var kinds = (a.known.entry.kind === "area" ? 0 : 1) - (b.known.entry.kind === "area" ? 0 : 1);
      return kinds || a.cost - b.cost || a.place - b.place;
    });
    return ranked(both).map(function (one) { return one.result; })
      .concat(parts.map(function (one) { return result(one.known, asked, true); }));
  }

  // The sentence with most of the words. Sentences end where one sign ends them and the next begins with a capital.
  function sentence(asked, section) {
    var best = { text: "", hits: 0 };
    section.text.split("\n").forEach(function (line) {
      line.replace(/([.!?]) (?=[A-ZÆØÅ])/g, "$1\n").split("\n").forEach(function (one) {
        var own = words(one);
        var hits = asked.filter(function (word) { return among(word, own) !== null; }).length;
        if (hits > best.hits) { best = { text: one, hits: hits }; }
      });
    });
    return best.text;
  }

  function inTexts(asked) {
    var seen = {};
    var list = [];
    texts.forEach(function (text, place) {
      var sum = 0;
      var hits = 0;
      var all = asked.every(function (word) {
        var inside = among(word, text.words);
        hits += inside === null ? 0 : 1;
        var found = inside === null && text.page ? among(word, text.page.name) : inside;
        sum += found || 0;
        return found !== null;
      });
      if (all && hits > 0) { list.push({ cost: sum - hits, place: place, text: text }); }
    });
    return ranked(list).filter(function (one) {
      // Three places of a page are enough to go there.
      var page = one.text.section.page;
      seen[page] = (seen[page] || 0) + 1;
      return seen[page] <= 3;
    }).map(function (one) {
      var section = one.text.section;
      var page = one.text.page ? one.text.page.entry : { label: "", name: section.heading || "" };
      return {
        label: page.label, name: page.name, note: "", also: "", part: false,
        page: section.page + (section.anchor ? "#" + section.anchor : ""),
        heading: section.heading || "", text: sentence(asked, section) || section.heading || ""
      };
    });
  }

  function find(typed) {
    var asked = words(typed);
    if (!asked.length) { return []; }
    var named = whole(asked);
    var pages = named.map(function (one) { return one.page; });
    // What is found by its name is not found once more by its definition.
    var said = inTexts(asked).filter(function (one) { return pages.indexOf(one.page) < 0; });
    return named.concat(asked.length > 1 ? pairs(asked) : [], said);
  }

  // A text in pieces, those with a word that was found marked.
  find.marked = function (text, typed) {
    var asked = words(typed);
    return text.split(/([\p{L}\p{N}]+)/u).filter(Boolean).map(function (piece) {
      var own = words(piece);
      return { text: piece, hit: own.length > 0 && asked.some(function (word) { return among(word, own) !== null; }) };
    });
  };

  return find;
}

// The field in the header opens a list below it; the one on the page for searching fills the page, and keeps what is
// typed in the address.
(function () {
  "use strict";
  var form = document.querySelector("form.search[data-index]");
  if (!form || !window.URLSearchParams) { return; }
  var field = form.elements.q;
  var page = document.querySelector("[data-results]");
  var everything = document.querySelector("[data-all]");
  var file = new URL(form.getAttribute("data-index"), location.href);
  var words = {
    da: {
      document: "Dokument",
      apart: "Hver for sig:",
      all: function (count) { return "Alle " + count + " resultater"; },
      found: function (count) { return count === 0 ? "Intet fundet" : count === 1 ? "1 resultat" : count + " resultater"; },
      of: function (typed) { return " for »" + typed + "«."; },
      first: function (most) { return " De første " + most + " vises."; },
      onlyNames: " Her er kun søgt i navne; sidernes tekst kan der ikke søges i, når arkivet læses fra en disk eller uden net."
    },
    en: {
      document: "Document",
      apart: "Each by itself:",
      all: function (count) { return "All " + count + " results"; },
      found: function (count) { return count === 0 ? "Nothing found" : count === 1 ? "1 result" : count + " results"; },
      of: function (typed) { return " for “" + typed + "”."; },
      first: function (most) { return " The first " + most + " are shown."; },
      onlyNames: " Only names have been searched; the text of the pages cannot be searched when the archive is read from a disk or without a network."
    }
  };
  words = words[document.documentElement.lang] || words.da;
  var readable = /^https?:$/.test(location.protocol) && Boolean(window.fetch);
  var most = page ? 100 : 8;
  var loading = null;
  var find = null;
  var onlyNames = false;
  var place = page;
  var status = null;
  var list = null;

  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) { element.className = className; }
    if (text) { element.textContent = text; }
    return element;
  }

  // What the page lists, for a browser that may not read files beside it (file://), or when the index cannot be had.
  function listed() {
    var lists = Array.prototype.slice.call(everything.querySelectorAll("ul"));
    var entries = [];
    lists.forEach(function (list) {
      Array.prototype.forEach.call(list.children, function (item) {
        var link = item.querySelector("a");
        var note = item.querySelector(".quiet");
        entries.push({
          kind: list.getAttribute("data-kind"), id: "", label: list.getAttribute("data-label") || words.document,
          name: link.textContent, also: note ? [note.textContent] : [], page: link.href
        });
      });
    });
    return { entries: entries, pairs: [], texts: [] };
  }

  function fallback() {
    if (!everything) { return null; }
    onlyNames = true;
    return noegletalSearch(listed());
  }

  // Once, when a reader turns to the field.
  function load() {
    loading = loading || (readable
      ? fetch(file.href, { credentials: "same-origin" })
        .then(function (answer) { return answer.ok ? answer.json() : Promise.reject(answer.status); })
        .then(noegletalSearch)
        .catch(fallback)
      : Promise.resolve(fallback())).then(function (made) { find = made; if (find) { prepare(); show(); } });
  }

  function prepare() {
    if (!place) {
      place = make("div", "popup");
      place.hidden = true;
      form.appendChild(place);
    }
    status = make("p", page ? "count" : "vh");
    status.setAttribute("role", "status");
    list = make("div", "");
    // What is said aloud must be there before it changes.
    (page || form).appendChild(status);
    place.appendChild(list);
    if (page) { page.hidden = false; }
  }

  function marked(into, text) {
    find.marked(text, field.value).forEach(function (piece) {
      into.appendChild(piece.hit ? make("mark", "", piece.text) : document.createTextNode(piece.text));
    });
    return into;
  }

  function item(found) {
    var line = make("li", "");
    var link = make("a", "");
    link.href = new URL(found.page, file).href;
    marked(link, found.name);
    line.appendChild(make("span", "what", found.label));
    line.appendChild(link);
    var note = [found.also, found.note].filter(Boolean).join(" · ");
    if (note) { line.appendChild(marked(make("span", "quiet", ""), note)); }
    if (found.heading && found.heading !== found.text) { line.appendChild(marked(make("span", "quiet", ""), found.heading)); }
    if (found.text) { line.appendChild(marked(make("span", "sentence", ""), found.text)); }
    return line;
  }

  function fill(results) {
    var shown = results.slice(0, most);
    var current = null;
    list.textContent = "";
    shown.forEach(function (found, at) {
      var before = shown[at - 1];
      if (!current || Boolean(before.part) !== Boolean(found.part)) {
        if (found.part) { list.appendChild(make("p", "parts", words.apart)); }
        current = list.appendChild(make("ol", "results"));
      }
      current.appendChild(item(found));
    });
    if (!page && results.length > most) {
      var all = make("a", "more", words.all(results.length));
      all.href = form.action + "?q=" + encodeURIComponent(field.value.trim());
      list.appendChild(all);
    }
  }

  function said(count, typed) {
    return words.found(count) + words.of(typed) + (count > most && page ? words.first(most) : "")
      + (onlyNames ? words.onlyNames : "");
  }

  function show() {
    if (!find) { return; }
    var typed = field.value.trim();
    var results = find(typed);
    fill(results);
    status.textContent = typed ? said(results.length, typed) : "";
    // On the page for searching the count has its place before it changes, so that it is read aloud.
    place.hidden = !page && !typed;
    if (page) { keep(typed); }
  }

  // What is typed stays in the address, so that a search can be linked to and found again on the way back.
  function keep(typed) {
    var address = new URL(location.href);
    if (typed) { address.searchParams.set("q", typed); } else { address.searchParams.delete("q"); }
    // From a disk a page may not change its address.
    try { history.replaceState(null, "", address.href); } catch (_) { /* The search itself works all the same. */ }
  }

  function links() { return list ? Array.prototype.slice.call(list.querySelectorAll("a")) : []; }

  function close() { if (!page && place) { place.hidden = true; } }

  function move(event) {
    var all = links();
    var at = all.indexOf(document.activeElement);
    if (event.key === "Escape") {
      if (at >= 0) { field.focus(); }
      close();
    } else if (place && !place.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      var to = at + (event.key === "ArrowDown" ? 1 : -1);
      if (at < 0 && event.key === "ArrowUp") { return; }
      event.preventDefault();
      (to < 0 ? field : all[Math.min(to, all.length - 1)] || field).focus();
    }
  }

  field.addEventListener("focus", load);
  field.addEventListener("input", function () { load(); show(); });
  [form].concat(page || []).forEach(function (part) { part.addEventListener("keydown", move); });
  if (page) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      load();
      if (links()[0]) { links()[0].focus(); }
    });
    var asked = new URLSearchParams(location.search).get("q");
    if (asked) { field.value = asked; load(); }
  } else {
    form.addEventListener("focusout", function (event) { if (!form.contains(event.relatedTarget)) { close(); } });
    field.addEventListener("focus", show);
  }
})();
