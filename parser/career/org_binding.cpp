// SPDX-License-Identifier: Apache-2.0
// Which organisation an event is about: by particle, by nearness, or by the verb that describes it.
#include <algorithm>

#include "base/unicode.h"
#include "parser/career/modality.h"
#include "parser/career/org_names.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

constexpr int kReach = 6;       // words between a place and its event
constexpr int kShortReach = 3;  // where the place word says little

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

}  // namespace

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

}  // namespace hoego::parser
