// SPDX-License-Identifier: Apache-2.0
// Organisations of a sentence: lexicon names, place words with their industry, "K사", and the names
// that org_names.h finds.
#include "parser/career/orgs.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/unicode.h"
#include "parser/career/org_names.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

constexpr uint32_t kIndustryGap = 26;  // bytes between "헬스케어" and "스타트업"

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
  const int particle = particle_length(reading.text(), cue.span.end);
  if (org.cohort.empty() && particle > 0 && org.type == "community" &&
      reading.tells(cue.span.end, "topic")) {  // "글또는 10기가 마지막이라"
    org.cohort = cohort_at(reading.text(), cue.span.end + static_cast<uint32_t>(particle));
  }
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
    const std::string_view industry = cue.row->get("industry");
    if (best && (industry == "platform" || industry == "consulting"))
      continue;  // "부동산 플랫폼", "보안 컨설팅 회사"
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
  const auto& teams = reading.lexicon->table("team_words");
  const bool team = org.ref == "any" &&  // "데이터 플랫폼 조직": a part of the place spoken of
                    std::any_of(teams.begin(), teams.end(), [&](const LexiconRow& row) {
                      return cue.span.in(reading.text()).ends_with(row.fields[0]);
                    });
  if (industry && !team && (org.type == "company" || org.type == "lab")) {
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

// "두 곳의 스타트업": several places are none of them.
bool is_plural(const Reading& reading, const Cue& place) {
  if (place.row->get("type") != "company" || place.row->get("ref").size() > 3) return false;
  const std::string_view head = reading.text().substr(0, place.span.begin);
  const auto& words = links_of_kind(*reading.lexicon, "plural");
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return head.ends_with(word); });
}

// "지인이 다니는 회사": where somebody else works.
bool is_of_person(const Reading& reading, const Cue& place) {
  if (place.row->get("type") != "company" || place.row->get("ref") != "current") return false;
  const std::string_view text = reading.text();
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    if (cue.kind != CueKind::kPerson || cue.row->get("who") == "self") return false;
    const std::string_view gap = cue.span.end <= place.span.begin
                                     ? text.substr(cue.span.end, place.span.begin - cue.span.end)
                                     : std::string_view("-");
    return gap == "이 " || gap == "가 " || gap == "들이 " || gap == "분이 " || gap == "분들이 ";
  });
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

bool better(const OrgMention& a, const OrgMention& b) {
  if (a.span.size() != b.span.size()) return a.span.size() > b.span.size();
  return a.named && !b.named;
}

