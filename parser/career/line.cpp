// SPDX-License-Identifier: Apache-2.0
#include "parser/career/line.h"

#include <algorithm>

#include "base/unicode.h"

namespace hoego::parser {
namespace {

constexpr size_t kLongestQuote = 240;  // bytes
constexpr size_t kMostQuotes = 8;
constexpr size_t kMostEngagements = 60;  // of one post; nobody has more

// A sentence too long to quote is cut around `span`, at blanks.
Span quotable(std::string_view text, Span span) {
  if (text.size() <= kLongestQuote) return {0, static_cast<uint32_t>(text.size())};
  const size_t half = kLongestQuote / 2;
  size_t begin = span.begin > half ? span.begin - half : 0;
  size_t end = std::min(text.size(), span.end + half);
  if (begin > 0) {
    const size_t blank = text.find(' ', begin);
    begin = blank == std::string_view::npos || blank >= span.begin ? span.begin : blank + 1;
  }
  if (end < text.size()) {
    const size_t blank = text.rfind(' ', end);
    end = blank == std::string_view::npos || blank <= span.end ? span.end : blank;
  }
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

}  // namespace

int Line::find(std::string_view kind, std::string_view key, std::string_view cohort) const {
  for (size_t i = list_.size(); i-- > 0;) {
    const Engagement& each = list_[i];
    if (each.step.kind != kind || each.key != key) continue;
    if (!cohort.empty() && each.step.cohort && *each.step.cohort != cohort) continue;
    return static_cast<int>(i);
  }
  return -1;
}

int Line::find_any(std::initializer_list<std::string_view> kinds, std::string_view key) const {
  for (std::string_view kind : kinds) {
    if (const int at = find(kind, key); at >= 0) return at;
  }
  return -1;
}

int Line::add(std::string kind, const OrgMention* org, const Reading& reading) {
  if (list_.size() >= kMostEngagements) return static_cast<int>(list_.size()) - 1;
  Engagement made;
  made.step.kind = std::move(kind);
  made.first = reading.index;
  made.titled = reading.front;
  made.order = static_cast<double>(list_.size());
  if (org) {
    made.step.org = org->text;
    made.step.org_alt = org->alt;
    made.step.named = org->named;
    if (!org->cohort.empty()) made.step.cohort = org->cohort;
    const std::string type = org->type == "military" ? "government" : org->type;
    made.step.org_type = type;
    if (!org->industry.empty()) made.step.industry = org->industry;
    made.key = org->key;
    made.ref = org->ref;
  }
  list_.push_back(std::move(made));
  return static_cast<int>(list_.size()) - 1;
}

// "SK" and "SK텔레콤": the group's name stands for the company.
int of_same_group(const OrgMention& org, Line& line) {
  for (size_t i = 0; i < line.all().size(); ++i) {
    Engagement& e = line.at(i);
    if (!is_work(e) || !e.step.named || !e.step.org) continue;
    const bool group = org.product && org.industry == "other" && e.step.org->starts_with(org.text);
    const bool member = e.step.industry == "other" && org.text.starts_with(*e.step.org);
    if (member) {
      e.step.org = org.text;
      e.step.industry = org.industry;
      e.key = org.key;
    }
    if (group || member) return static_cast<int>(i);
  }
  return -1;
}

bool is_work(const Engagement& engagement) {
  const std::string& kind = engagement.step.kind;
  return kind == "work" || kind == "internship" || kind == "freelance" || kind == "founding";
}

void add_evidence(Engagement& engagement, const Line& line, const Reading& reading, Span span,
                  std::string_view field, std::string_view rule) {
  if (engagement.step.rule.empty()) engagement.step.rule = rule;
  if (engagement.step.evidence.size() >= kMostQuotes) return;
  const Span cut = quotable(reading.text(), span);
  const Span source = reading.sentence->source_span(cut);
  Evidence evidence;
  evidence.quote = std::string(line.post().document->source(source));
  evidence.offset = source.begin;
  evidence.field = field;
  evidence.rule = rule;
  for (const Evidence& known : engagement.step.evidence) {
    if (known.offset == evidence.offset && known.field == evidence.field) return;
  }
  engagement.step.evidence.push_back(std::move(evidence));
}

void set_start(Engagement& engagement, const Edtf& date, DateSource source) {
  auto& start = engagement.step.start;
  const bool better = !start || source > engagement.start_source ||
                      (source == engagement.start_source && is_finer(date, *start));
  if (!better || date.open) return;
  start = date;
  engagement.start_source = source;
}

void set_end(Engagement& engagement, const Edtf& date, DateSource source) {
  auto& end = engagement.step.end;
  const bool better =
      !end || source > engagement.end_source ||
      (source == engagement.end_source && !date.open && !end->open && is_finer(date, *end));
  if (!better) return;
  end = date;
  engagement.end_source = source;
}

void set_role(Engagement& engagement, const RoleMention& role) {
  if (is_of_student(role.id) && is_work(engagement)) return;  // "석사 졸업 그리고 취업"
  auto& known = engagement.step.role;
  // The general word gives way to the special one, the unframed to the framed.
  const bool better = !known || (role.framed && !engagement.role_framed) ||
                      (*known == "software-engineer" && role.id != "software-engineer" &&
                       role.framed >= engagement.role_framed);
  if (!better) return;
  known = role.id;
  engagement.step.role_text = role.text;
  engagement.role_framed = role.framed;
}

void set_length(Engagement& engagement, const TimeExpr& time) {
  if (engagement.months || engagement.days) return;
  engagement.months = time.months;
  engagement.days = time.days;
}

}  // namespace hoego::parser
