// SPDX-License-Identifier: Apache-2.0
// Which organisation an event is about: by particle, by nearness, or by the verb that describes it.
#include <algorithm>

#include "base/unicode.h"
#include "parser/career/modality.h"
#include "parser/career/org_names.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

constexpr size_t kNone = std::string_view::npos;
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
  const auto with_particle = [&](Span span) {
    const int particle = std::max(particle_length(reading.text(), span.end), 0);
    return Span{span.begin, span.end + static_cast<uint32_t>(particle)};
  };
  for (const std::string_view first : links_of_kind(*reading.lexicon, "which_of_staff")) {
    const size_t at = rest.find(first);  // "스타트업의 첫 번째 QA로"
    if (at != std::string::npos) rest.replace(at, first.size(), first.size(), ' ');
  }
  for (const TimeExpr& time : reading.times) blank_out(with_particle(time.span));
  for (const Cue& cue : reading.cues) {
    if (cue.kind == CueKind::kRole) blank_out(with_particle(cue.span));
  }
  return count_words(rest);
}

bool role_follows(const Reading& reading, uint32_t offset) {
  const std::string_view tail = reading.text().substr(offset);
  for (const std::string_view first : links_of_kind(*reading.lexicon, "which_of_staff")) {
    if (tail.starts_with(first))
      offset += static_cast<uint32_t>(first.size());  // "의 첫 번째 QA로"
  }
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    return cue.kind == CueKind::kRole && cue.span.begin >= offset && cue.span.begin <= offset + 12;
  });
}

// "다온의 일원이 되었다".
bool member_follows(const Reading& reading, uint32_t offset) {
  constexpr std::string_view kOf = "의 ";
  const auto& members = links_of_kind(*reading.lexicon, "member");
  const std::string_view tail = reading.text().substr(offset);
  return tail.starts_with(kOf) &&
         std::any_of(members.begin(), members.end(), [&](std::string_view word) {
           return tail.substr(kOf.size()).starts_with(word);
         });
}

bool ends_with_team(const Reading& reading, std::string_view word) {
  const auto& rows = reading.lexicon->table("team_words");
  return std::any_of(rows.begin(), rows.end(),
                     [&](const LexiconRow& row) { return word.ends_with(row.fields[0]); });
}

// A team's name, not a company's ("데이터실"); some ends are those of companies as well ("다온랩").
bool is_team(const Reading& reading, std::string_view word) {
  const auto& rows = reading.lexicon->table("team_words");
  return std::any_of(rows.begin(), rows.end(), [&](const LexiconRow& row) {
    return row.get("companies") != "too" && word.ends_with(row.fields[0]);
  });
}

// "쏘카 데이터 엔지니어링 팀에": where the particle of the team that the name at `end` has stands;
// `end` itself if no team follows.
uint32_t end_of_team(const Reading& reading, uint32_t end) {
  constexpr uint32_t kWindow = 60;  // bytes
  constexpr size_t kMostWords = 3;
  const std::string_view text = reading.text();
  uint32_t from = end;
  if (end < text.size() && text[end] == '(') {  // "다온(다온그룹 계열) 데이터 팀에서"
    const size_t close = text.substr(end, kWindow).find(')');
    if (close != kNone) from += static_cast<uint32_t>(close + 1);
  }
  if (from >= text.size() || text[from] != ' ') return end;
  const auto words = words_of(text.substr(from, kWindow));
  for (size_t i = 0; i < std::min(words.size(), kMostWords); ++i) {
    const Stem stem = stem_of(text, {words[i].span.begin + from, words[i].span.end + from});
    if (ends_with_team(reading, stem.span.in(text))) return stem.span.end;
    if (!stem.particle.empty()) return end;
  }
  return end;
}

