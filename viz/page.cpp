// SPDX-License-Identifier: Apache-2.0
// Picture -> HTML: the SVG of render(), a style, a script, a table.
#include "viz/page.h"

#include <set>

#include "base/unicode.h"
#include "viz/export_text.h"
#include "viz/pdf.h"
#include "viz/render.h"

namespace hoego::viz {
namespace {

constexpr std::string_view kStyle = R"(
:root{--page:#ffffff;--ink:#1b2128;--low:#55606d;--line:#d5dae1;--mark:#2f6fb0}
.dark{--page:#14181d;--ink:#eef1f5;--low:#aeb7c2;--line:#3a434d;--mark:#6fb0f2}
body{margin:0;background:var(--page);color:var(--ink);
 font:14px/1.5 'NanumGothic','Noto Sans KR','Apple SD Gothic Neo','Malgun Gothic',sans-serif}
header{position:sticky;top:0;display:flex;flex-wrap:wrap;gap:8px 14px;align-items:center;
 padding:10px 20px;background:var(--page);border-bottom:1px solid var(--line);z-index:2}
header input[type=search]{font:inherit;padding:4px 10px;border:1px solid var(--line);
 border-radius:6px;background:var(--page);color:var(--ink);min-width:16em}
button{font:inherit;padding:3px 12px;border:1px solid var(--line);border-radius:6px;
 background:var(--page);color:var(--ink);cursor:pointer}
label{color:var(--low);white-space:nowrap}
#count{color:var(--low);margin-left:auto}
#picture{overflow:hidden;height:76vh;cursor:grab;touch-action:none}
#picture svg{width:100%;height:100%}
.spot rect{transition:fill-opacity .12s}
.spot.off rect{fill:var(--page);fill-opacity:.82}
.spot.hit rect,.spot:hover rect,.spot:focus rect{stroke:var(--mark);stroke-width:1.6}
#tip{position:fixed;display:none;max-width:34em;padding:8px 12px;background:var(--page);
 color:var(--ink);border:1px solid var(--line);border-radius:8px;white-space:pre-wrap;
 box-shadow:0 4px 18px rgba(0,0,0,.18);pointer-events:none;z-index:3}
table{border-collapse:collapse;margin:20px}
th,td{text-align:left;padding:4px 14px 4px 0;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--low);font-weight:bold}
tr.off{display:none}
)";

constexpr std::string_view kScript = R"JS(
(function () {
  'use strict';
  var box = document.getElementById('picture');
  var svg = box.querySelector('svg');
  var tip = document.getElementById('tip');
  var search = document.getElementById('search');
  var count = document.getElementById('count');
  var spots = Array.prototype.slice.call(svg.querySelectorAll('.spot'));
  var rows = Array.prototype.slice.call(document.querySelectorAll('tbody tr'));
  var checks = Array.prototype.slice.call(document.querySelectorAll('input[data-group]'));
  var whole = svg.viewBox.baseVal;
  var full = {x: whole.x, y: whole.y, w: whole.width, h: whole.height};
  var view = {x: full.x, y: full.y, w: full.w, h: full.h};
  svg.removeAttribute('width');
  svg.removeAttribute('height');

  function show() {
    svg.setAttribute('viewBox', [view.x, view.y, view.w, view.h].join(' '));
  }
  function at(event) {
    var p = svg.createSVGPoint();
    p.x = event.clientX;
    p.y = event.clientY;
    return p.matrixTransform(svg.getScreenCTM().inverse());
  }
  function zoom(factor, p) {
    var w = Math.min(full.w * 1.5, Math.max(full.w / 40, view.w * factor));
    factor = w / view.w;
    view.x = p.x - (p.x - view.x) * factor;
    view.y = p.y - (p.y - view.y) * factor;
    view.w = w;
    view.h *= factor;
    show();
  }
  function middle() { return {x: view.x + view.w / 2, y: view.y + view.h / 2}; }
  box.addEventListener('wheel', function (e) {
    e.preventDefault();
    zoom(e.deltaY > 0 ? 1.15 : 1 / 1.15, at(e));
  }, {passive: false});
  var drag = null;
  box.addEventListener('pointerdown', function (e) { drag = at(e); });
  window.addEventListener('pointerup', function () { drag = null; });
  box.addEventListener('pointermove', function (e) {
    if (!drag) return;
    var p = at(e);
    view.x += drag.x - p.x;
    view.y += drag.y - p.y;
    show();
  });
  document.getElementById('in').addEventListener('click', function () { zoom(1 / 1.4, middle()); });
  document.getElementById('out').addEventListener('click', function () { zoom(1.4, middle()); });
  document.getElementById('all').addEventListener('click', function () {
    view = {x: full.x, y: full.y, w: full.w, h: full.h};
    show();
  });

  // Keys: + and - zoom, 0 shows the whole, arrows move; Enter on an area follows its link.
  function move(dx, dy) {
    view.x += dx * view.w;
    view.y += dy * view.h;
    show();
  }
  var keys = {
    '+': function () { zoom(1 / 1.4, middle()); },
    '=': function () { zoom(1 / 1.4, middle()); },
    '-': function () { zoom(1.4, middle()); },
    '0': function () { document.getElementById('all').click(); },
    ArrowLeft: function () { move(-0.1, 0); },
    ArrowRight: function () { move(0.1, 0); },
    ArrowUp: function () { move(0, -0.1); },
    ArrowDown: function () { move(0, 0.1); }
  };
  box.addEventListener('keydown', function (e) {
    if (e.ctrlKey || e.altKey || e.metaKey || !keys[e.key]) return;
    e.preventDefault();
    keys[e.key]();
  });
  document.addEventListener('keydown', function (e) {
    if (e.key === 'Escape') tip.style.display = 'none';
  });

  spots.forEach(function (spot) {
    var title = spot.querySelector('title');
    var link = spot.querySelector('a');
    spot.dataset.tip = title.textContent + (link ? '\n↗ ' + link.getAttribute('href') : '');
    title.remove();
    spot.setAttribute('tabindex', '0');
    function open(x, y) {
      tip.textContent = spot.dataset.tip;
      tip.style.display = 'block';
      tip.style.left = Math.max(4, Math.min(x + 14, window.innerWidth - tip.offsetWidth - 8)) + 'px';
      tip.style.top = Math.max(4, Math.min(y + 14, window.innerHeight - tip.offsetHeight - 8)) + 'px';
    }
    function close() { tip.style.display = 'none'; }
    spot.addEventListener('pointermove', function (e) { open(e.clientX, e.clientY); });
    spot.addEventListener('pointerleave', close);
    spot.addEventListener('focus', function () {
      var r = spot.getBoundingClientRect();
      open(r.left, r.bottom);
    });
    spot.addEventListener('blur', close);
    if (!link) return;
    link.setAttribute('tabindex', '-1');
    spot.addEventListener('keydown', function (e) {
      if (e.key === 'Enter') link.dispatchEvent(new MouseEvent('click', {bubbles: true}));
    });
  });

  function filter() {
    var wanted = search.value.trim().toLowerCase();
    var off = {};
    checks.forEach(function (c) { if (!c.checked) off[c.dataset.group] = true; });
    var shown = 0;
    spots.forEach(function (spot) {
      var hit = spot.dataset.tip.toLowerCase().indexOf(wanted) >= 0 && !off[spot.dataset.group];
      spot.classList.toggle('off', !hit);
      spot.classList.toggle('hit', hit && wanted !== '');
      if (hit) shown += 1;
    });
    rows.forEach(function (row) {
      row.classList.toggle('off', row.textContent.toLowerCase().indexOf(wanted) < 0);
    });
    count.textContent = shown + ' / ' + spots.length;
  }
  search.addEventListener('input', filter);
  checks.forEach(function (c) { c.addEventListener('change', filter); });
  filter();
})();
)JS";

