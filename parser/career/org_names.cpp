// SPDX-License-Identifier: Apache-2.0
#include "parser/career/org_names.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"
#include "parser/career/modality.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

constexpr size_t kMostNames = 40;  // of one post

// "7기"
bool counts_cohort(std::string_view text) {
  for (size_t at = text.find("기"); at != std::string_view::npos; at = text.find("기", at + 1)) {
    if (at > 0 && is_digit(text[at - 1])) return true;
  }
  return false;
}

// Names come from events of work and from cohorts.
bool may_name(const Reading& reading) {
  if (counts_cohort(reading.text())) return true;
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("about") == "work";
  });
}

// The word that ends right before `offset`, if it could be a name without a particle.
std::optional<Span> bare_before(const Reading& reading, uint32_t offset) {
  const std::string_view text = reading.text();
  if (offset < 2 || text[offset - 1] != ' ') return std::nullopt;
  const size_t blank = text.find_last_of(" \t\n", offset - 2);
  const auto begin = static_cast<uint32_t>(blank == std::string_view::npos ? 0 : blank + 1);
  const Span name = widen_name(reading, {begin, offset - 1});
  if (name.empty() || covered(reading, name) || !looks_like_name(reading, name, 0)) {
    return std::nullopt;
  }
  if (!looks_foreign(reading, name) && is_adjective(*reading.lexicon, name.in(text))) {
    return std::nullopt;
  }
  return name;
}

// How often the post has the word with a particle that names take.
int count_as_noun(const ReadPost& post, std::string_view name) {
  constexpr int kEnough = 2;
  int count = 0;
  for (const Reading& reading : post.readings) {
    const std::string_view text = reading.text();
    for (size_t at = text.find(name); at != std::string_view::npos && count < kEnough;
         at = text.find(name, at + name.size())) {
      const bool whole = at == 0 || !is_word_byte(text[at - 1]);
      if (whole && particle_length(text, at + name.size()) > 0) ++count;
    }
  }
  return count;
}

// "다온 입사", "다온 3년차", "다온 인턴으로": a word that stands bare there, and with particles
// elsewhere in the post, is a name.
std::vector<OrgMention> bare_names(const ReadPost& post) {
  constexpr int kOften = 2;
  constexpr size_t kMostTried = 20;  // words of one post: each is looked for in all of it
  std::vector<OrgMention> names;
  std::vector<std::string_view> tried;
  const auto add = [&](const Reading& reading, uint32_t offset) {
    if (tried.size() == kMostTried) return;
    const auto name = bare_before(reading, offset);
    if (!name) return;
    const std::string_view word = name->in(reading.text());
    if (std::find(tried.begin(), tried.end(), word) != tried.end()) return;
    tried.push_back(word);
    if (count_as_noun(post, word) >= kOften)
      names.push_back(unknown_name(reading, *name, "company"));
  };
  for (const Reading& reading : post.readings) {
    if (reading.chrome) continue;
    for (const Cue& cue : reading.cues) {
      if (cue.kind == CueKind::kEvent && cue.row->get("form") == "noun") {
        const std::string_view event = cue.row->get("event");
        if (event == "join" || event == "leave" || event == "intern") add(reading, cue.span.begin);
      }
    }
    for (const TimeExpr& time : reading.times) {
      if (reading.front && time.kind == TimeKind::kOrdinal) add(reading, time.span.begin);
    }
  }
  return names;
}

}  // namespace

bool covered(const Reading& reading, Span span) {
  const auto is_inside = [&](Span other) {
    return other.begin <= span.begin && span.end <= other.end;
  };
  for (const Cue& cue : reading.cues) {
    if (cue.kind == CueKind::kIndustry || cue.kind == CueKind::kOrg) continue;
    if (is_inside(cue.span)) return true;
  }
  return std::any_of(reading.times.begin(), reading.times.end(),
                     [&](const TimeExpr& time) { return time.span.overlaps(span); });
}

