// SPDX-License-Identifier: Apache-2.0
// Names that the words around them tell: "첫 회사인 다온", "첫 직장은 다온이었다", "다온이 두 번째
// 회사다", "다온(헬스케어 스타트업)", "다온의 백엔드 개발자입니다".
#include <algorithm>

#include "base/unicode.h"
#include "parser/career/org_names.h"
#include "parser/career/roles.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

constexpr uint32_t kWindow = 80;  // bytes in which the next or the last word is looked for

OrgMention* org_over(std::vector<OrgMention>& orgs, Span span) {
  for (OrgMention& org : orgs) {
    if (org.named && org.span.overlaps(span)) return &org;
  }
  return nullptr;
}

std::optional<Span> word_after(std::string_view text, uint32_t offset) {
  const auto words = words_of(text.substr(offset, kWindow));
  if (words.empty()) return std::nullopt;
  return Span{words.front().span.begin + offset, words.front().span.end + offset};
}

std::optional<Span> word_before(std::string_view text, uint32_t offset) {
  uint32_t from = offset > kWindow ? offset - kWindow : 0;
  while (from > 0 && (text[from] & 0xC0) == 0x80) --from;
  const auto words = words_of(text.substr(from, offset - from));
  if (words.empty()) return std::nullopt;
  return Span{words.back().span.begin + from, words.back().span.end + from};
}

bool can_be_name(const Reading& reading, Span name) {
  const bool industry = std::any_of(  // "대형 SI의 컨설턴트였다"
      reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
        return cue.kind == CueKind::kIndustry && cue.span.begin == name.begin;
      });
  return !industry && !name.empty() && !covered(reading, name) && looks_like_name(reading, name, 0);
}

// Words that point to one place of the author's, or say what it does.
bool tells_place(const OrgMention& place) {
  if (place.named || place.type != "company") return false;
  return !place.industry.empty() || (!place.ref.empty() && place.ref != "any" &&
                                     place.ref != "life" && place.ref != "alternative_service");
}

// `name` is what `place` calls the author's first, current ... one.
void take_over(OrgMention& name, const OrgMention& place) {
  if (name.ref.empty()) name.ref = place.ref;
  if (name.industry.empty()) name.industry = place.industry;
}

bool name_place(const Reading& reading, const OrgMention& place, Span name,
                std::vector<OrgMention>& orgs) {
  OrgMention* known = org_over(orgs, name);
  const bool described = std::any_of(orgs.begin(), orgs.end(), [&](const OrgMention& org) {
    return !org.named && org.span.overlaps(name);  // "첫 회사였던 블록체인 스타트업"
  });
  if (!known && described) return false;
  if (!known && can_be_name(reading, name)) {
    known = &orgs.emplace_back(unknown_name(reading, name, place.type));
  }
  if (!known || known->type != place.type) return false;
  take_over(*known, place);
  // From here on the word for the place is another mention of the name.
  OrgMention again = *known;
  again.span = place.span;
  std::replace_if(
      orgs.begin(), orgs.end(),
      [&](const OrgMention& org) { return !org.named && org.span == place.span; }, again);
  return true;
}

bool is_topic_particle(const Reading& reading, std::string_view particle) {
  const auto& topics = links_of_kind(*reading.lexicon, "topic");
  return std::find(topics.begin(), topics.end(), particle) != topics.end();
}

// "첫 회사인 다온", "첫 회사 다온에서".
void name_after(const Reading& reading, const OrgMention& place, std::vector<OrgMention>& orgs) {
  constexpr std::string_view kAt = "\xEC\x97\x90\xEC\x84\x9C";  // 에서
  const std::string_view text = reading.text();
  const LexiconRow* ending = reading.row_at("endings", place.span.end);
  const bool apposed =
      ending && (ending->get("tells") == "apposition" || ending->get("tells") == "former");
  uint32_t from = place.span.end;
  if (apposed) {
    from += static_cast<uint32_t>(ending->fields[0].size());
  } else if (from >= text.size() || text[from] != ' ') {
    return;
  }
  const auto word = word_after(text, from);
  if (!word || word->begin > from + 2) return;
  const Stem stem = stem_of(text, *word);
  const Span name = widen_name(reading, stem.span);
  if (name.empty()) return;
  const bool located = stem.particle.starts_with(kAt);
  if (!apposed && !located && !looks_foreign(reading, name)) return;
  name_place(reading, place, name, orgs);
}

// "첫 직장은 다온이었다".
void name_as_predicate(const Reading& reading, const OrgMention& place,
                       std::vector<OrgMention>& orgs) {
  const std::string_view text = reading.text();
  for (std::string_view link :
       {" was at ", " is at ", " was with "}) {  // "My first job was at Daon"
    if (!text.substr(place.span.end).starts_with(link)) continue;
    const auto word = word_after(text, place.span.end + static_cast<uint32_t>(link.size()));
    if (word) name_place(reading, place, widen_name(reading, *word), orgs);
    return;
  }
  const int particle = particle_length(text, place.span.end);
  if (particle <= 0) return;
  const uint32_t from = place.span.end + static_cast<uint32_t>(particle);
  if (!is_topic_particle(reading, text.substr(place.span.end, from - place.span.end))) return;
  const auto word = word_after(text, from);
  if (!word || word->begin > from + 2) return;
  Span name = widen_name(reading, stem_of(text, *word).span);
  uint32_t end = name.end;
  if (const OrgMention* known = org_over(orgs, name)) end = known->span.end;
  const bool last = is_thin_gap(text.substr(end));  // "두 번째 회사는 다온."
  if (last || reading.tells(end, "copula") || reading.tells(end, "naming")) {
    name_place(reading, place, name, orgs);
  }
}

