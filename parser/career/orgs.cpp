// SPDX-License-Identifier: Apache-2.0
// Organisations of a sentence: lexicon names, place words with their industry, names known by their
// suffix, "X라는 회사", "K사"; and the binding of events to them.
#include "parser/career/orgs.h"

#include <algorithm>

#include "base/unicode.h"
#include "parser/career/modality.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

constexpr uint32_t kIndustryGap = 26;  // bytes between "헬스케어" and "스타트업"
constexpr size_t kMostNames = 40;      // of one post
constexpr int kReach = 6;              // words between a place and its event
constexpr int kShortReach = 3;         // where the place word says little

std::string type_of_table(std::string_view table) {
  if (table == "companies") return "company";
  if (table == "programs") return "program";
  if (table == "communities") return "community";
  return "school";
}

// --- mentions --------------------------------------------------------------------------------

OrgMention named_mention(const Reading& reading, const Cue& cue) {
  OrgMention org;
  org.span = cue.span;
  org.text = std::string(cue.span.in(reading.text()));
  org.type = type_of_table(cue.row->table);
  org.industry = std::string(cue.row->get("industry"));
  org.named = true;
  org.known = true;
  org.product = cue.row->get("product") == "yes";
  const auto variants = split_variants(cue.row->fields[0]);
  org.key = variants.front();
  for (const std::string& variant : variants) {
    if (variant != org.text) org.alt.push_back(variant);
  }
  org.cohort = cohort_at(reading.text(), cue.span.end, &org.span.end);
  return org;
}

// The industry word before a place word: "이커머스 기업", "헬스케어 도메인의 스타트업".
const Cue* industry_before(const Reading& reading, Span place) {
  const Cue* best = nullptr;
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kIndustry) continue;
    const bool inside = place.begin <= cue.span.begin && cue.span.end <= place.end;
    const bool before = cue.span.end <= place.begin && place.begin - cue.span.end <= kIndustryGap;
    if (!inside && !before) continue;
    const std::string_view gap =
        inside ? std::string_view()
               : reading.text().substr(cue.span.end, place.begin - cue.span.end);
    if (!inside && !is_industry_link(*reading.lexicon, gap)) continue;
    best = &cue;
  }
  return best;
}

OrgMention place_mention(const Reading& reading, const Cue& cue) {
  OrgMention org;
  org.span = cue.span;
  org.type = std::string(cue.row->get("type"));
  org.ref = std::string(cue.row->get("ref"));
  const Cue* industry = industry_before(reading, cue.span);
  if (industry && (org.type == "company" || org.type == "lab")) {
    org.industry = std::string(industry->row->get("industry"));
    org.span.begin = std::min(org.span.begin, industry->span.begin);
    if (org.ref == "any") org.ref.clear();
  }
  if (org.type == "school" && org.ref == "university") {  // "Haneulbit University"
    const Span whole = widen_name(reading, org.span);
    org.named = whole.begin < org.span.begin && reading.text()[org.span.begin] < 'a';
    if (org.named) org.span = whole;
  }
  org.text = std::string(org.span.in(reading.text()));
  org.key = org.industry.empty() ? without_blanks(org.text) : "industry:" + org.industry;
  org.cohort = cohort_at(reading.text(), cue.span.end, &org.span.end);
  return org;
}

// "K사": one capital letter and 사.
std::vector<OrgMention> lettered(const Reading& reading) {
  constexpr std::string_view kCompany = "\xEC\x82\xAC";  // 사
  std::vector<OrgMention> found;
  const std::string_view text = reading.text();
  for (size_t at = text.find(kCompany); at != std::string_view::npos;
       at = text.find(kCompany, at + 1)) {
    if (at == 0 || text[at - 1] < 'A' || text[at - 1] > 'Z') continue;
    if (at > 1 && is_word_byte(text[at - 2])) continue;
    if (particle_length(text, at + kCompany.size()) < 0) continue;
    OrgMention org;
    org.span = {static_cast<uint32_t>(at - 1), static_cast<uint32_t>(at + kCompany.size())};
    org.text = std::string(org.span.in(text));
    org.key = org.text;
    org.type = "company";
    found.push_back(std::move(org));
  }
  return found;
}

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

OrgMention unknown_name(const Reading& reading, Span span, std::string type) {
  OrgMention org;
  org.span = span;
  org.text = std::string(span.in(reading.text()));
  org.key = org.text;
  org.type = std::move(type);
  org.named = true;
  return org;
}