// "다온(Daon)": what the brackets right after a name hold, if it is one word.
std::string_view name_in_brackets(std::string_view text, uint32_t offset) {
  constexpr size_t kLongest = 30;  // bytes
  if (offset >= text.size() || text[offset] != '(') return {};
  const std::string_view rest = text.substr(offset + 1, kLongest + 1);
  const size_t close = rest.find(')');
  if (close == std::string_view::npos || close == 0) return {};
  const std::string_view inside = rest.substr(0, close);
  const bool word = inside.find_first_of(" .,~0123456789") == std::string_view::npos;
  return word ? inside : std::string_view();
}

OrgMention unknown_name(const Reading& reading, Span span, std::string type) {
  OrgMention org;
  org.span = span;
  org.text = std::string(span.in(reading.text()));
  org.key = org.text;
  org.type = std::move(type);
  org.named = true;
  const auto inside = name_in_brackets(reading.text(), span.end);
  if (!inside.empty()) org.alt.emplace_back(inside);
  return org;
}

void take_brackets(const Reading& reading, std::vector<OrgMention>& orgs) {
  constexpr size_t kLongest = 120;  // bytes
  const std::string_view text = reading.text();
  for (OrgMention& org : orgs) {
    if (org.span.end >= text.size() || text[org.span.end] != '(') continue;
    const size_t close = text.substr(org.span.end, kLongest).find(')');
    if (close == std::string_view::npos) continue;
    const Span brackets{org.span.end, static_cast<uint32_t>(org.span.end + close + 1)};
    for (const Cue& cue : reading.cues) {  // "A사(이커머스)"
      const bool told = cue.kind == CueKind::kIndustry && brackets.begin < cue.span.begin &&
                        cue.span.end < brackets.end;
      if (told && org.industry.empty() && org.type == "company" && org.ref.empty()) {
        org.industry = std::string(cue.row->get("industry"));
      }
    }
    if (particle_length(text, brackets.end) > 0) org.span.end = brackets.end;
    const bool group = org.type == "program" || org.type == "community";
    uint32_t end = brackets.end;
    if (!group || !org.cohort.empty()) continue;
    org.cohort = cohort_at(text, brackets.end, &end);  // "BoB(Best of the Best) 7기"
    if (!org.cohort.empty()) org.span.end = end;
  }
}

// What stands before the end of the name is no name itself: "지방은행", "교육출판사", "K은행".
bool is_described_only(const Reading& reading, Span name, const LexiconRow& row) {
  if (row.get("type") != "company" || is_marked(reading, name)) return false;
  const std::string_view word = name.in(reading.text());
  if (hides_name(word)) return true;
  const auto& generic = links_of_kind(*reading.lexicon, "generic_prefix");
  return std::any_of(generic.begin(), generic.end(),
                     [&](std::string_view prefix) { return word.starts_with(prefix); });
}

// Names that their own end gives away: "경북과학고등학교", "한국무슨대학교", "무슨소프트".
void add_suffixed(const Reading& reading, std::vector<OrgMention>& orgs) {
  for (const Word& word : words_of(reading)) {
    const Span bare = stem_of(reading.text(), word.span).span;
    if (!is_marked(reading, bare) && bare.in(reading.text()).find('(') == std::string_view::npos &&
        !name_suffix(*reading.lexicon, bare.in(reading.text()))) {
      continue;  // what most words are
    }
    const Span stem = widen_name(reading, bare);
    const LexiconRow* row = name_suffix(*reading.lexicon, stem.in(reading.text()));
    if (!row || covered(reading, stem)) continue;
    if (is_common_noun(*reading.lexicon, stem.in(reading.text()))) continue;
    const bool known = overlaps_any(orgs, stem);
    if (known) continue;
    orgs.push_back(unknown_name(reading, stem, std::string(row->get("type"))));
    orgs.back().industry = std::string(row->get("industry"));
    if (is_described_only(reading, stem, *row)) {  // "지방은행", "K은행"
      orgs.back().named = false;
      if (!orgs.back().industry.empty()) orgs.back().key = "industry:" + orgs.back().industry;
    }
  }
}