// "다온은 2018년에 공채로 입사한 첫 직장이다": the topic of the whole sentence.
bool name_as_topic(const Reading& reading, const OrgMention& place, std::vector<OrgMention>& orgs) {
  if (orgs.empty()) return false;
  const auto first = std::min_element(
      orgs.begin(), orgs.end(),
      [](const OrgMention& a, const OrgMention& b) { return a.span.begin < b.span.begin; });
  const std::string_view text = reading.text();
  const int particle = particle_length(text, first->span.end);
  if (!first->named || first->span.begin > 0 || particle <= 0) return false;
  const std::string_view word = text.substr(first->span.end, static_cast<size_t>(particle));
  return reading.tells(first->span.end, "topic") && is_topic_particle(reading, word) &&
         name_place(reading, place, first->span, orgs);
}

// "다온은 내 첫 직장이다", "다온이 두 번째 회사였다".
void name_as_subject(const Reading& reading, const OrgMention& place,
                     std::vector<OrgMention>& orgs) {
  if (!reading.tells(place.span.end, "copula") || name_as_topic(reading, place, orgs)) return;
  const std::string_view text = reading.text();
  uint32_t end = place.span.begin;
  for (const Cue& cue : reading.cues) {  // "내 첫 직장", "나의 첫 직장"
    const bool own = cue.kind == CueKind::kPerson && cue.row->get("who") == "self";
    if (own && cue.span.end <= end && end - cue.span.end <= 4) end = cue.span.begin;
  }
  const auto word = word_before(text, end);
  if (!word) return;
  const Stem stem = stem_of(text, *word);
  if (!is_topic_particle(reading, stem.particle)) return;
  name_place(reading, place, widen_name(reading, stem.span), orgs);
}

// "다온(헬스케어 스타트업)": the place word in the brackets describes the name before them.
void name_before_brackets(const Reading& reading, const OrgMention& place,
                          std::vector<OrgMention>& orgs) {
  constexpr uint32_t kOpening = 13;  // bytes: one word and a blank
  const std::string_view text = reading.text();
  const size_t open = text.substr(0, place.span.begin).rfind('(');
  if (open == std::string_view::npos || open == 0 || place.span.begin - open > kWindow) return;
  const size_t close = text.find(')', open);
  if (close != place.span.end || place.span.begin > open + kOpening) return;
  const auto word = word_before(text, static_cast<uint32_t>(open));
  if (!word || word->end != open) return;
  name_place(reading, place, widen_name(reading, *word), orgs);
}

bool speaks_of_self(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kPerson && cue.row->get("who") == "self";
  });
}

// "저는 다온의 백엔드 개발자입니다", "다온 백엔드 개발자 아무개입니다".
void name_before_role(const Reading& reading, const Cue& role, std::vector<OrgMention>& orgs) {
  constexpr std::string_view kOwner = "\xEC\x9D\x98";  // 의
  const std::string_view text = reading.text();
  const auto word = word_before(text, role.span.begin);
  if (!word || word->end + 1 < role.span.begin) return;
  const Stem stem = stem_of(text, *word);
  const Span name = widen_name(reading, stem.span);
  if (name.empty()) return;
  const bool sure = stem.particle == kOwner || looks_foreign(reading, name);
  if (!sure || (!stem.particle.empty() && stem.particle != kOwner)) return;
  if (org_over(orgs, name) || !can_be_name(reading, name)) return;
  if (is_adjective(*reading.lexicon, name.in(text))) return;
  if (stem.particle == kOwner && !speaks_of_self(reading)) return;
  OrgMention made = unknown_name(reading, name, "company");
  made.ref = "current";
  orgs.push_back(std::move(made));
}

}  // namespace

// "첫 회사는 중견 SI였다", "두 번째 직장은 부동산을 다루는 프롭테크 스타트업 '다온'이었다": what is
// said of the place that the sentence begins with.
void describe_reference(const Reading& reading, std::vector<OrgMention>& orgs) {
  constexpr uint32_t kOpening = 14;  // bytes: "내가 "
  const auto place = std::find_if(orgs.begin(), orgs.end(), [&](const OrgMention& org) {
    return tells_place(org) && org.industry.empty() && org.span.begin <= kOpening;
  });
  if (place == orgs.end()) return;
  const std::string_view tail = reading.text().substr(place->span.end);
  const bool topic =
      reading.tells(place->span.end, "topic") || tail.starts_with("이 ") || tail.starts_with("가 ");
  if (!topic) return;
  const auto told = std::find_if(orgs.begin(), orgs.end(), [&](const OrgMention& org) {
    return org.type == "company" && org.span.begin > place->span.end && org.ref.empty() &&
           reading.tells(org.span.end, "copula");
  });
  if (told == orgs.end()) return;
  told->ref = place->ref;
  orgs.erase(place);
}

void add_told(const Reading& reading, std::vector<OrgMention>& orgs) {
  describe_reference(reading, orgs);
  const std::vector<OrgMention> places = orgs;
  for (const OrgMention& place : places) {
    if (place.named) continue;
    if (tells_place(place)) {
      name_after(reading, place, orgs);
      name_as_predicate(reading, place, orgs);
      name_as_subject(reading, place, orgs);
    }
    if (place.type == "company" && place.ref != "any") name_before_brackets(reading, place, orgs);
  }
  for (const Cue& cue : reading.cues) {
    if (cue.kind == CueKind::kRole && introduces_author(reading, cue)) {
      name_before_role(reading, cue, orgs);
    }
  }
}

}  // namespace hoego::parser