// Names that their own end gives away: "경북과학고등학교", "한국무슨대학교", "무슨소프트".
void add_suffixed(const Reading& reading, std::vector<OrgMention>& orgs) {
  for (const Word& word : words_of(reading.text())) {
    const Span stem = widen_name(reading, stem_of(reading.text(), word.span).span);
    const LexiconRow* row = name_suffix(*reading.lexicon, stem.in(reading.text()));
    if (!row || covered(reading, stem)) continue;
    if (is_common_noun(*reading.lexicon, stem.in(reading.text()))) continue;
    const bool known = std::any_of(orgs.begin(), orgs.end(),
                                   [&](const OrgMention& org) { return org.span.overlaps(stem); });
    if (known) continue;
    orgs.push_back(unknown_name(reading, stem, std::string(row->get("type"))));
    orgs.back().industry = std::string(row->get("industry"));
  }
}

// "X라는 스타트업", "X이라는 회사": the name before, the place word after; their particle is the
// place word's.
void join_naming(const Reading& reading, std::vector<OrgMention>& orgs) {
  const std::string_view text = reading.text();
  for (OrgMention& place : orgs) {
    if (place.named || place.type == "school" || place.type == "military") continue;
    const size_t naming = naming_before(*reading.lexicon, text, place.span.begin);
    if (naming == std::string_view::npos) continue;
    Span name = name_before(reading, static_cast<uint32_t>(naming));
    if (name.empty() || is_common_noun(*reading.lexicon, name.in(text))) continue;
    const Span whole{name.begin, place.span.end};
    std::string industry = place.industry;
    std::string type = place.type;
    for (const OrgMention& org : orgs) {
      if (org.named && org.span.overlaps(name)) {
        name = org.span;
        type = org.type;
      }
    }
    place = unknown_name(reading, name, type);
    place.industry = industry;
    place.span = whole;
  }
}

bool better(const OrgMention& a, const OrgMention& b) {
  if (a.span.size() != b.span.size()) return a.span.size() > b.span.size();
  return a.named && !b.named;
}

std::vector<OrgMention> without_overlaps(std::vector<OrgMention> orgs) {
  std::vector<OrgMention> kept;
  std::stable_sort(orgs.begin(), orgs.end(), better);
  for (OrgMention& org : orgs) {
    const bool free = std::none_of(kept.begin(), kept.end(), [&](const OrgMention& other) {
      return other.span.overlaps(org.span);
    });
    if (free) kept.push_back(std::move(org));
  }
  std::stable_sort(kept.begin(), kept.end(), [](const OrgMention& a, const OrgMention& b) {
    return a.span.begin < b.span.begin;
  });
  return kept;
}

// --- binding ---------------------------------------------------------------------------------

bool type_fits(std::string_view about, const OrgMention& org) {
  if (about == "any") return org.type != "military";
  if (about == "work") return org.type == "company" || org.type == "lab" || org.type == "program";
  if (about == "school") return org.type == "school" || org.type == "lab";
  if (about == "program") return org.type != "military";
  if (about == "military") return org.type == "military" || org.type == "company";
  return about == org.type;
}

// Nothing but times, roles and punctuation between: "W사 2018/04/16 입사", "카카오 백엔드 인턴".
bool is_thin_between(const Reading& reading, uint32_t begin, uint32_t end) {
  std::string rest(reading.text().substr(begin, end - begin));
  const auto blank_out = [&](Span span) {
    for (uint32_t at = std::max(span.begin, begin); at < std::min(span.end, end); ++at) {
      rest[at - begin] = ' ';
    }
  };
  for (const TimeExpr& time : reading.times) {
    const int particle = particle_length(reading.text(), time.span.end);
    blank_out({time.span.begin, time.span.end + static_cast<uint32_t>(std::max(particle, 0))});
  }
  for (const Word& word : words_of(reading.text())) {  // "라인플러스 신입 공채에 합격"
    if (word.span.end <= begin || word.span.begin >= end) continue;
    const Span stem = stem_of(reading.text(), word.span).span;
    const std::string_view text = stem.in(reading.text());
    const auto& rows = reading.lexicon->table("hiring_words");
    if (std::any_of(rows.begin(), rows.end(),
                    [&](const LexiconRow& row) { return row.fields[0] == text; })) {
      blank_out(word.span);
    }
  }
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kRole) continue;
    const int particle = particle_length(reading.text(), cue.span.end);
    blank_out({cue.span.begin, cue.span.end + static_cast<uint32_t>(std::max(particle, 0))});
  }
  return is_thin_gap(rest);
}