// Whether quotes that end at `after` right behind a word for a company hold its name.
bool names_company(const Reading& reading, Span name, uint32_t after) {
  const std::string_view text = reading.text();
  if (is_common_noun(*reading.lexicon, name.in(text)) || covered(reading, name)) return false;
  constexpr size_t kMostWords = 2;
  if (words_of(name.in(text)).size() > kMostWords) return false;
  const bool placed = text.substr(after).starts_with("에") || text.substr(after).starts_with("의 ");
  return placed || reading.tells(after, "copula") || reading.tells(after, "naming");
}

void add_quoted(const Reading& reading, std::vector<OrgMention>& orgs) {
  constexpr size_t kLongest = 40;  // bytes
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kQuotes = {
      {{"'", "'"}, {"\"", "\""}, {"‘", "’"}, {"“", "”"}, {"<", ">"}}};
  const std::string_view text = reading.text();
  for (OrgMention& place : orgs) {
    const bool company = place.type == "company";
    const bool group =
        company || place.type == "community" || place.type == "program" || place.type == "lab";
    if (place.named || !group || place.span.end >= text.size() || text[place.span.end] != ' ')
      continue;
    const uint32_t from = place.span.end + 1;
    Span name{from, from};
    for (const auto& [open, close] : kQuotes) {
      if (!text.substr(from).starts_with(open)) continue;
      const size_t begin = from + open.size();
      const size_t end = text.find(close, begin);
      if (end == std::string_view::npos || end - begin > kLongest || end == begin) continue;
      name = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
      const uint32_t after = static_cast<uint32_t>(end + close.size());
      // "커머스 스타트업 '다온'이었다"; "회사 '문화'를 말할 때" is about something else.
      if (company && !names_company(reading, name, after)) break;
      OrgMention named = unknown_name(reading, name, place.type);
      named.span = {place.span.begin, after};
      named.industry = place.industry;
      named.ref = place.ref;
      place = std::move(named);
      place.cohort = cohort_at(text, after, &place.span.end);
      break;
    }
  }
}

// "소프트웨어개발과를 나왔다", "생활예술과에 입학": what one enrols in or comes out of.
bool is_studied(const Reading& reading, Span word) {
  const int particle = particle_length(reading.text(), word.end);
  if (particle <= 0) return false;
  const uint32_t next = word.end + static_cast<uint32_t>(particle) + 1;
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    if (cue.kind != CueKind::kEvent || cue.span.begin != next) return false;
    return cue.row->get("about") == "school" || begins_with_link(reading, cue, "coming_out");
  });
}

// "신용평가회사", "제조업체": a word that says what the company does.
void add_compound_companies(const Reading& reading, std::vector<OrgMention>& orgs) {
  constexpr size_t kTwoSyllables = 6;  // bytes
  const std::string_view text = reading.text();
  for (const std::string_view end : {std::string_view("회사"), std::string_view("업체")}) {
    for (size_t at = text.find(end); at != std::string_view::npos; at = text.find(end, at + 1)) {
      const auto stop = static_cast<uint32_t>(at + end.size());
      const size_t blank = text.find_last_of(" \t\n(", at);
      const auto begin = static_cast<uint32_t>(blank == std::string_view::npos ? 0 : blank + 1);
      const Span word{begin, stop};
      if (at < begin + kTwoSyllables || particle_length(text, stop) < 0) continue;
      const bool known = overlaps_any(orgs, word);
      if (known || is_common_noun(*reading.lexicon, word.in(text))) continue;
      OrgMention org;
      org.span = word;
      org.text = org.key = std::string(word.in(text));
      org.type = "company";
      orgs.push_back(std::move(org));
    }
  }
}

