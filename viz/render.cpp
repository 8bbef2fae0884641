// SPDX-License-Identifier: Apache-2.0
// Picture -> bytes. The one file that knows Graphviz.
//
// Shapes become the graph's `_background`, in Graphviz' own xdot language; hotspots become pinned,
// transparent nodes (engine nop2: nothing is moved). So SVG, PNG, PDF and DOT are one drawing, and
// the DOT text draws itself again with `neato -n2`. SVG is then dressed for readers of screens.
#include "viz/render.h"

#include <fontconfig/fontconfig.h>
#include <graphviz/gvc.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <memory>
#include <mutex>

#include "base/error.h"
#include "base/messages.h"
#include "base/unicode.h"
#include "viz/export_text.h"

namespace hoego::viz {
namespace {

constexpr std::string_view kFaces =
    "'NanumGothic','Nanum Gothic','Noto Sans KR','Noto Sans CJK KR','Apple SD Gothic Neo',"
    "'Malgun Gothic',sans-serif";
constexpr std::string_view kFallbackFace = "NanumGothic";
// Graphviz puts the baseline of xdot text this part of the size higher than told.
constexpr double kBaselineShift = 0.2;

// Two decimals at most, no trailing zeros: short and the same everywhere.
std::string number(double value) {
  std::array<char, 32> buffer{};
  double rounded = std::round(value * 100) / 100;
  if (rounded == 0) rounded = 0;  // no "-0"
  auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), rounded,
                           std::chars_format::fixed, 2);
  std::string text(buffer.data(), end.ptr);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string counted(std::string_view text) {
  return std::to_string(text.size()) + " -" + std::string(text);
}

// The xdot operations of one picture.
class Xdot {
 public:
  Xdot(const Picture& picture, std::string face) : height_(picture.height), face_(std::move(face)) {
    for (const Shape& shape : picture.shapes) std::visit([this](const auto& s) { add(s); }, shape);
  }
  const std::string& text() const { return out_; }

 private:
  void op(const std::string& text) { out_ += text + " "; }

  // Colour, style and face are state: said again only when they change.
  void set(std::string& state, const std::string& next) {
    if (state == next) return;
    state = next;
    op(next);
  }
  void pen(const Stroke& stroke) {
    set(pen_color_, "c " + counted(stroke.color));
    set(dash_, "S " + counted(stroke.dashed ? "dashed" : "solid"));
    set(width_, "S " + counted("setlinewidth(" + number(stroke.width) + ")"));
  }
  void points(char kind, const std::vector<Point>& points) {
    std::string text = std::string(1, kind) + " " + std::to_string(points.size());
    for (const Point& p : points) text += " " + number(p.x) + " " + number(height_ - p.y);
    op(text);
  }

  void add(const Polygon& polygon) {
    bool filled = !polygon.fill.empty();
    bool stroked = !polygon.stroke.color.empty();
    if (polygon.points.size() < 3 || (!filled && !stroked)) return;
    pen(stroked ? polygon.stroke : Stroke{"#00000000", 0, false});
    if (filled) set(fill_color_, "C " + counted(polygon.fill));
    points(filled ? 'P' : 'p', polygon.points);
  }
  void add(const Line& line) {
    if (line.points.size() < 2) return;
    pen(line.stroke);
    points('L', line.points);
  }
  void add(const Text& text) {
    double size = text.style.size;
    set(bold_, text.style.bold ? "t 1" : "t 0");
    set(font_, "F " + number(size) + " " + counted(face_));
    set(pen_color_, "c " + counted(text.style.color));
    int align = text.style.anchor == Anchor::kStart ? -1 : text.style.anchor == Anchor::kEnd;
    op("T " + number(text.at.x) + " " + number(height_ - text.at.y - kBaselineShift * size) + " " +
       std::to_string(align) + " " + number(text_width(text.text, size)) + " " +
       counted(text.text));
  }