// Words between that are neither times nor roles.
int free_words(const Reading& reading, uint32_t begin, uint32_t end) {
  std::string rest(reading.text().substr(begin, end - begin));
  const auto blank_out = [&](Span span) {
    for (uint32_t at = std::max(span.begin, begin); at < std::min(span.end, end); ++at) {
      rest[at - begin] = ' ';
    }
  };
  for (const TimeExpr& time : reading.times) blank_out(time.span);
  for (const Cue& cue : reading.cues) {
    if (cue.kind == CueKind::kRole) blank_out(cue.span);
  }
  return count_words(rest);
}

bool role_follows(const Reading& reading, uint32_t offset) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    return cue.kind == CueKind::kRole && cue.span.begin >= offset && cue.span.begin <= offset + 12;
  });
}

bool particle_binds(const Reading& reading, const Cue& event, uint32_t end) {
  constexpr std::string_view kSeo = "\xEC\x84\x9C";  // 서, which makes 에 another particle
  const std::string_view event_name = event.row->get("event");
  const std::string_view rest = reading.text().substr(end);
  const auto binds = [&](std::string_view particle) {
    if (particle == "-") return is_thin_between(reading, end, event.span.begin);
    return rest.starts_with(particle) && !rest.substr(particle.size()).starts_with(kSeo) &&
           particle_length(rest, 0) >= static_cast<int>(particle.size());
  };
  // "핀테크 기업의 보안 담당자로 일하고": of the place where one has the role.
  if (event_name == "work" && rest.starts_with("의 ") && role_follows(reading, end)) return true;
  for (const LexiconRow& row : reading.lexicon->table("government")) {
    if (row.fields[0] == event_name && any_variant(row.get("particles"), binds)) return true;
  }
  return false;
}

// An event that modifies what follows: "몸담았던 회사", "다니는 회사".
const OrgMention* modified_org(const Reading& reading, const Cue& event,
                               const std::vector<OrgMention>& orgs) {
  for (const OrgMention& org : orgs) {
    if (org.span.begin < event.span.end || !type_fits(event.row->get("about"), org)) continue;
    const std::string_view gap =
        reading.text().substr(event.span.end, org.span.begin - event.span.end);
    const bool modifier = event.row->get("form") == "modifier" || !is_thin_gap(gap);
    return modifier && is_modifying_gap(*reading.lexicon, gap) ? &org : nullptr;
  }
  return nullptr;
}

const OrgMention* bound_org(const Reading& reading, const Cue& event,
                            const std::vector<OrgMention>& orgs) {
  for (auto org = orgs.rbegin(); org != orgs.rend(); ++org) {
    if (org->span.end > event.span.begin) continue;
    if (!type_fits(event.row->get("about"), *org)) continue;
    const bool loose = event.row->get("about") == "any";  // "다니고", "들어갔다"
    const bool vague = loose || (!org->named && org->ref.empty() && count_words(org->text) < 2);
    const int words = free_words(reading, org->span.end, event.span.begin);
    if (words > (loose ? 2 : vague ? kShortReach : kReach)) return nullptr;
    if (event.row->get("event") == "leave" && !org->named &&
        org->span.begin < clause_around(reading, event.span.begin).begin) {
      return nullptr;
    }
    if (particle_binds(reading, event, org->span.end)) return &*org;
  }
  return nullptr;
}

bool speaks_of_company(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kPlace && cue.row->get("type") == "company" &&
           cue.row->get("ref") != "life";
  });
}

// "네이버 클로바": the company before a name of its own belongs to it.
OrgMention with_owner(OrgMention org, const std::vector<OrgMention>& orgs, std::string_view text) {
  for (const OrgMention& owner : orgs) {
    if (!owner.named || owner.type != "company" || owner.span.end + 1 != org.span.begin) continue;
    OrgMention whole = owner;
    whole.span.end = org.span.end;
    whole.text = std::string(whole.span.in(text));
    return whole;
  }
  return org;
}

const LexiconRow* guessing_row(const Reading& reading, const Cue& event) {
  for (const LexiconRow& row : reading.lexicon->table("guessing")) {
    if (row.fields[0] == event.row->get("event")) return &row;
  }
  return nullptr;
}

bool has_event(const Reading& reading, std::string_view name) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("event") == name;
  });
}

// Whether the particle of a word makes it a place for the event.
bool guess_binds(const Reading& reading, const LexiconRow& row, const Stem& stem) {
  if (has_variant(row.get("particles"), stem.particle)) {
    const bool chosen = row.fields[0] == "pass" && stem.particle != "에";
    return !chosen || is_marked(reading, stem.span) || has_event(reading, "join");
  }
  if (stem.particle == "의" && row.fields[0] == "join") {
    return role_follows(reading, stem.span.end);
  }
  return false;
}