void add_majors(const Reading& reading, std::vector<OrgMention>& orgs) {
  const std::string_view text = reading.text();
  const auto& ends = links_of_kind(*reading.lexicon, "major_end");
  constexpr std::string_view kEnds[] = {"과", "학부"};  // what all of them end with
  for (const std::string_view last : kEnds) {
    for (size_t at = text.find(last); at != std::string_view::npos; at = text.find(last, at + 1)) {
      const auto end = static_cast<uint32_t>(at + last.size());
      if (particle_length(text, end) < 0) continue;
      const size_t blank = text.find_last_of(" \t\n(", at);
      const auto begin = static_cast<uint32_t>(blank == std::string_view::npos ? 0 : blank + 1);
      const Span stem{begin, end};
      const bool ending = std::any_of(ends.begin(), ends.end(), [&](std::string_view each) {
        return (stem.size() > each.size() || each.size() > 6) && stem.in(text).ends_with(each);
      });
      constexpr uint32_t kTwoSyllables = 6;
      const bool major = ending || (stem.size() > kTwoSyllables && is_studied(reading, stem));
      const bool known = overlaps_any(orgs, stem);
      if (!major || known) continue;
      OrgMention org;
      org.span = stem;
      org.text = std::string(stem.in(text));
      org.key = "major";
      org.type = "school";
      org.ref = "major";
      orgs.push_back(std::move(org));
    }
  }
}

// "X라는 스타트업", "X이라는 회사": the name before, the place word after; their particle is the
// place word's.
void join_naming(const Reading& reading, std::vector<OrgMention>& orgs) {
  if (!has_link(reading, "naming")) return;
  const std::string_view text = reading.text();
  for (OrgMention& place : orgs) {
    if (place.named || place.type == "school" || place.type == "military") continue;
    const size_t naming = naming_before(*reading.lexicon, text, place.span.begin);
    if (naming == std::string_view::npos) continue;
    Span name = name_before(reading, static_cast<uint32_t>(naming));
    if (name.empty() || is_common_noun(*reading.lexicon, name.in(text))) continue;
    const Span whole{name.begin, place.span.end};
    OrgMention named = unknown_name(reading, name, place.type);
    for (const OrgMention& org : orgs) {
      if (org.named && org.span.overlaps(name)) named = org;
    }
    if (named.industry.empty()) named.industry = place.industry;
    place = std::move(named);
    place.span = whole;
  }
}

bool has_event(const Reading& reading, std::string_view name) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("event") == name;
  });
}

void add_found(const Reading& reading, const std::vector<FoundName>& names,
               std::vector<OrgMention>& orgs) {
  const std::string_view text = reading.text();
  for (const FoundName& name : names) {
    for (size_t at = text.find(name.text); at != std::string_view::npos;
         at = text.find(name.text, at + name.text.size())) {
      const size_t end = at + name.text.size();
      if ((at > 0 && is_word_byte(text[at - 1])) || particle_length(text, end) < 0) continue;
      orgs.push_back(unknown_name(reading, {static_cast<uint32_t>(at), static_cast<uint32_t>(end)},
                                  name.type));
      orgs.back().cohort = cohort_at(text, orgs.back().span.end, &orgs.back().span.end);
    }
  }
}

// "코드나루 3기": a word with the number of a cohort is the name of a group.
void add_cohorts(const Reading& reading, std::vector<OrgMention>& orgs) {
  const std::string_view text = reading.text();
  if (!counts_cohort(text)) return;
  const auto& words = words_of(reading);
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    if (!is_digit(text[words[i + 1].span.begin])) continue;
    uint32_t end = 0;
    const std::string cohort = cohort_at(text, words[i + 1].span.begin, &end);
    if (cohort.empty()) continue;
    const Span name = widen_name(reading, words[i].span);
    if (covered(reading, name) || !stem_of(text, name).particle.empty()) continue;
    if (words[i + 1].span.begin != words[i].span.end + 1) continue;
    constexpr uint32_t kThreeSyllables = 9;
    if (!looks_like_name(reading, name, 0) || name.size() < kThreeSyllables) continue;
    const bool known = overlaps_any(orgs, name);
    if (known) continue;
    constexpr size_t kNear = 40;  // bytes: "코드나루 3기 프론트엔드 과정에"
    const auto& courses = links_of_kind(*reading.lexicon, "course");
    const bool told = std::any_of(courses.begin(), courses.end(), [&](std::string_view word) {
      return text.substr(end, kNear).find(word) != std::string_view::npos;
    });
    const bool course = told || has_event(reading, "complete") ||
                        std::any_of(orgs.begin(), orgs.end(),
                                    [](const OrgMention& org) { return org.type == "program"; });
    orgs.push_back(unknown_name(reading, name, course ? "program" : "community"));
    orgs.back().cohort = cohort;
    orgs.back().span.end = end;
  }
}