bool particle_binds(const Reading& reading, const Cue& event, uint32_t end) {
  constexpr std::string_view kSeo = "\xEC\x84\x9C";  // 서, which makes 에 another particle
  const std::string_view event_name = event.row->get("event");
  const std::string_view rest = reading.text().substr(end);
  // "기관에서 들어온 값을 점검하고": where it came from
  const bool from =
      event_name == "join" && event.row->get("form") == "modifier" && rest.starts_with("에서");
  if (from) return false;
  const auto binds = [&](std::string_view particle) {
    // "여행 플랫폼 떠나요": a verb that says little needs a particle.
    const bool bare = event_name == "leave" && event.row->get("needs") == "place" &&
                      !begins_with_link(reading, event, "last_day");
    if (particle == "-") return !bare && is_thin_between(reading, end, event.span.begin);
    return rest.starts_with(particle) && !rest.substr(particle.size()).starts_with(kSeo) &&
           particle_length(rest, 0) >= static_cast<int>(particle.size());
  };
  // "핀테크 기업의 보안 담당자로 일하고": of the place where one has the role.
  if (event.row->get("needs") == "scene" && rest.starts_with("에서")) return true;
  const bool staff = event_name == "work" || event_name == "join";
  if (staff && rest.starts_with("의 ") &&
      (role_follows(reading, end) || member_follows(reading, end)))
    return true;
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

// "당근에서 오신 연사분들을 모시는 일을 했다": the place is that of somebody else.
bool describes_person(const Reading& reading, Span org, const Cue& event) {
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kPerson || cue.row->get("who") == "self") continue;
    if (cue.span.begin < org.end || cue.span.end > event.span.begin) continue;
    const std::string_view gap = reading.text().substr(org.end, cue.span.begin - org.end);
    const auto words = words_of(gap);
    if (words.size() > 1 && is_adjective(*reading.lexicon, words.back().span.in(gap))) return true;
  }
  return false;
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
    if (describes_person(reading, org->span, event)) continue;
    if (event.row->get("event") == "leave" && !org->named &&
        org->span.begin < clause_around(reading, event.span.begin).begin) {
      return nullptr;
    }
    if (particle_binds(reading, event, org->span.end)) return &*org;
    if (!org->named && org->type != "company") continue;
    const uint32_t team = end_of_team(reading, org->span.end);
    if (team > org->span.end && team <= event.span.begin && particle_binds(reading, event, team)) {
      return &*org;
    }
  }
  return nullptr;
}

bool speaks_of_offers(const Reading& reading) {
  return has_link(reading, "offer") || (reading.previous && has_link(*reading.previous, "offer"));
}

bool speaks_of_company(const Reading& reading) {
  const bool place = std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kPlace && cue.row->get("type") == "company" &&
           cue.row->get("ref") != "life";
  });
  return place || speaks_of_offers(reading);
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

// A length of time in the sentence: "3년 동안", "8개월째".
bool tells_length(const Reading& reading) {
  return std::any_of(reading.times.begin(), reading.times.end(), [](const TimeExpr& time) {
    return time.kind == TimeKind::kLength || time.kind == TimeKind::kElapsed ||
           time.kind == TimeKind::kOrdinal || time.kind == TimeKind::kRange;
  });
}

// "8월부터 다온에 다니고 있다": a beginning in the clause of the name.
bool begins_then(const Reading& reading, Span name) {
  const Span clause = clause_around(reading, name.begin);
  return std::any_of(reading.times.begin(), reading.times.end(), [&](const TimeExpr& time) {
    return clause.contains(time.span.begin) && time.span.end <= name.begin &&
           time.bound == TimeBound::kFrom;
  });
}

// Rows of `guessing` that hold for the event.
std::vector<const LexiconRow*> guessing_rows(const Reading& reading, const Cue& event) {
  std::vector<const LexiconRow*> rows;
  const bool loose = event.row->get("about") == "any" && event.row->get("event") == "work";
  for (const LexiconRow& row : reading.lexicon->table("guessing")) {
    if (row.fields[0] != event.row->get("event")) continue;
    const std::string_view form = row.get("form");
    if (form == "noun" && event.row->get("form") == "verb") continue;
    if ((form == "loose") != loose) continue;
    rows.push_back(&row);
  }
  return rows;
}

// Whether the clause of `name` speaks of work or of a date, so that the name may be an employer's.
bool tells_of_job(const Reading& reading, Span name) {
  const Span clause = clause_around(reading, name.begin);
  const bool dated = std::any_of(reading.times.begin(), reading.times.end(),
                                 [&](const auto& t) { return clause.contains(t.span.begin); });
  const bool role = std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    return cue.kind == CueKind::kRole && clause.contains(cue.span.begin);
  });
  const bool job = std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("about") == "work" &&
           cue.row->get("form") == "noun";
  });
  return dated || role || job || speaks_of_company(reading);
}