// "8월 - 누리페이 입사": in a heading or a list the name stands bare before the event.
bool stands_bare(const Reading& reading, std::string_view event) {
  const bool line = reading.heading || reading.sentence->block == BlockKind::kListItem;
  return line && (event == "join" || event == "leave" || event == "intern");
}

// A name that no table knows, by its particle and its nearness to the event. Words of time and role
// in between do not count.
std::optional<OrgMention> guessed_org(const Reading& reading, const Cue& event,
                                      const std::vector<OrgMention>& orgs) {
  const std::string_view text = reading.text();
  const LexiconRow* row = guessing_row(reading, event);
  if (!row ||
      (row->fields[0] == "pass" && !speaks_of_company(reading) && !has_event(reading, "join"))) {
    return std::nullopt;
  }
  const uint32_t from = clause_around(reading, event.span.begin).begin;
  const size_t blank = from > 0 ? text.find_last_of(" \t\n", from - 1) : std::string_view::npos;
  const auto start = static_cast<uint32_t>(blank == std::string_view::npos ? 0 : blank);
  auto words = words_of(text.substr(start, event.span.begin - start));
  for (Word& word : words) word.span = {word.span.begin + start, word.span.end + start};
  int distance = 0;
  for (auto word = words.rbegin(); word != words.rend() && distance < 4; ++word) {
    if (word->span.begin < from) break;
    const Stem stem = stem_of(text, word->span);
    if (covered(reading, stem.span)) continue;
    if (distance == 0 && event.row->get("form") == "noun" && stands_bare(reading, row->fields[0]) &&
        !has_variant(row->get("particles"), stem.particle)) {
      const Span bare = widen_name(reading, word->span);
      const bool known = std::any_of(
          orgs.begin(), orgs.end(), [&](const OrgMention& org) { return org.span.overlaps(bare); });
      if (!known && !covered(reading, bare) && looks_like_name(reading, bare, 0)) {
        return unknown_name(reading, bare, "company");
      }
    }
    const Span name = widen_name(reading, stem.span);
    if (guess_binds(reading, *row, stem) && looks_like_name(reading, name, distance)) {
      return with_owner(unknown_name(reading, name, "company"), orgs, text);
    }
    ++distance;
  }
  return std::nullopt;
}

// --- English: the place follows its verb -----------------------------------------------------

bool is_latin(const Reading& reading, const Cue& event) {
  const char first = event.span.in(reading.text()).front();
  return (first & 0x80) == 0;
}

// Capitalised words from `begin` on, with "of" and "and" between them.
Span capitalised(std::string_view text, uint32_t begin) {
  Span name{begin, begin};
  for (const Word& word : words_of(text)) {
    if (word.span.begin < begin) continue;
    const std::string_view one = word.span.in(text);
    const bool capital = one[0] >= 'A' && one[0] <= 'Z';
    if (!capital && one != "of") break;
    if (word.span.begin > name.end + 1) break;
    if (capital)
      name.end = word.span.end;
    else if (name.empty())
      break;
    if (word.span.end < text.size() && text[word.span.end] != ' ') break;
  }
  return name;
}

std::optional<OrgMention> following_org(const Reading& reading, const Cue& event,
                                        const std::vector<OrgMention>& orgs) {
  constexpr uint32_t kFollow = 48;  // bytes
  const std::string_view text = reading.text();
  const size_t stop = std::min(text.find_first_of(".,;", event.span.end), text.size());
  for (const OrgMention& org : orgs) {
    if (org.span.begin < event.span.end || org.span.begin > stop) continue;
    if (org.span.begin - event.span.end > kFollow || !type_fits(event.row->get("about"), org))
      continue;
    return org;
  }
  for (const LexiconRow& row : reading.lexicon->table("links")) {
    if (row.get("kind") != "preposition") continue;
    const size_t at = text.find(row.fields[0], event.span.end - 1);
    if (at == std::string_view::npos || at > stop || at > event.span.end + kFollow) continue;
    const Span name = capitalised(text, static_cast<uint32_t>(at + row.fields[0].size()));
    if (name.empty() || covered(reading, name)) continue;
    const bool other = std::any_of(orgs.begin(), orgs.end(),
                                   [&](const OrgMention& org) { return org.span.overlaps(name); });
    if (other) return std::nullopt;
    return unknown_name(reading, name, event.row->get("about") == "school" ? "school" : "company");
  }
  return std::nullopt;
}

// --- names found in one sentence and met in another ------------------------------------------

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
  const auto words = words_of(text);
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
    const bool known = std::any_of(orgs.begin(), orgs.end(),
                                   [&](const OrgMention& org) { return org.span.overlaps(name); });
    if (known) continue;
    const bool course = has_event(reading, "complete") ||
                        std::any_of(orgs.begin(), orgs.end(),
                                    [](const OrgMention& org) { return org.type == "program"; });
    orgs.push_back(unknown_name(reading, name, course ? "program" : "community"));
    orgs.back().cohort = cohort;
    orgs.back().span.end = end;
  }
}