  double height_;
  std::string face_;
  std::string out_;
  std::string pen_color_, fill_color_, dash_, width_, font_, bold_;
};

// Attributes of a kind that Graphviz interprets: its escapes are switched off.
std::string escaped_label(std::string_view raw) {
  std::string text = replace_invalid_utf8(raw);
  std::string out;
  for (char c : text) {
    if (c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}

std::string& last_error() {
  static std::string text;
  return text;
}
int keep_error(char* text) {
  last_error() += text;
  return 0;
}

struct GraphClose {
  void operator()(Agraph_t* g) const { agclose(g); }
};
using GraphHolder = std::unique_ptr<Agraph_t, GraphClose>;

// libcgraph takes char* for what it only reads.
char* c_text(const std::string& text) {
  return const_cast<char*>(text.c_str());
}

void set_graph(Agraph_t* g, const char* name, const std::string& value) {
  agattr(g, AGRAPH, const_cast<char*>(name), c_text(value));
}
void set_default(Agraph_t* g, int kind, const char* name, const std::string& value) {
  agattr(g, kind, const_cast<char*>(name), c_text(value));
}
void set_value(void* object, const char* name, const std::string& value) {
  agsafeset(object, const_cast<char*>(name), c_text(value), const_cast<char*>(""));
}

void declare(Agraph_t* g, const Picture& picture) {
  set_graph(g, "_background", "");
  set_graph(g, "bgcolor", picture.background);
  set_graph(g, "bb", "0,0," + number(picture.width) + "," + number(picture.height));
  set_graph(g, "pad", "0");
  set_graph(g, "margin", "0");
  set_graph(g, "notranslate", "true");
  set_graph(g, "charset", "UTF-8");
  set_graph(g, "outputorder", "nodesfirst");
  set_default(g, AGNODE, "shape", "box");
  set_default(g, AGNODE, "fixedsize", "true");
  set_default(g, AGNODE, "label", "");
  set_default(g, AGNODE, "style", "filled");
  set_default(g, AGNODE, "fillcolor", "#ffffff00");
  set_default(g, AGNODE, "color", "#ffffff00");
  set_default(g, AGNODE, "penwidth", "0");
  for (const char* name : {"pos", "width", "height", "tooltip", "URL", "comment", "class"})
    set_default(g, AGNODE, name, "");
  set_default(g, AGEDGE, "style", "invis");
  set_default(g, AGEDGE, "comment", "");
}

Agnode_t* add_node(Agraph_t* g, const std::string& name, const Rect& area, double page_height) {
  Agnode_t* node = agnode(g, c_text(name), 1);
  set_value(
      node, "pos",
      number(area.x + area.width / 2) + "," + number(page_height - area.y - area.height / 2) + "!");
  set_value(node, "width", number(std::max(area.width, 1.0) / 72 + 1e-9));
  set_value(node, "height", number(std::max(area.height, 1.0) / 72 + 1e-9));
  return node;
}

GraphHolder build(const Picture& picture, const std::string& face) {
  GraphHolder g(agopen(const_cast<char*>("hoego"), Agdirected, nullptr));
  declare(g.get(), picture);
  set_graph(g.get(), "_background", Xdot(picture, face).text());
  Agnode_t* page = add_node(g.get(), "page", {0, 0, picture.width, picture.height}, picture.height);
  set_value(page, "style", "invis");
  for (const Hotspot& spot : picture.hotspots) {
    Agnode_t* node = add_node(g.get(), spot.id, spot.area, picture.height);
    set_value(node, "comment", escaped_label(spot.title));
    set_value(node, "tooltip", escaped_label(spot.tooltip.empty() ? spot.title : spot.tooltip));
    if (!spot.group.empty()) set_value(node, "class", spot.group);
    if (!spot.url.empty() && is_safe_url(spot.url)) set_value(node, "URL", escaped_label(spot.url));
  }
  for (const Connection& c : picture.connections) {
    Agnode_t* from = agnode(g.get(), c_text(c.from), 0);
    Agnode_t* to = agnode(g.get(), c_text(c.to), 0);
    if (!from || !to) continue;
    Agedge_t* edge = agedge(g.get(), from, to, nullptr, 1);
    if (edge) set_value(edge, "comment", escaped_label(c.label));
  }
  return g;
}

struct ContextFree {
  void operator()(GVC_t* gvc) const { gvFreeContext(gvc); }
};

GVC_t* context() {
  static const std::unique_ptr<GVC_t, ContextFree> gvc(gvContext());
  return gvc.get();
}

std::string draw(Agraph_t* g, const char* format) {
  agseterrf(keep_error);
  agreseterrors();
  last_error().clear();
  char* data = nullptr;
  unsigned int length = 0;
  bool ok = gvLayout(context(), g, "nop2") == 0;
  ok = ok && gvRenderData(context(), g, format, &data, &length) == 0;
  std::string out = data ? std::string(data, length) : std::string();
  gvFreeRenderData(data);
  gvFreeLayout(context(), g);
  if (!ok || out.empty())
    throw Error(
        ErrorKind::kEnvironment,
        hoego::say("Graphviz could not draw the picture: {}", last_error()),
        hoego::say(
            "install the packages `graphviz` and `libgvc6`; `hoego doctor` shows what is there"));
  return out;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  std::string out;
  size_t at = 0;
  for (size_t hit; (hit = text.find(from, at)) != std::string::npos; at = hit + from.size())
    out.append(text, at, hit - at).append(to);
  text = out.append(text, at);
}

// The hotspots of the SVG, written by us: Graphviz names each group by its node's name, which is
// what a browser would show instead of the tooltip, and it does not escape links.
std::string hotspots_svg(const Picture& picture) {
  std::string out;
  for (const Hotspot& spot : picture.hotspots) {
    bool linked = !spot.url.empty() && is_safe_url(spot.url);
    std::string tip = markup_text(spot.tooltip.empty() ? spot.title : spot.tooltip);
    out += "<g id=\"" + spot.id + "\" class=\"spot\" data-group=\"" + markup_text(spot.group) +
           "\" role=\"img\" aria-label=\"" + markup_text(spot.title) + "\"><title>" + tip +
           "</title>";
    if (linked)
      out += "<a href=\"" + markup_text(spot.url) + "\" xlink:href=\"" + markup_text(spot.url) +
             "\" target=\"_blank\">";
    out += "<rect x=\"" + number(spot.area.x) + "\" y=\"" + number(spot.area.y - picture.height) +
           "\" width=\"" + number(spot.area.width) + "\" height=\"" + number(spot.area.height) +
           "\" fill=\"#ffffff\" fill-opacity=\"0\"/>";
    out += linked ? "</a></g>\n" : "</g>\n";
  }
  return out;
}

// Graphviz' SVG with our head (title, description, language, role) and our hotspots.
std::string dress_svg(std::string svg, const Picture& picture, const std::string& face) {
  size_t root = svg.find("<svg ");
  size_t body = svg.find("<g id=\"graph0\"");
  size_t title = svg.find("<title>hoego</title>\n", body);
  size_t nodes = svg.find("<!-- page -->");
  size_t end = svg.rfind("</g>\n</svg>");
  if (root == std::string::npos || body == std::string::npos || title == std::string::npos ||
      end == std::string::npos)
    return svg;
  if (nodes == std::string::npos) nodes = end;
  std::string size = number(picture.width) + " " + number(picture.height);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
      "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"" +
      number(picture.width) + "pt\" height=\"" + number(picture.height) + "pt\" viewBox=\"0 0 " +
      size + "\" role=\"img\" lang=\"" + picture.lang + "\" xml:lang=\"" + picture.lang +
      "\" aria-labelledby=\"hoego-title hoego-desc\">\n<title id=\"hoego-title\">" +
      markup_text(picture.title) + "</title>\n<desc id=\"hoego-desc\">" +
      markup_text(picture.description) + "</desc>\n";
  size_t after_title = title + std::string_view("<title>hoego</title>\n").size();
  out.append(svg, body, title - body).append(svg, after_title, nodes - after_title);
  out += hotspots_svg(picture) + "</g>\n</svg>\n";
  replace_all(out, "font-family=\"" + face + "\"", "font-family=\"" + std::string(kFaces) + "\"");
  replace_all(out, "stroke=\"transparent\"", "stroke=\"none\"");
  return out;
}

std::string required_font() {
  std::optional<std::string> face = find_hangul_font();
  if (!face)
    throw Error(ErrorKind::kEnvironment, hoego::say("no font with Hangul is installed"),
                hoego::say("apt-get install fonts-nanum"));
  return *face;
}

void check_pixels(const Picture& picture, int dpi) {
  double larger = std::max(picture.width, picture.height) * dpi / 72;
  if (larger <= kMaxPixels) return;
  throw Error(ErrorKind::kInput,
              hoego::say("the picture would be {} pixels long; PNG ends at {}",
                         static_cast<int64_t>(larger), kMaxPixels),
              hoego::say("write SVG or PDF, or fewer people or years, or a smaller --dpi"));
}

// Cairo writes the time of making into a PDF; the same picture shall be the same bytes.
void fix_pdf_date(std::string& pdf) {
  size_t at = pdf.find("/CreationDate (");
  if (at == std::string::npos) return;
  size_t begin = at + std::string_view("/CreationDate (").size();
  constexpr std::string_view kFixed = "D:20000101000000Z";
  size_t end = pdf.find(')', begin);
  if (end == std::string::npos) return;
  for (size_t i = begin; i < end; ++i) pdf[i] = i - begin < kFixed.size() ? kFixed[i - begin] : ' ';
}

}  // namespace

std::optional<Format> format_of(std::string_view path) {
  size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  std::string ending = fold_case(path.substr(dot + 1));
  if (ending == "svg") return Format::kSvg;
  if (ending == "png") return Format::kPng;
  if (ending == "pdf") return Format::kPdf;
  if (ending == "dot" || ending == "gv") return Format::kDot;
  return std::nullopt;
}

std::optional<std::string> find_hangul_font() {
  std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)> pattern(
      FcNameParse(reinterpret_cast<const FcChar8*>("NanumGothic:lang=ko")), FcPatternDestroy);
  if (!pattern) return std::nullopt;
  FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  FcResult result = FcResultMatch;
  std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)> match(
      FcFontMatch(nullptr, pattern.get(), &result), FcPatternDestroy);
  if (!match) return std::nullopt;
  FcCharSet* characters = nullptr;
  FcChar8* family = nullptr;
  if (FcPatternGetCharSet(match.get(), FC_CHARSET, 0, &characters) != FcResultMatch ||
      !FcCharSetHasChar(characters, 0xAC00) || !FcCharSetHasChar(characters, 0xD558) ||
      FcPatternGetString(match.get(), FC_FAMILY, 0, &family) != FcResultMatch)
    return std::nullopt;
  return std::string(reinterpret_cast<const char*>(family));
}

