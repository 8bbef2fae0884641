// SPDX-License-Identifier: Apache-2.0
// Graphviz draws one page. So all pages are drawn below each other as one, and an incremental
// update (ISO 32000-1, 7.5.6) behind it replaces that page by pages which look at parts of it.
#include "viz/pdf.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <map>
#include <string_view>

#include "base/error.h"
#include "base/messages.h"
#include "base/unicode.h"
#include "viz/render.h"

namespace hoego::viz {
namespace {

[[noreturn]] void fail_unknown_form(std::string_view what) {
  throw Error(ErrorKind::kEnvironment,
              hoego::say("the PDF that Graphviz wrote has an unknown form: {}", what),
              hoego::say("write SVG or PNG instead"));
}

std::string number(double value) {
  std::array<char, 32> buffer{};
  auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                           std::chars_format::fixed, 2);
  return {buffer.data(), end.ptr};
}

size_t integer_at(std::string_view text, size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  size_t value = 0;
  auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), value);
  if (error != std::errc()) fail_unknown_form("a number is missing");
  return value;
}

// The number behind the last or only `key` ("/Size", "/Pages" of "/Pages 1 0 R").
size_t integer_behind(std::string_view text, std::string_view key) {
  size_t at = text.rfind(key);
  if (at == std::string_view::npos) fail_unknown_form(key);
  return integer_at(text, at + key.size());
}

// A PDF of one page with a classic table of its objects.
class OnePage {
 public:
  explicit OnePage(std::string bytes) : bytes_(std::move(bytes)) {
    table_ = integer_behind(bytes_, "startxref\n");
    if (bytes_.compare(table_, 5, "xref\n") != 0) fail_unknown_form("xref");
    trailer_ = std::string_view(bytes_).substr(bytes_.rfind("trailer"));
    size_ = integer_behind(trailer_, "/Size");
    root_ = integer_behind(trailer_, "/Root");
    pages_ = integer_behind(object(root_), "/Pages");
    page_ = integer_behind(object(pages_), "/Kids [");
  }

  // The text between "N 0 obj" and "endobj".
  std::string_view object(size_t id) const {
    constexpr size_t kEntry = 20;
    size_t entries = bytes_.find('\n', table_ + 5) + 1;
    size_t offset = integer_at(bytes_, entries + id * kEntry);
    std::string head = std::to_string(id) + " 0 obj\n";
    if (bytes_.compare(offset, head.size(), head) != 0) fail_unknown_form("object " + head);
    size_t begin = offset + head.size();
    return std::string_view(bytes_).substr(begin, bytes_.find("endobj", begin) - begin);
  }

  const std::string& bytes() const { return bytes_; }
  size_t table() const { return table_; }
  size_t size() const { return size_; }
  size_t root() const { return root_; }
  size_t pages() const { return pages_; }
  size_t page() const { return page_; }

 private:
  std::string bytes_;
  std::string_view trailer_;
  size_t table_ = 0;
  size_t size_ = 0;
  size_t root_ = 0;
  size_t pages_ = 0;
  size_t page_ = 0;
};

// Objects behind the end of a PDF that replace or join those in it.
class Update {
 public:
  explicit Update(const OnePage& base) : base_(base), out_(base.bytes()), next_(base.size()) {}

  void put(size_t id, std::string_view text) {
    offsets_[id] = out_.size();
    out_ += std::to_string(id) + " 0 obj\n";
    out_ += text;
    out_ += "\nendobj\n";
  }
  size_t add(std::string_view text) {
    put(next_, text);
    return next_++;
  }
  std::string finish(size_t info) {
    size_t table = out_.size();
    out_ += "xref\n";
    for (const auto& [id, offset] : offsets_) {
      char line[40];
      std::snprintf(line, sizeof line, "%zu 1\n%010zu 00000 n \n", id, offset);
      out_ += line;
    }
    out_ += "trailer\n<< /Size " + std::to_string(next_) + " /Root " +
            std::to_string(base_.root()) + " 0 R /Info " + std::to_string(info) + " 0 R /Prev " +
            std::to_string(base_.table()) + " >>\nstartxref\n" + std::to_string(table) +
            "\n%%EOF\n";
    return std::move(out_);
  }

 private:
  const OnePage& base_;
  std::string out_;
  std::map<size_t, size_t> offsets_;
  size_t next_;
};