// Whether the particle of a word makes it a place for the event.
bool guess_binds(const Reading& reading, const std::vector<const LexiconRow*>& rows,
                 const Stem& stem, bool weak) {
  const std::string_view event = rows.front()->fields[0];
  const bool fits = std::any_of(rows.begin(), rows.end(), [&](const LexiconRow* row) {
    return has_variant(row->get("particles"), stem.particle.empty() ? "-" : stem.particle);
  });
  if (fits && weak && !looks_foreign(reading, stem.span) && !tells_of_job(reading, stem.span)) {
    return false;
  }
  // "관악산 밑에서의 2년", "면접을 거쳐"
  if (fits &&
      (event == "stay" || event == "pass_through" || event == "be_now" || event == "apply_work"))
    return looks_foreign(reading, stem.span);
  if (fits && rows.front()->get("form") == "loose") {
    return looks_foreign(reading, stem.span) || tells_length(reading) ||
           begins_then(reading, stem.span);
  }
  if (fits) {
    const bool chosen = event == "pass" && stem.particle != "에";
    return !chosen || is_marked(reading, stem.span) || has_event(reading, "join") ||
           speaks_of_offers(reading);
  }
  return stem.particle == "의" && event == "join" &&
         (member_follows(reading, stem.span.end) || role_follows(reading, stem.span.end));
}

// "8월 - 누리페이 입사": in a heading or a list the name stands bare before the event.
bool stands_bare(const Reading& reading, std::string_view event) {
  constexpr size_t kShort = 60;  // bytes: a line in all but markup
  const bool line = reading.heading || reading.sentence->block == BlockKind::kListItem ||
                    (reading.text().size() <= kShort && !reading.text().ends_with('.'));
  return line && (event == "join" || event == "leave" || event == "intern");
}

// "회사를 나왔다": the event's words hold a word for the place themselves.
bool names_its_place(const Reading& reading, const Cue& event) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    return cue.kind == CueKind::kPlace && cue.row->get("ref") != "alternative_service" &&
           cue.row->get("ref") != "life" && event.span.begin <= cue.span.begin &&
           cue.span.end <= event.span.end;
  });
}

// "D사는 콜드체인 물류를 하는 곳이고, 이번 달 7일에 합류했다": the place that the sentence is
// about.
const OrgMention* topic_of(const Reading& reading, const Cue& event,
                           const std::vector<OrgMention>& orgs) {
  const std::string_view what = event.row->get("event");
  if (orgs.empty()) return nullptr;
  const OrgMention& first = orgs.front();
  const bool topic = reading.tells(first.span.end, "topic");
  // "두 번째 직장은 2019년 9월부터 다녔다"
  const bool counted = !first.named && first.type == "company" && !first.ref.empty() &&
                       first.ref != "any" && first.ref != "current" && first.ref != "new";
  if (what == "work" && event.row->get("about") == "any" && counted && topic &&
      first.span.begin == 0 && orgs.size() == 1)
    return &first;
  if (what != "join" && what != "leave" && what != "apply_work" && what != "pass") return nullptr;
  if (event.row->get("about") == "any") return nullptr;
  const bool lettered = first.text[0] >= 'A' && first.text[0] <= 'Z';  // "D사"
  const bool own = first.named || lettered;
  const bool only = std::count_if(orgs.begin(), orgs.end(), [](const OrgMention& org) {
                      return org.type == "company" && org.ref.empty();
                    }) == 1;
  return first.span.begin == 0 && topic && own && only && first.type == "company" &&
                 first.ref.empty() && first.span.end < event.span.begin
             ? &first
             : nullptr;
}

// "지금 회사(이름은 말하지 않겠다)에": what brackets add is no name of a place.
bool stands_in_brackets(std::string_view text, Span word) {
  const size_t open = text.substr(0, word.begin).rfind('(');
  if (open == kNone) return false;
  const size_t close = text.find(')', open);
  return close != kNone && close >= word.end;
}

// "다온에 들어온 것은", "들어온 신입입니다"; "버그바운티로 들어온 제보" is about a thing.
bool modifies_place(const Reading& reading, const Cue& event) {
  const std::string_view tail = reading.text().substr(event.span.end);
  const auto& nouns = links_of_kind(*reading.lexicon, "time_or_place_noun");
  return std::any_of(nouns.begin(), nouns.end(), [&](std::string_view noun) {
    return tail.size() > 1 && tail.substr(1).starts_with(noun);
  });
}