std::string graphviz_version() {
  return gvcVersion(context());
}

bool is_safe_url(std::string_view url) {
  if (std::any_of(url.begin(), url.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
    return false;
  size_t colon = url.find(':');
  size_t slash = url.find_first_of("/?#");
  if (colon == std::string_view::npos || (slash != std::string_view::npos && slash < colon))
    return url.substr(0, 2) != "//";
  std::string scheme = fold_case(url.substr(0, colon));
  return scheme == "http" || scheme == "https";
}

std::string render(const Picture& picture, Format format, const RenderOptions& options) {
  static std::mutex mutex;
  std::lock_guard<std::mutex> lock(mutex);
  bool inked = format == Format::kPng || format == Format::kPdf;
  std::string face = inked ? required_font() : std::string(kFallbackFace);
  if (format == Format::kPng) check_pixels(picture, options.dpi);
  GraphHolder g = build(picture, face);
  switch (format) {
    case Format::kSvg:
      return dress_svg(draw(g.get(), "svg"), picture, face);
    case Format::kPng:
      set_graph(g.get(), "dpi", std::to_string(options.dpi));
      return draw(g.get(), "png:cairo:cairo");
    case Format::kPdf: {
      std::string pdf = draw(g.get(), "pdf:cairo");
      fix_pdf_date(pdf);
      return pdf;
    }
    case Format::kDot:
      return draw(g.get(), "canon");
  }
  return {};
}

}  // namespace hoego::viz