std::vector<OrgMention> without_overlaps(std::vector<OrgMention> orgs) {
  if (orgs.size() < 2) return orgs;
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

// Nothing but bare words lies between a name and the word for its programme.
bool owns(const Reading& reading, const OrgMention& name, const OrgMention& place) {
  constexpr uint32_t kNear = 32;  // bytes: "데이터 분석"
  if (place.span.begin <= name.span.end || place.span.begin - name.span.end > kNear) return false;
  const std::string_view gap =
      reading.text().substr(name.span.end, place.span.begin - name.span.end);
  if (gap.front() != ' ' || gap.find_first_of(".,;:()") != std::string_view::npos) return false;
  const auto words = words_of(gap);
  return std::all_of(words.begin(), words.end(), [&](const Word& word) {
    return stem_of(gap, word.span).particle.empty() &&
           !is_adjective(*reading.lexicon, word.span.in(gap));
  });
}

// "첫 회사인 다온시스템을": the name after it says more.
void drop_appositions(const Reading& reading, std::vector<OrgMention>& orgs) {
  if (orgs.empty()) return;
  // "쿠팡이츠 말고 요기요", "왓챠가 아니라 다온에서": what it was not.
  const auto& instead = links_of_kind(*reading.lexicon, "instead");
  if (has_link(reading, "instead"))
    std::erase_if(orgs, [&](const OrgMention& org) {
      const std::string_view tail = reading.text().substr(org.span.end);
      return std::any_of(instead.begin(), instead.end(),
                         [&](std::string_view word) { return tail.starts_with(word); });
    });
  std::erase_if(orgs, [&](const OrgMention& org) {
    return !org.named && !org.ref.empty() && reading.tells(org.span.end, "apposition");
  });
  // "카카오 본사"
  const std::vector<OrgMention> all = orgs;
  std::erase_if(orgs, [&](const OrgMention& org) {
    return !org.named && org.ref == "any" &&
           std::any_of(all.begin(), all.end(), [&](const OrgMention& owner) {
             return owner.named && owner.type == org.type && owner.span.end + 1 == org.span.begin;
           });
  });
  // "부동산 플랫폼 회사"
  for (size_t i = 0; i + 1 < orgs.size();) {
    OrgMention& org = orgs[i];
    const auto word = std::find_if(orgs.begin(), orgs.end(), [&](const OrgMention& place) {
      return &place != &org && !place.named && place.type == "company" &&
             place.span.begin <= org.span.end + 1 && place.span.end > org.span.end + 1;
    });
    if (org.named || org.type != "company" || !org.ref.empty() || word == orgs.end()) {
      ++i;
      continue;
    }
    org.span.begin = std::min(org.span.begin, word->span.begin);
    org.span.end = word->span.end;
    org.text = std::string(org.span.in(reading.text()));
    if (org.industry.empty()) org.industry = word->industry;
    org.key = org.industry.empty() ? without_blanks(org.text) : "industry:" + org.industry;
    orgs.erase(word);
    i = 0;
  }
  // "패스트캠퍼스 데이터 분석 부트캠프"
  for (OrgMention& org : orgs) {
    const auto word = std::find_if(orgs.begin(), orgs.end(), [&](const OrgMention& place) {
      return !place.named && place.type == "program" && owns(reading, org, place);
    });
    if (!org.named || org.type != "company" || word == orgs.end()) continue;
    org.type = "program";
    org.span.end = word->span.end;
    if (org.cohort.empty()) org.cohort = word->cohort;
    orgs.erase(word);
    break;
  }
  // "부트캠프 데브루트 2기"
  const auto is_group = [](const OrgMention& org) {
    return org.type == "program" || org.type == "community";
  };
  for (OrgMention& org : orgs) {
    const auto word = std::find_if(all.begin(), all.end(), [&](const OrgMention& place) {
      return !place.named && is_group(place) && place.span.end + 1 == org.span.begin;
    });
    if (!org.named || !is_group(org) || word == all.end()) continue;
    if (org.cohort.empty() && !org.known) continue;
    if (!org.known) org.type = word->type;
    std::erase_if(orgs, [&](const OrgMention& place) { return place.span == word->span; });
    break;
  }
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

// "두 번째는 클라우드 MSP였다", "두 번째가 지금 회사다": of companies, where the sentence names
// one.
void add_counted(const Reading& reading, std::vector<OrgMention>& orgs) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kKinds = {
      {{"counted_first", "first"}, {"counted_second", "second"}, {"counted_third", "third"}}};
  const std::string_view text = reading.text();
  for (const auto& [kind, ref] : kKinds) {
    for (const std::string_view opener : links_of_kind(*reading.lexicon, kind)) {
      if (!text.starts_with(opener)) continue;
      const bool company = std::any_of(orgs.begin(), orgs.end(), [&](const OrgMention& org) {
        return org.type == "company" && org.ref.empty() && reading.tells(org.span.end, "copula");
      });
      if (!company) return;
      constexpr size_t kParticle = 4;  // bytes of "는 "
      OrgMention org;
      org.span = {0, static_cast<uint32_t>(opener.size() - kParticle)};
      org.text = std::string(org.span.in(text));
      org.key = without_blanks(org.text);
      org.type = "company";
      org.ref = ref;
      orgs.insert(orgs.begin(), std::move(org));
      return;
    }
  }
}

namespace {

std::vector<OrgMention> own_orgs(const Reading& reading) {
  std::vector<OrgMention> orgs = lettered(reading);
  for (const Cue& cue : reading.cues) {
    if (cue.kind == CueKind::kOrg) orgs.push_back(named_mention(reading, cue));
    const bool place = cue.kind == CueKind::kPlace && cue.row->get("ref") != "life";
    if (place && !is_plural(reading, cue) && !is_of_person(reading, cue))
      orgs.push_back(place_mention(reading, cue));
  }
  add_suffixed(reading, orgs);
  add_compound_companies(reading, orgs);
  add_majors(reading, orgs);
  add_quoted(reading, orgs);
  join_naming(reading, orgs);
  add_naming(reading, orgs);
  add_named_service(reading, orgs);
  return orgs;
}

}  // namespace

std::vector<OrgMention> find_orgs(const Reading& reading, const std::vector<FoundName>& names) {
  auto& known = reading.answers.orgs;
  if (!known) known = own_orgs(reading);
  std::vector<OrgMention> orgs = *known;
  add_found(reading, names, orgs);
  add_marked_cohorts(reading, orgs);
  add_cohorts(reading, orgs);
  add_counted(reading, orgs);
  add_told(reading, orgs);
  take_brackets(reading, orgs);
  drop_appositions(reading, orgs);
  return without_overlaps(std::move(orgs));
}

}  // namespace hoego::parser