// "다온에 엔진 엔지니어로": a noun that says what kind of role, no name of a place.
bool qualifies_role(const Reading& reading, Span word) {
  if (!stem_of(reading.text(), word).particle.empty()) return false;
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    return cue.kind == CueKind::kRole && cue.span.begin == word.end + 1;
  });
}

// A name that no table knows, by its particle and its nearness to the event. Words of time and role
// in between do not count.
std::optional<OrgMention> guessed_org(const Reading& reading, const Cue& event,
                                      const std::vector<OrgMention>& orgs) {
  const std::string_view text = reading.text();
  const auto rows = guessing_rows(reading, event);
  const std::string_view what = event.row->get("event");
  if (rows.empty() || names_its_place(reading, event) || moves_thing(reading, event) ||
      (what == "pass" && !speaks_of_company(reading) && !has_event(reading, "join"))) {
    return std::nullopt;
  }
  if (what == "join" && event.row->get("form") == "modifier" && !modifies_place(reading, event))
    return std::nullopt;
  const uint32_t from = clause_around(reading, event.span.begin).begin;
  const size_t blank = from > 0 ? text.find_last_of(" \t\n", from - 1) : std::string_view::npos;
  const auto start = static_cast<uint32_t>(blank == std::string_view::npos ? 0 : blank);
  auto words = words_of(text.substr(start, event.span.begin - start));
  for (Word& word : words) word.span = {word.span.begin + start, word.span.end + start};
  // "계절에 왔다가", "통계를 통해 나온": verbs that say little.
  const bool weak =
      event.row->get("needs") == "place" && (event.row->get("about") == "any" || what == "leave");
  int distance = 0;
  for (auto word = words.rbegin(); word != words.rend() && distance < 4; ++word) {
    if (word->span.begin < from) break;
    const Stem stem = stem_of(text, word->span);
    if (covered(reading, stem.span) || qualifies_role(reading, word->span)) continue;
    if (stands_in_brackets(text, stem.span)) continue;
    const bool as = what == "join" && (stem.particle == "으로" || stem.particle == "로");
    if (as && std::next(word) != words.rend() &&
        stem_of(text, std::next(word)->span).particle == "에")
      continue;  // "다온에 CDM으로 들어갔다"
    if (distance == 0 && event.row->get("form") == "noun" && stands_bare(reading, what) &&
        !guess_binds(reading, rows, stem, weak)) {
      const Span bare = widen_name(reading, word->span);
      if (bare.in(text).ends_with("의")) continue;  // "서른둘의 취업 후기"
      const bool known = overlaps_any(orgs, bare);
      const auto owner = std::find_if(orgs.begin(), orgs.end(), [&](const OrgMention& org) {
        return org.named && org.type == "company" && org.span.end < bare.begin &&
               org.span.begin >= from && text[org.span.end] == ' ';
      });
      if (owner != orgs.end()) return *owner;  // "당근마켓 플랫폼 서버 인턴"
      if (!known && !covered(reading, bare) && looks_like_name(reading, bare, 0)) {
        return unknown_name(reading, bare, "company");
      }
    }
    Span name = widen_name(reading, stem.span);
    const size_t open = name.in(text).find('(');  // "CRO(임상시험수탁기관)에"
    if (open != kNone && open > 0 && name.in(text).ends_with(')'))
      name.end = name.begin + static_cast<uint32_t>(open);
    if ((what == "join" || what == "move") && ends_with_team(reading, stem.span.in(text)) &&
        guess_binds(reading, rows, stem, weak)) {
      const auto owner = std::next(word);
      if (owner != words.rend() && looks_foreign(reading, owner->span) &&
          !covered(reading, owner->span) && looks_like_name(reading, owner->span, 0)) {
        return unknown_name(reading, widen_name(reading, owner->span), "company");
      }
    }
    // "다온에서 결제 시스템을 만들고 있다": what is done there stands between.
    const bool scene = stem.particle.starts_with("에서");
    if (scene && what == "leave" && distance > 0) return std::nullopt;
    // Verbs that say little take their name from the word before them.
    const int away = (scene ? distance - 1 : distance) + (weak && !scene ? 1 : 0);
    if (is_team(reading, stem.span.in(text))) {
      ++distance;
      continue;
    }
    const bool industry = std::any_of(  // "결국 물류를 골랐다"
        reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
          return cue.kind == CueKind::kIndustry && cue.span == name &&
                 (text[name.begin] & 0x80) != 0;
        });
    if (!industry && guess_binds(reading, rows, stem, weak) &&
        looks_like_name(reading, name, away) && !describes_person(reading, name, event)) {
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
  const bool titled = reading.heading || reading.front;  // where every word has a capital
  if (!titled && (event.row->get("needs") == "place" || event.span.in(text).ends_with(" at"))) {
    const Span name = capitalised(text, event.span.end + 1);  // "joined Brightlane"
    const bool other = overlaps_any(orgs, name);
    const bool owner = name.in(text).ends_with("'s");
    if (!name.empty() && !owner && !covered(reading, name) && !other)
      return unknown_name(reading, name, "company");
  }
  for (const OrgMention& org : orgs) {
    if (org.span.begin < event.span.end || org.span.begin > stop) continue;
    if (org.span.begin - event.span.end > kFollow || !type_fits(event.row->get("about"), org))
      continue;
    return org;
  }
  for (const std::string_view word : links_of_kind(*reading.lexicon, "preposition")) {
    const size_t at = text.find(word, event.span.end - 1);
    if (at == std::string_view::npos || at > stop || at > event.span.end + kFollow) continue;
    const Span name = capitalised(text, static_cast<uint32_t>(at + word.size()));
    if (name.empty() || covered(reading, name)) continue;
    const bool other = overlaps_any(orgs, name);
    if (other) return std::nullopt;
    return unknown_name(reading, name, event.row->get("about") == "school" ? "school" : "company");
  }
  return std::nullopt;
}

}  // namespace

