// SPDX-License-Identifier: Apache-2.0
// HTML as a row of tags and texts. They come from gumbo's tree for a page of ordinary size and
// depth, and straight from a scanner for HTML inside Markdown and for pages on which a tree would
// cost too much (gumbo takes minutes for 100,000 unclosed <div>). Either way one reader turns them
// into blocks.
#include "parser/document/html.h"
#include "base/unicode.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <utility>

namespace hoego::parser {
namespace {

bool is_name(char c) {
  return (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == ':';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

struct Tag {
  std::string name;  // lower case
  bool closing = false;
  std::string_view attributes;
  size_t end = 0;  // after '>'; where the search stopped if it is no tag
  bool valid = false;
};

// No tag is longer; what looks so is text.
constexpr size_t kMaxTag = 16 * 1024;

// The tag that begins with the '<' at `at`; not valid: it is a character like any other.
Tag tag_at(std::string_view s, size_t at) {
  size_t i = at + 1;
  Tag tag;
  if (i < s.size() && s[i] == '/') {
    tag.closing = true;
    ++i;
  }
  size_t begin = i;
  while (i < s.size() && is_name(s[i]) && i - begin < 40) tag.name.push_back(ascii_lower(s[i++]));
  tag.end = i;
  if (tag.name.empty() || (tag.name[0] >= '0' && tag.name[0] <= '9')) return tag;
  size_t attributes = i;
  char quote = 0;
  size_t limit = std::min(s.size(), at + kMaxTag);
  for (; i < limit; ++i) {
    if (quote != 0) {
      if (s[i] == quote) quote = 0;
    } else if ((s[i] == '"' || s[i] == '\'') && s[i - 1] == '=') {
      quote = s[i];
    } else if (s[i] == '>') {
      tag.attributes = s.substr(attributes, i - attributes);
      tag.end = i + 1;
      tag.valid = true;
      return tag;
    } else if (s[i] == '<') {
      break;
    }
  }
  tag.end = i;
  return tag;
}

std::string attribute(std::string_view attributes, std::string_view name) {
  size_t at = 0;
  while ((at = attributes.find(name, at)) != std::string_view::npos) {
    size_t i = at + name.size();
    bool starts = at == 0 || is_blank(attributes[at - 1]);
    at = i;
    while (i < attributes.size() && is_blank(attributes[i])) ++i;
    if (!starts || i >= attributes.size() || attributes[i] != '=') continue;
    ++i;
    while (i < attributes.size() && is_blank(attributes[i])) ++i;
    if (i >= attributes.size()) return {};
    char quote = attributes[i] == '"' || attributes[i] == '\'' ? attributes[i] : 0;
    if (quote != 0) ++i;
    size_t end = i;
    while (end < attributes.size() &&
           (quote != 0 ? attributes[end] != quote : !is_blank(attributes[end])))
      ++end;
    return std::string(attributes.substr(i, end - i));
  }
  return {};
}

template <size_t N>
bool one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 16> kNoProse = {
    "script", "style",  "noscript", "svg",    "template", "nav",  "footer", "aside",
    "form",   "button", "select",   "iframe", "textarea", "head", "object", "math"};
constexpr std::array<std::string_view, 20> kBlockTags = {
    "p",     "div",     "section", "article", "main",   "header",  "figure",
    "table", "tbody",   "thead",   "details", "center", "dl",      "dt",
    "dd",    "address", "hr",      "body",    "html",   "fieldset"};
// Parts of a page that blog hosts put around the post, by class.
constexpr std::array<std::string_view, 8> kNoProseClasses = {
    "another_category", "container_postbtn",
    "revenue_unit",     "comment",
    "related-posts",    "toc",
    "breadcrumb",       "sidebar"};

std::string decoded_text(std::string_view raw) {
  std::string out;
  for (size_t i = 0; i < raw.size(); ++i) {
    size_t end = raw[i] == '&' ? raw.substr(i, 12).find(';') : std::string_view::npos;
    std::string entity = end == std::string_view::npos ? "" : decode_entity(raw.substr(i, end + 1));
    if (entity.empty()) {
      out.push_back(raw[i]);
    } else {
      out += entity;
      i += end;
    }
  }
  return out;
}

class HtmlReader {
 public:
  HtmlReader(std::string_view working, Span range, HtmlContext context, BlockWriter& writer)
      : text_(working.substr(0, range.end)),
        at_(range.begin),
        writer_(writer),
        list_depth_(context.list_depth),
        quote_depth_(context.quoted ? 1 : 0) {}

  // All of the range, by the scanner.
  void read();
  // One by one, by who walks a tree.
  void tag(const Tag& tag);
  void text(size_t begin, size_t end);
  void finish() { writer_.close(); }

 private:
  void open_tag(const Tag& tag);
  void inline_tag(const Tag& tag);
  bool skip(const Tag& tag);
  void open_prose();

  std::string_view text_;
  size_t at_;
  BlockWriter& writer_;
  int list_depth_;
  int quote_depth_;
  std::string skipping_;  // the element whose content is no prose
  int skip_depth_ = 0;
  size_t no_tag_before_ = 0;  // up to here a '<' was found to begin no tag
};

void HtmlReader::read() {
  size_t begin = at_;
  while (at_ < text_.size()) {
    at_ = text_.find('<', at_);
    if (at_ == std::string_view::npos) break;
    if (text_.substr(at_, 4) == "<!--") {
      text(begin, at_);
      size_t end = text_.find("-->", at_ + 4);
      at_ = begin = end == std::string_view::npos ? text_.size() : end + 3;
      continue;
    }
    Tag found;
    if (at_ >= no_tag_before_) found = tag_at(text_, at_);
    if (!found.valid) {
      no_tag_before_ = std::max(no_tag_before_, found.end);
      ++at_;
      continue;
    }
    text(begin, at_);
    at_ = begin = found.end;
    tag(found);
  }
  text(begin, text_.size());
  writer_.close();
}

void HtmlReader::text(size_t begin, size_t end) {
  if (begin >= end || skip_depth_ > 0) return;
  size_t i = begin;
  while (i < end) {
    size_t amp = std::min(text_.substr(0, end).find('&', i), end);
    std::string_view plain = text_.substr(i, amp - i);
    bool blank = std::all_of(plain.begin(), plain.end(), is_blank);
    if (!writer_.is_open() && !blank) open_prose();
    if (writer_.is_open()) writer_.text(plain, static_cast<uint32_t>(i));
    if (amp >= end) return;
    size_t stop = text_.substr(amp, std::min<size_t>(12, end - amp)).find(';');
    std::string entity =
        stop == std::string_view::npos ? "" : decode_entity(text_.substr(amp, stop + 1));
    if (!writer_.is_open()) open_prose();
    if (entity.empty()) {
      writer_.text("&", static_cast<uint32_t>(amp));
      i = amp + 1;
    } else {
      writer_.decoded(entity, static_cast<uint32_t>(amp));
      i = amp + stop + 1;
    }
  }
}

void HtmlReader::open_prose() {
  writer_.open(list_depth_ > 0    ? BlockKind::kListItem
               : quote_depth_ > 0 ? BlockKind::kQuote
                                  : BlockKind::kParagraph,
               list_depth_, quote_depth_ > 0);
}

// Whether the tag belongs to content that is passed over.
bool HtmlReader::skip(const Tag& tag) {
  if (skip_depth_ == 0) {
    if (tag.closing) return false;
    bool by_class = tag.name == "div" || tag.name == "section" || tag.name == "ul";
    if (by_class) {
      std::string cls = attribute(tag.attributes, "class");
      by_class =
          std::any_of(kNoProseClasses.begin(), kNoProseClasses.end(), [&](std::string_view c) {
            return cls == c || cls.starts_with(std::string(c) + " ") ||
                   cls.find(" " + std::string(c)) != std::string::npos;
          });
    }
    if (!by_class && !one_of(tag.name, kNoProse)) return false;
    if (tag.attributes.ends_with("/")) return true;
    writer_.close();
    skipping_ = tag.name;
    skip_depth_ = 1;
    return true;
  }
  if (tag.name == skipping_) skip_depth_ += tag.closing ? -1 : 1;
  return true;
}

void HtmlReader::tag(const Tag& tag) {
  if (skip(tag)) {
    // Scripts hold no tags: go on at the end tag.
    if (skip_depth_ == 1 && (skipping_ == "script" || skipping_ == "style")) {
      size_t end = text_.find("</" + skipping_, at_);
      at_ = std::min(end, text_.size());
    }
    return;
  }
  at_ = std::max(at_, tag.end);
  open_tag(tag);
}

void HtmlReader::open_tag(const Tag& t) {
  bool heading = t.name.size() == 2 && t.name[0] == 'h' && t.name[1] >= '1' && t.name[1] <= '6';
  if (heading) {
    writer_.close();
    if (!t.closing) writer_.open(BlockKind::kHeading, 0, quote_depth_ > 0, t.name[1] - '0');
  } else if (t.name == "ul" || t.name == "ol") {
    writer_.close();
    list_depth_ = std::max(0, list_depth_ + (t.closing ? -1 : 1));
  } else if (t.name == "li") {
    writer_.close();
    if (!t.closing) open_prose();
  } else if (t.name == "blockquote") {
    writer_.close();
    quote_depth_ = std::max(0, quote_depth_ + (t.closing ? -1 : 1));
  } else if (t.name == "tr") {
    writer_.hold_paragraph(!t.closing);
  } else if (t.name == "td" || t.name == "th") {
    writer_.close();
    if (!t.closing) writer_.open(BlockKind::kTableCell, list_depth_, quote_depth_ > 0);
  } else if (t.name == "figcaption" || t.name == "caption" || t.name == "summary") {
    writer_.close();
    if (!t.closing) writer_.open(BlockKind::kCaption, list_depth_, quote_depth_ > 0);
  } else if (t.name == "pre") {
    writer_.close();
    if (!t.closing) writer_.open(BlockKind::kCode, list_depth_, quote_depth_ > 0);
  } else if (t.name == "br") {
    writer_.line_break(true, static_cast<uint32_t>(at_ > 0 ? at_ - 1 : 0));
  } else if (one_of(t.name, kBlockTags)) {
    writer_.close();
  } else {
    inline_tag(t);
  }
}

void HtmlReader::inline_tag(const Tag& t) {
  auto mark = [&](Mark::Kind kind, std::string_view target = {}) {
    if (t.closing) {
      writer_.end_mark(kind);
    } else {
      if (!writer_.is_open()) open_prose();
      writer_.begin_mark(kind, target);
    }
  };
  if (t.name == "a") {
    mark(Mark::Kind::kLink, t.closing ? "" : attribute(t.attributes, "href"));
  } else if (t.name == "b" || t.name == "strong") {
    mark(Mark::Kind::kBold);
  } else if (t.name == "i" || t.name == "em") {
    mark(Mark::Kind::kItalic);
  } else if (t.name == "code") {
    mark(Mark::Kind::kCode);
  } else if (t.name == "del" || t.name == "s" || t.name == "strike") {
    mark(Mark::Kind::kStrike);
  } else if (t.name == "img" && !t.closing) {
    mark(Mark::Kind::kImage, attribute(t.attributes, "src"));
    writer_.end_mark(Mark::Kind::kImage);
  }
}

// --- by gumbo's tree -----------------------------------------------------------------------------

constexpr size_t kMaxTree = 4 << 20;  // bytes
constexpr int kMaxDepth = 256;        // open elements, as the scanner counts them

constexpr std::array<std::string_view, 14> kVoid = {"br",    "img",    "hr",   "meta", "link",
                                                    "input", "source", "area", "base", "embed",
                                                    "track", "wbr",    "col",  "p"};

// Whether a tree of the page is cheap: neither long nor deep.
bool bears_a_tree(std::string_view s) {
  if (s.size() > kMaxTree) return false;
  int depth = 0;
  for (size_t at = s.find('<'); at != std::string_view::npos; at = s.find('<', at)) {
    Tag tag = tag_at(s, at);
    at = std::max(at + 1, tag.end);
    if (!tag.valid || one_of(tag.name, kVoid) || tag.attributes.ends_with("/")) continue;
    depth = std::max(0, depth + (tag.closing ? -1 : 1));
    if (depth > kMaxDepth) return false;
  }
  return true;
}

bool has_class(const GumboNode* node, std::string_view part) {
  const GumboAttribute* cls = gumbo_get_attribute(&node->v.element.attributes, "class");
  return cls != nullptr && std::string_view(cls->value).find(part) != std::string_view::npos;
}

// The first element, in order of the page, for which `wanted` holds.
template <typename F>
const GumboNode* find_node(const GumboNode* node, int depth, const F& wanted) {
  if (node->type != GUMBO_NODE_ELEMENT || depth > 4 * kMaxDepth) return nullptr;
  if (wanted(node)) return node;
  const GumboVector& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i)
    if (const GumboNode* found =
            find_node(static_cast<GumboNode*>(children.data[i]), depth + 1, wanted))
      return found;
  return nullptr;
}

// The element that holds the post, as blog hosts mark it.
const GumboNode* article_node(const GumboNode* root) {
  for (std::string_view cls : {"tt_article_useless_p_margin", "se-main-container"})
    if (auto* found = find_node(root, 0, [&](const GumboNode* n) { return has_class(n, cls); }))
      return found;
  if (auto* found = find_node(
          root, 0, [](const GumboNode* n) { return n->v.element.tag == GUMBO_TAG_ARTICLE; }))
    return found;
  for (std::string_view cls : {"entry-content", "post-content"})
    if (auto* found = find_node(root, 0, [&](const GumboNode* n) { return has_class(n, cls); }))
      return found;
  if (auto* found =
          find_node(root, 0, [](const GumboNode* n) { return n->v.element.tag == GUMBO_TAG_MAIN; }))
    return found;
  return root;
}

class TreeWalker {
 public:
  TreeWalker(std::string_view working, HtmlReader& reader) : working_(working), reader_(reader) {}

  void walk(const GumboNode* node, int depth) {
    if (depth > 4 * kMaxDepth) return;
    if (node->type == GUMBO_NODE_ELEMENT)
      element(node->v.element, depth);
    else if (node->type == GUMBO_NODE_TEXT)
      piece(node->v.text.original_text);
  }

 private:
  void element(const GumboElement& e, int depth) {
    Tag tag;
    if (e.original_tag.length > 0) tag = tag_at(working_, offset(e.original_tag));
    if (tag.name.empty()) tag.name = gumbo_normalized_tagname(e.tag);
    reader_.tag(tag);
    for (unsigned i = 0; i < e.children.length; ++i)
      walk(static_cast<const GumboNode*>(e.children.data[i]), depth + 1);
    if (one_of(tag.name, kVoid) && tag.name != "p") return;
    Tag close;
    close.name = tag.name;
    close.closing = true;
    reader_.tag(close);
  }

  void piece(const GumboStringPiece& text) {
    reader_.text(offset(text), offset(text) + text.length);
  }
  size_t offset(const GumboStringPiece& piece) const {
    return static_cast<size_t>(piece.data - working_.data());
  }

  std::string_view working_;
  HtmlReader& reader_;
};

void read_tree(std::string_view working, Span range, BlockWriter& writer) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  std::string_view text = range.in(working);
  GumboOutput* output = gumbo_parse_with_options(&options, text.data(), text.size());
  HtmlReader reader(working, range, {}, writer);
  TreeWalker(working, reader).walk(article_node(output->root), 0);
  reader.finish();
  gumbo_destroy_output(&options, output);
}

// --- pages ---------------------------------------------------------------------------------------

// Where the post begins in the page: after the first opening tag that blog hosts use for it.
Span article_of(std::string_view s, Span range) {
  constexpr std::string_view kStarts[] = {
      "<article",     "tt_article_useless_p_margin", "entry-content",
      "post-content", "se-main-container",           "<main",
      "<body"};
  for (std::string_view start : kStarts) {
    size_t at = s.find(start, range.begin);
    if (at == std::string_view::npos || at >= range.end) continue;
    size_t begin = s.find('>', at);
    if (begin == std::string_view::npos || begin >= range.end) continue;
    size_t end = range.end;
    if (start[0] == '<') {
      std::string close = "</" + std::string(start.substr(1));
      size_t last = s.substr(0, range.end).rfind(close);
      if (last != std::string_view::npos && last > begin) end = last;
    }
    return {static_cast<uint32_t>(begin + 1), static_cast<uint32_t>(end)};
  }
  return range;
}

void read_head(std::string_view s, Span range, FrontMatter& front) {
  constexpr std::pair<std::string_view, std::string_view> kMetas[] = {
      {"article:published_time", "date"}, {"og:regdate", "date"},
      {"datePublished", "date"},          {"author", "author"},
      {"article:author", "author"},       {"og:article:author", "author"},
      {"og:title", "og:title"},           {"description", "description"}};
  auto add = [&](std::string_view key, std::string value) {
    if (!value.empty()) front.entries.push_back({std::string(key), {decoded_text(value)}});
  };
  size_t limit = std::min<size_t>(range.end, range.begin + 512 * 1024);
  s = s.substr(0, limit);
  for (size_t at = s.find('<', range.begin); at != std::string_view::npos;
       at = s.find('<', at + 1)) {
    Tag tag = tag_at(s, at);
    if (!tag.valid || tag.closing) {
      at = std::max(at, std::min(tag.end, s.size()) - 1);
      continue;
    }
    if (tag.name == "title" && !front.first_of({"title"})) {
      size_t end = s.find('<', tag.end);
      if (end != std::string_view::npos)
        add("title", std::string(s.substr(tag.end, end - tag.end)));
    } else if (tag.name == "meta") {
      std::string name = attribute(tag.attributes, "property");
      if (name.empty()) name = attribute(tag.attributes, "name");
      for (auto [meta, key] : kMetas)
        if (name == meta) add(key, attribute(tag.attributes, "content"));
    } else if (tag.name == "time") {
      add("date", attribute(tag.attributes, "datetime"));
    } else if (tag.name == "html") {
      add("lang", attribute(tag.attributes, "lang"));
    }
  }
  if (!front.entries.empty()) front.format = FrontMatter::Format::kHtml;
}

}  // namespace

void read_html(std::string_view working, Span range, HtmlContext context, BlockWriter& writer) {
  if (!range.empty()) HtmlReader(working, range, context, writer).read();
}

void read_html_page(std::string_view working, Span range, FrontMatter& front, BlockWriter& writer) {
  read_head(working, range, front);
  if (bears_a_tree(range.in(working)))
    read_tree(working, range, writer);
  else
    read_html(working, article_of(working, range), {}, writer);
}

}  // namespace hoego::parser