// "첫 회사인 다온시스템을": the name after it says more.
void drop_appositions(const Reading& reading, std::vector<OrgMention>& orgs) {
  std::erase_if(orgs, [&](const OrgMention& org) {
    return !org.named && !org.ref.empty() && reading.tells(org.span.end, "apposition");
  });
}

// "딥무엇이라는 팀이었는데": a name for what was only described.
void add_naming(const Reading& reading, std::vector<OrgMention>& orgs) {
  const std::string_view text = reading.text();
  for (const LexiconRow& row : reading.lexicon->table("links")) {
    if (row.get("kind") != "naming_team") continue;
    const size_t at = text.find(row.fields[0]);
    if (at == std::string_view::npos || at == 0) continue;
    const Span name = name_before(reading, static_cast<uint32_t>(at));
    if (name.empty() || is_common_noun(*reading.lexicon, name.in(text))) continue;
    if (std::any_of(orgs.begin(), orgs.end(),
                    [&](const OrgMention& org) { return org.span.overlaps(name); }))
      continue;
    orgs.push_back(unknown_name(reading, name, "company"));
    orgs.back().span.end = static_cast<uint32_t>(at + row.fields[0].size());
  }
}

// Names come from events of work and from cohorts.
bool may_name(const Reading& reading) {
  const std::string_view text = reading.text();
  for (size_t at = text.find("기"); at != std::string_view::npos; at = text.find("기", at + 1)) {
    if (at > 0 && is_digit(text[at - 1])) return true;
  }
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("about") == "work";
  });
}

}  // namespace

std::string cohort_at(std::string_view text, uint32_t offset, uint32_t* end) {
  constexpr std::string_view kCohort = "\xEA\xB8\xB0";  // 기
  size_t at = offset;
  while (at < text.size() && at < offset + 3 && !is_digit(text[at])) {
    if (text[at] != ' ' && text[at] != '(' && text[at] != '\'') return {};
    ++at;
  }
  const size_t first = at;
  while (at < text.size() && is_digit(text[at]) && at < first + 3) ++at;
  if (at == first || text.substr(at, kCohort.size()) != kCohort) return {};
  at += kCohort.size();
  if (particle_length(text, at) < 0) return {};
  if (end) *end = static_cast<uint32_t>(at);
  return std::string(text.substr(first, at - first));
}

std::vector<OrgMention> find_orgs(const Reading& reading, const std::vector<FoundName>& names) {
  std::vector<OrgMention> orgs = lettered(reading);
  for (const Cue& cue : reading.cues) {
    if (cue.kind == CueKind::kOrg) orgs.push_back(named_mention(reading, cue));
    const bool place = cue.kind == CueKind::kPlace && cue.row->get("ref") != "life";
    if (place) orgs.push_back(place_mention(reading, cue));
  }
  add_suffixed(reading, orgs);
  join_naming(reading, orgs);
  add_naming(reading, orgs);
  add_found(reading, names, orgs);
  add_cohorts(reading, orgs);
  drop_appositions(reading, orgs);
  return without_overlaps(std::move(orgs));
}

std::optional<OrgMention> org_of_event(const Reading& reading, const Cue& event,
                                       const std::vector<OrgMention>& orgs) {
  if (is_latin(reading, event)) {
    if (auto org = following_org(reading, event, orgs)) return org;
  }
  const OrgMention* bound = bound_org(reading, event, orgs);
  if (bound && bound->named) return *bound;
  if (auto guessed = guessed_org(reading, event, orgs)) {
    // "A사" is no name, though it looks like one.
    return bound && bound->span.overlaps(guessed->span) ? *bound : guessed;
  }
  if (bound) return *bound;
  if (const OrgMention* org = modified_org(reading, event, orgs)) return *org;
  return std::nullopt;
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
      if (cue.kind != CueKind::kEvent || cue.row->get("about") != "work") continue;
      const Modality modality = modality_of(reading, cue);
      const bool told = modality == Modality::kActual || modality == Modality::kPlan ||
                        modality == Modality::kDecided;
      if (!told || is_of_others(reading, cue)) continue;
      if (const auto org = org_of_event(reading, cue, orgs)) add(*org);
    }
    for (const OrgMention& org : orgs) {
      if (!org.cohort.empty()) add(org);
    }
  }
  return names;
}

}  // namespace hoego::parser