bool moves_thing(const Reading& reading, const Cue& event) {
  if (event.row->get("event") != "move" || event.row->get("needs") != "place") return false;
  const auto& own = links_of_kind(*reading.lexicon, "moved_from");  // "회사를", "자리를"
  for (const Word& word : words_of(reading.text().substr(0, event.span.begin))) {
    const Stem stem = stem_of(reading.text(), word.span);
    if (stem.particle != "을" && stem.particle != "를") continue;
    const std::string_view thing = stem.span.in(reading.text());
    const bool place = std::any_of(own.begin(), own.end(),
                                   [&](std::string_view each) { return thing.ends_with(each); });
    if (!place) return true;
  }
  return false;
}

std::optional<OrgMention> org_of_event(const Reading& reading, const Cue& event,
                                       const std::vector<OrgMention>& orgs) {
  if (is_latin(reading, event)) {
    if (auto org = following_org(reading, event, orgs)) return org;
  }
  const OrgMention* bound = bound_org(reading, event, orgs);
  // "6월까지 카카오에서 일했고, 8월부터 다온에서 일한다": a name in the clause of the event is
  // nearer.
  const bool here = bound && bound->span.end > clause_around(reading, event.span.begin).begin;
  if (bound && bound->named && here) return *bound;
  auto guessed = guessed_org(reading, event, orgs);
  const bool known = guessed && std::any_of(orgs.begin(), orgs.end(), [&](const OrgMention& org) {
                       return org.type != "company" && org.span.overlaps(guessed->span);
                     });
  if (guessed && !known) {
    // "A사" is no name, though it looks like one.
    return bound && bound->span.overlaps(guessed->span) ? *bound : guessed;
  }
  if (bound) return *bound;
  if (const OrgMention* org = modified_org(reading, event, orgs)) return *org;
  if (const OrgMention* org = topic_of(reading, event, orgs)) return *org;
  return std::nullopt;
}

std::optional<OrgMention> origin_of_move(const Reading& reading, const OrgMention& destination,
                                         const std::vector<OrgMention>& orgs) {
  constexpr uint32_t kNear = 8;  // bytes of 에서 and a blank
  for (const OrgMention& org : orgs) {
    const bool before = org.type == "company" && org.span.end < destination.span.begin &&
                        destination.span.begin - org.span.end <= kNear;
    if (before && reading.tells(org.span.end, "scene")) return org;
  }
  const std::string_view text = reading.text();
  const auto words = words_of(text.substr(0, destination.span.begin));
  if (words.empty()) return std::nullopt;
  const Stem stem = stem_of(text, words.back().span);
  const bool scene = stem.particle == "에서" && !covered(reading, stem.span) &&
                     !ends_with_team(reading, stem.span.in(text));
  const Span name = widen_name(reading, stem.span);
  if (!scene || !looks_like_name(reading, name, 0)) return std::nullopt;
  return unknown_name(reading, name, "company");
}

}  // namespace hoego::parser