// "**한울 백엔드 스쿨 7기**에", "'데이터브릿지 캠프 5기'를": a marked or quoted name with its
// cohort.
void add_marked_cohorts(const Reading& reading, std::vector<OrgMention>& orgs) {
  const std::string_view text = reading.text();
  std::vector<Span> spans;
  for (const Mark& mark : reading.sentence->marks) spans.push_back(mark.span);
  for (size_t open = text.find('\''); open != std::string_view::npos;) {
    const size_t close = text.find('\'', open + 1);
    if (close == std::string_view::npos) break;
    spans.push_back({static_cast<uint32_t>(open + 1), static_cast<uint32_t>(close)});
    open = text.find('\'', close + 1);
  }
  constexpr size_t kLongest = 60;  // bytes
  for (const Span span : spans) {
    const std::string_view inside = span.in(text);
    const size_t blank = inside.rfind(' ');
    if (blank == std::string_view::npos || blank < 6 || inside.size() > kLongest) continue;
    uint32_t end = 0;
    const uint32_t at = span.begin + static_cast<uint32_t>(blank) + 1;
    const std::string cohort = is_digit(text[at]) ? cohort_at(text, at, &end) : std::string();
    if (cohort.empty() || end != span.end) continue;
    const bool known = std::any_of(orgs.begin(), orgs.end(), [&](const OrgMention& org) {
      return org.named && org.span.overlaps(span);
    });
    if (known) continue;
    const Span name{span.begin, at - 1};
    const LexiconRow* suffix = name_suffix(*reading.lexicon, name.in(text));
    const bool course = (suffix && suffix->get("type") == "program") ||
                        name.in(text).ends_with("캠프") ||
                        std::any_of(orgs.begin(), orgs.end(),
                                    [](const OrgMention& org) { return org.type == "program"; });
    OrgMention org = unknown_name(reading, name, course ? "program" : "community");
    org.cohort = cohort;
    org.span = {span.begin, span.end};
    while (org.span.end < text.size() && (text[org.span.end] == '\'' || text[org.span.end] == '*'))
      ++org.span.end;
    orgs.push_back(std::move(org));
  }
}

// The name right before a word that gives it; empty where none is, or one that is known.
Span new_name_before(const Reading& reading, size_t at, const std::vector<OrgMention>& orgs) {
  const Span name = name_before(reading, static_cast<uint32_t>(at));
  const bool none = name.empty() || overlaps_any(orgs, name) ||
                    is_common_noun(*reading.lexicon, name.in(reading.text()));
  return none ? Span{} : name;
}

// "딥무엇이라는 팀이었는데": a name for what was only described.
void add_naming(const Reading& reading, std::vector<OrgMention>& orgs) {
  if (!has_link(reading, "naming_team")) return;
  const std::string_view text = reading.text();
  for (const std::string_view link : links_of_kind(*reading.lexicon, "naming_team")) {
    const size_t at = text.find(link);
    if (at == std::string_view::npos || at == 0) continue;
    const Span name = new_name_before(reading, at, orgs);
    if (name.empty()) continue;
    orgs.push_back(unknown_name(reading, name, "company"));
    orgs.back().span.end = static_cast<uint32_t>(at + link.size());
  }
}