// UTF-16BE with its mark, in hexadecimal: the text string of any characters.
std::string text_string(std::string_view raw) {
  std::string text = replace_invalid_utf8(raw);
  std::string out = "<FEFF";
  auto unit = [&](unsigned value) {
    char digits[8];
    std::snprintf(digits, sizeof digits, "%04X", value);
    out += digits;
  };
  for (size_t i = 0; i < text.size(); i = next_code_point(text, i)) {
    char32_t c = code_point_at(text, i);
    if (c >= 0x10000) {
      unit(0xD800 + ((c - 0x10000) >> 10));
      unit(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      unit(c);
    }
  }
  return out + ">";
}

// Links are ASCII in PDF: what is not is written as %XX, and so is what would end the string.
std::string uri_string(std::string_view url) {
  std::string out = "(";
  for (char c : url) {
    auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7f && c != '(' && c != ')' && c != '\\') {
      out += c;
      continue;
    }
    char escaped[4];
    std::snprintf(escaped, sizeof escaped, "%%%02X", byte);
    out += escaped;
  }
  return out + ")";
}

std::string box_text(double left, double bottom, double right, double top) {
  return "[ " + number(left) + " " + number(bottom) + " " + number(right) + " " + number(top) +
         " ]";
}

// The links of a picture whose top stands at `top` of the drawing.
std::string links_of(const Picture& picture, double top) {
  std::string out;
  for (const Hotspot& spot : picture.hotspots) {
    if (spot.url.empty() || !is_safe_url(spot.url)) continue;
    out += "<< /Type /Annot /Subtype /Link /Border [ 0 0 0 ] /Rect " +
           box_text(spot.area.x, top - spot.area.bottom(), spot.area.right(), top - spot.area.y) +
           " /A << /S /URI /URI " + uri_string(spot.url) + " >> >>\n";
  }
  return out.empty() ? out : "/Annots [\n" + out + "]\n";
}

Picture below_each_other(const std::vector<Picture>& pages) {
  Picture all;
  all.background = pages.front().background;
  for (const Picture& page : pages) {
    for (Shape shape : page.shapes) {
      auto move = [&](std::vector<Point>& points) {
        for (Point& p : points) p.y += all.height;
      };
      if (auto* polygon = std::get_if<Polygon>(&shape)) move(polygon->points);
      if (auto* line = std::get_if<Line>(&shape)) move(line->points);
      if (auto* text = std::get_if<Text>(&shape)) text->at.y += all.height;
      all.shapes.push_back(std::move(shape));
    }
    all.width = std::max(all.width, page.width);
    all.height += page.height;
  }
  return all;
}

}  // namespace

std::string pages_pdf(const std::vector<Picture>& pages) {
  if (pages.empty()) throw Error(ErrorKind::kInput, hoego::say("there is no page to write"));
  Picture all = below_each_other(pages);
  OnePage base(render(all, Format::kPdf));
  std::string page(base.object(base.page()));
  size_t box = page.find("/MediaBox [");
  size_t box_end = page.find(']', box);
  size_t end = page.rfind(">>");
  if (box_end == std::string::npos || end == std::string::npos) fail_unknown_form("/MediaBox");

  Update update(base);
  double top = all.height;
  std::string kids;
  for (const Picture& picture : pages) {
    std::string window =
        "/MediaBox " + box_text(0, top - picture.height, picture.width, top) + "\n";
    kids += std::to_string(update.add(page.substr(0, box) + window +
                                      page.substr(box_end + 1, end - box_end - 1) +
                                      links_of(picture, top) + ">>")) +
            " 0 R ";
    top -= picture.height;
  }
  update.put(base.pages(), "<< /Type /Pages /Kids [ " + kids + "] /Count " +
                               std::to_string(pages.size()) + " >>");
  update.put(base.root(), "<< /Type /Catalog /Pages " + std::to_string(base.pages()) +
                              " 0 R /Lang (" + (pages.front().lang == "ko" ? "ko" : "en") +
                              ") /ViewerPreferences << /DisplayDocTitle true >> >>");
  size_t info = update.add("<< /Title " + text_string(pages.front().title) +
                           " /Producer (hoego) /CreationDate (D:20000101000000Z) >>");
  return update.finish(info);
}

}  // namespace hoego::viz