std::string table_of(const Picture& picture) {
  if (picture.rows.empty()) return {};
  std::string out = "<table>\n<thead><tr>";
  for (const std::string& cell : picture.rows[0])
    out += "<th scope=\"col\">" + markup_text(cell) + "</th>";
  out += "</tr></thead>\n<tbody>\n";
  for (size_t i = 1; i < picture.rows.size(); ++i) {
    out += "<tr>";
    for (const std::string& cell : picture.rows[i]) out += "<td>" + markup_text(cell) + "</td>";
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n";
}

// A box to tick for each group of hotspots, in the order of their first one.
std::string group_checks(const Picture& picture) {
  constexpr size_t kMaxGroups = 24;
  std::set<std::string> seen;
  std::string out;
  for (const Hotspot& spot : picture.hotspots) {
    if (spot.group.empty() || seen.size() >= kMaxGroups || !seen.insert(spot.group).second)
      continue;
    out += "<label><input type=\"checkbox\" checked data-group=\"" + markup_text(spot.group) +
           "\"> " + markup_text(spot.group) + "</label>\n";
  }
  return seen.size() > 1 ? out : std::string();
}

}  // namespace

namespace {

bool is_html(std::string_view path) {
  size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return false;
  std::string ending = fold_case(path.substr(dot + 1));
  return ending == "html" || ending == "htm";
}

}  // namespace

bool is_picture_file(std::string_view path) {
  return is_html(path) || format_of(path);
}

std::optional<std::string> picture_file(const Picture& picture, std::string_view path) {
  if (is_html(path)) return html_page(picture);
  std::optional<Format> format = format_of(path);
  if (format == Format::kPdf) return pages_pdf({picture});
  if (format) return render(picture, *format);
  return std::nullopt;
}

std::string html_page(const Picture& picture) {
  std::string svg = render(picture, Format::kSvg);
  svg.erase(0, svg.find("<svg"));
  bool korean = picture.lang == "ko";
  bool dark = picture.background < "#8";
  std::string out = "<!DOCTYPE html>\n<html lang=\"" + markup_text(picture.lang) + "\"" +
                    (dark ? " class=\"dark\"" : "") + ">\n<head>\n<meta charset=\"utf-8\">\n";
  out +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
      "form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out +=
      "<title>" + markup_text(picture.title) + "</title>\n<style>" + std::string(kStyle) +
      "</style>\n</head>\n<body>\n<header>\n<input type=\"search\" id=\"search\" placeholder=\"" +
      (korean ? "거르기" : "filter") + "\" aria-label=\"" + (korean ? "거르기" : "filter") +
      "\">\n" + group_checks(picture) +
      "<button id=\"in\" aria-label=\"+\">+</button>\n<button id=\"out\" "
      "aria-label=\"-\">−</button>\n"
      "<button id=\"all\">" +
      (korean ? "전체" : "all") +
      "</button>\n<span id=\"count\"></span>\n</header>\n<main>\n<div id=\"picture\" "
      "tabindex=\"0\" aria-label=\"" +
      std::string(korean ? "그림: + - 0과 화살표로 움직임" : "picture: + - 0 and arrows move it") +
      "\">\n" + svg + "</div>\n" + table_of(picture) +
      "</main>\n<div id=\"tip\" role=\"tooltip\"></div>\n<script>" + std::string(kScript) +
      "</script>\n</body>\n</html>\n";
  return out;
}

}  // namespace hoego::viz