// "'다온'이라는 대출 비교 서비스에서 일한다": the name of what one works at.
void add_named_service(const Reading& reading, std::vector<OrgMention>& orgs) {
  constexpr size_t kNear = 40;  // bytes: "대출 비교 "
  const std::string_view text = reading.text();
  const auto& things = links_of_kind(*reading.lexicon, "service_at");
  for (const std::string_view link : links_of_kind(*reading.lexicon, "naming")) {
    const size_t at = text.find(link);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string_view after = text.substr(at + link.size(), kNear);
    const auto thing = std::find_if(things.begin(), things.end(), [&](std::string_view word) {
      return after.find(word) != std::string_view::npos;
    });
    if (thing == things.end()) continue;
    const Span name = new_name_before(reading, at, orgs);
    if (name.empty()) continue;
    orgs.push_back(unknown_name(reading, name, "company"));
    const size_t end = at + link.size() + after.find(*thing) + thing->size();
    orgs.back().span.end = static_cast<uint32_t>(end - std::string_view("에서").size());
  }
}

// "모노랩스에서의 3년", "모노랩스에서 백엔드 개발자로 2년,", "모노랩스(2018~2020)": ways of telling
// that only take the name of a workplace.
void add_given_away(const Reading& reading, std::vector<OrgMention>& names) {
  constexpr uint32_t kAs = 5;     // bytes of 로 and a blank
  constexpr uint32_t kScene = 7;  // of 에서 and a blank
  const std::string_view text = reading.text();
  const auto add = [&](size_t end) {
    const size_t blank = text.substr(0, end).find_last_of(" \t\n,(");
    const auto begin = static_cast<uint32_t>(blank == std::string_view::npos ? 0 : blank + 1);
    const Span word{begin, static_cast<uint32_t>(end)};
    if (word.empty() || covered(reading, word) || !looks_like_name(reading, word, 0)) return;
    if (is_adjective(*reading.lexicon, word.in(text))) return;
    names.push_back(unknown_name(reading, word, "company"));
  };
  for (const TimeExpr& time : reading.times) {
    const bool length = time.kind == TimeKind::kLength && time.months >= 3;
    const std::string_view head = text.substr(0, time.span.begin);
    if (length && head.ends_with("에서의 ")) add(head.size() - kScene - 3);
    const bool years = time.kind == TimeKind::kRange && time.start && head.ends_with('(');
    if (years && text.substr(time.span.end).starts_with(')') && head.size() > 1)
      add(head.size() - 1);
    for (const Cue& cue : reading.cues) {
      const bool as = length && cue.kind == CueKind::kRole && cue.row->get("strength") == "title" &&
                      cue.span.end < time.span.begin && time.span.begin - cue.span.end <= kAs;
      const std::string_view before = as ? text.substr(0, cue.span.begin) : std::string_view();
      if (before.ends_with("에서 ")) add(before.size() - kScene);
    }
  }
}

std::vector<FoundName> collect_names(const ReadPost& post) {
  std::vector<FoundName> names;
  const auto add = [&](const OrgMention& org) {
    if (!org.named || org.known) return;
    const bool have = std::any_of(names.begin(), names.end(),
                                  [&](const FoundName& name) { return name.text == org.text; });
    if (!have && names.size() < kMostNames) names.push_back({org.text, org.type});
  };
  for (const Reading& reading : post.readings) {
    if (!may_name(reading)) continue;
    const auto orgs = find_orgs(reading, {});
    for (const Cue& cue : reading.cues) {
      const bool works = cue.kind == CueKind::kEvent &&
                         (cue.row->get("about") == "work" || cue.row->get("event") == "pass");
      if (!works) continue;
      const Modality modality = modality_of(reading, cue);
      const bool told = modality == Modality::kActual || modality == Modality::kPlan ||
                        modality == Modality::kDecided;
      if (!told || is_of_others(reading, cue)) continue;
      if (const auto org = org_of_event(reading, cue, orgs)) add(*org);
    }
    for (const OrgMention& org : orgs) {
      if (!org.cohort.empty() || !org.ref.empty()) add(org);
    }
  }
  std::vector<OrgMention> given;
  for (const Reading& reading : post.readings) {
    if (!reading.times.empty() && !reading.chrome) add_given_away(reading, given);
  }
  for (const OrgMention& org : given) add(org);
  for (const OrgMention& org : bare_names(post)) add(org);
  return names;
}

}  // namespace hoego::parser
