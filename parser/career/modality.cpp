// SPDX-License-Identifier: Apache-2.0
// Reads the ending after an event word and the subject before it, by the tables `modality`,
// `endings`, `subjects` and `clauses`.
#include "parser/career/modality.h"

#include <algorithm>
#include <array>
#include <utility>

#include "parser/career/words.h"

namespace hoego::parser {
namespace {

constexpr std::array<std::pair<std::string_view, Modality>, 9> kNames = {{
    {"actual", Modality::kActual},
    {"plan", Modality::kPlan},
    {"decided", Modality::kDecided},
    {"before", Modality::kBefore},
    {"wish", Modality::kWish},
    {"condition", Modality::kCondition},
    {"negated", Modality::kNegated},
    {"offer", Modality::kOffer},
    {"talk", Modality::kTalk},
}};

Modality modality_named(std::string_view name) {
  for (const auto& [known, modality] : kNames) {
    if (known == name) return modality;
  }
  return Modality::kActual;
}

bool tail_tells(const Reading& reading, const Cue& event, std::string_view what) {
  return reading.tells(event.span.end, what);
}

// A word for people that tells what the author is: "개발자입니다", "작년에 들어온 신입입니다".
bool names_role(const Reading& reading, const Cue& person) {
  if (!reading.tells(person.span.end, "copula")) return false;
  for (std::string_view rank : links_of_kind(*reading.lexicon, "own_rank")) {
    if (person.span.in(reading.text()) == rank) return true;
  }
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    return cue.kind == CueKind::kRole && cue.span.overlaps(person.span);
  });
}

// "W사에 근무하는 지인": the event describes somebody.
bool describes_other(const Reading& reading, const Cue& event) {
  constexpr size_t kEnding = 13;  // bytes of an ending and a blank
  const LexiconRow* ending = reading.row_at("modifiers", event.span.end);
  const std::string_view tail = reading.text().substr(event.span.end);
  const bool modifier = event.row->get("form") == "modifier" ||
                        is_adjective(*reading.lexicon, event.span.in(reading.text()));
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kPerson || cue.span.begin < event.span.end) continue;
    const std::string_view gap = tail.substr(0, cue.span.begin - event.span.end);
    if (names_role(reading, cue)) continue;  // "앱을 만들고 있는 개발자입니다"
    const bool whole = ending && gap == ending->fields[0];
    const bool one_blank =
        std::count(gap.begin(), gap.end(), ' ') == 1 && gap.back() == ' ' && gap.size() <= kEnding;
    return (whole || (one_blank && (modifier || ending))) && cue.row->get("who") != "self";
  }
  return false;
}

// "team members frequently left".
bool is_english_subject(const Reading& reading, const Cue& person, const Cue& event) {
  constexpr uint32_t kAdverb = 24;  // bytes
  return (reading.text()[person.span.begin] & 0x80) == 0 &&
         event.span.begin - person.span.end <= kAdverb;
}

// "직원이 열 명 남짓한 첫 회사에서", "친구가 창업한 스타트업에": the person is the subject of words
// that describe the place of the event.
bool describes_place(const Reading& reading, const Cue& person, const Cue& event) {
  const LexiconRow* subject = reading.row_at("subjects", person.span.end);
  if (subject && subject->get("topic") == "yes") return false;  // a topic stands outside of them
  for (const Cue& cue : reading.cues) {
    const bool place = cue.kind == CueKind::kPlace || cue.kind == CueKind::kOrg;
    if (!place || cue.span.begin < person.span.end || cue.span.end > event.span.begin) continue;
    const std::string_view gap =
        reading.text().substr(person.span.end, cue.span.begin - person.span.end);
    const auto words = words_of(gap);
    if (words.size() < 2) continue;
    const Span last{words.back().span.begin + person.span.end,
                    words.back().span.end + person.span.end};
    const bool time = std::any_of(reading.times.begin(), reading.times.end(),
                                  [&](const TimeExpr& each) { return each.span.overlaps(last); });
    const Stem stem = stem_of(reading.text(), last);
    const bool topic = !stem.particle.empty() &&  // "지금은"
                       is_common_noun(*reading.lexicon, stem.span.in(reading.text()));
    if (!time && !topic && is_adjective(*reading.lexicon, last.in(reading.text()))) return true;
  }
  return false;
}

// "동기 하나는 수료만 하고 스타트업을 차렸다": a topic holds for the clauses that "and" joins to
// its own.
bool is_topic_of(const Reading& reading, const Cue& person, const Cue& event) {
  const LexiconRow* subject = reading.row_at("subjects", person.span.end);
  if (!subject || subject->get("topic") != "yes") return false;
  const std::string_view between =
      reading.text().substr(person.span.end, event.span.begin - person.span.end);
  const auto& words = links_of_kind(*reading.lexicon, "contrast");
  return std::none_of(words.begin(), words.end(), [&](std::string_view word) {
    return between.find(word) != std::string_view::npos;
  });
}

// "스타트업에 다니며 프로젝트를 하는 친구였다": the whole sentence is about the one it ends with.
bool ends_with_other(const Reading& reading, const Cue& event) {
  const Cue* last = nullptr;
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kPerson) continue;
    if (cue.row->get("who") == "self" && cue.span.begin < event.span.begin) return false;
    last = &cue;
  }
  if (!last || last->row->get("who") == "self" || last->span.begin < event.span.end) return false;
  if (names_role(reading, *last) || !reading.tells(last->span.end, "copula")) return false;
  return reading.text().find(' ', last->span.end) == std::string_view::npos;
}

bool needs_assertion(const LexiconRow& event) {
  return event.get("form") == "noun" &&
         (event.get("about") == "work" || event.get("event") == "graduate" ||
          event.get("event") == "pass");
}

// An action noun is an event where its ending says so, or where a line or sentence ends with it.
bool is_asserted(const Reading& reading, const Cue& event) {
  if (!needs_assertion(*event.row)) return true;
  const bool counted = std::any_of(reading.times.begin(), reading.times.end(), [&](const auto& t) {
    const bool years = t.kind == TimeKind::kOrdinal || t.kind == TimeKind::kElapsed;
    return years && t.span.begin >= event.span.end && t.span.begin - event.span.end <= 2;
  });
  const bool enters = event.row->get("event") == "join" || event.row->get("event") == "move";
  if (counted && enters) return true;  // "입사 3년 차", "이직 3개월 차"
  constexpr uint32_t kTopic = 4;       // bytes of "는 "
  const std::string_view next = reading.text().substr(event.span.end);
  const bool subject = reading.tells(event.span.end, "topic") || next.starts_with("가 ");
  const bool told = subject &&  // "입사는 2019년 3월이었고", "입사가 작년 3월이니까"
                    std::any_of(reading.times.begin(), reading.times.end(), [&](const auto& t) {
                      return t.has_year && t.span.begin == event.span.end + kTopic;
                    });
  if (told) return true;
  const BlockKind block = reading.sentence->block;
  constexpr size_t kShort = 40;  // bytes: a heading in all but markup
  const bool line = reading.front || reading.text().size() <= kShort ||
                    block == BlockKind::kHeading || block == BlockKind::kListItem ||
                    block == BlockKind::kTableCell;
  std::string_view tail = reading.text().substr(event.span.end);
  while (!tail.empty() && (tail.front() == ' ' || tail.front() == '!' || tail.front() == '.')) {
    tail.remove_prefix(1);
  }
  constexpr std::string_view kStops = "(~,:|/)";
  const bool dated = std::any_of(reading.times.begin(), reading.times.end(), [&](const auto& t) {
    return t.span.end < event.span.begin && event.span.begin - t.span.end <= kTopic;
  });
  // "2016년 2월 입사, 2021년 4월 퇴사.", "2020년 8월에 졸업, 그해 11월"
  // "1월 16일 입사다"
  const bool stated =
      dated && reading.tells(event.span.end, "copula") && event.row->get("event") != "pass";
  if (stated || (dated && (tail.starts_with(',') || tail.starts_with(')')))) return true;
  return tail.empty() || (line && kStops.find(tail.front()) != std::string_view::npos);
}

// "It is not a promotion", "I didn't join".
bool is_negated_before(const Reading& reading, const Cue& event) {
  constexpr size_t kBefore = 16;  // bytes
  const std::string_view text = reading.text();
  if ((text[event.span.begin] & 0x80) != 0) {  // "대학원은 안 갔다"
    const std::string_view head = text.substr(0, event.span.begin);
    return head.ends_with(" 안 ") || head.ends_with(" 못 ") || head == "안 " || head == "못 ";
  }
  const size_t from = event.span.begin > kBefore ? event.span.begin - kBefore : 0;
  const std::string_view head = text.substr(from, event.span.begin - from);
  return head.find(" not ") != std::string_view::npos ||
         head.find("n't ") != std::string_view::npos;
}

// "졸업을 (드디어) 했고": the ending stands behind brackets.
bool tells_past_brackets(const Reading& reading, const Cue& event) {
  constexpr size_t kLongest = 40;  // bytes
  const std::string_view tail = reading.text().substr(event.span.end);
  const size_t open = tail.find('(');
  if (open == std::string_view::npos || open > 4) return false;
  const size_t close = tail.find(')', open);
  if (close == std::string_view::npos || close - open > kLongest) return false;
  const std::string rest = std::string(tail.substr(0, open)) + std::string(tail.substr(close + 1));
  const size_t blanks = rest.find("  ");
  const std::string joined =
      blanks == std::string::npos ? rest : std::string(rest).erase(blanks, 1);
  std::vector<const LexiconRow*> rows;
  reading.lexicon->find_at("modality", joined, rows);
  return !rows.empty() && rows.back()->get("modality") == "actual";
}

// Where the ending begins: "합격! 을 하게 되었다".
uint32_t ending_of(const Reading& reading, const Cue& event) {
  const std::string_view text = reading.text();
  uint32_t at = event.span.end;
  while (at < text.size() && text[at] == '!') ++at;
  return at > event.span.end && at < text.size() && text[at] == ' ' ? at + 1 : at;
}

const std::vector<LexiconMatch>& words_for_later(const Reading& reading) {
  auto& known = reading.answers.later;
  if (!known) {
    known = reading.lexicon->find_in("modality", reading.text());
    std::erase_if(*known, [](const LexiconMatch& m) { return m.row->get("place") == "after"; });
  }
  return *known;
}

// A row that the rest of the clause or sentence holds; the first one of the table.
const LexiconRow* told_later(const Reading& reading, const Cue& event) {
  const auto& words = words_for_later(reading);
  if (words.empty()) return nullptr;
  const uint32_t end = std::max(clause_around(reading, event.span.end).end, event.span.end);
  const LexiconRow* first = nullptr;
  for (const LexiconMatch& match : words) {
    if (match.span.begin < event.span.end || (first && match.row >= first)) continue;
    const std::string_view place = match.row->get("place");
    const bool told = place == "clause" ? match.span.end <= end
                      : place == "end"  ? match.span.end == reading.text().size()
                                        : place == "sentence";
    if (told) first = match.row;
  }
  return first;
}

}  // namespace

Span clause_around(const Reading& reading, uint32_t offset) {
  auto& marks = reading.answers.clause_ends;
  if (!marks) marks = reading.lexicon->find_in("clauses", reading.text());
  Span clause{0, static_cast<uint32_t>(reading.text().size())};
  auto after =
      std::upper_bound(marks->begin(), marks->end(), offset,
                       [](uint32_t at, const LexiconMatch& mark) { return at < mark.span.end; });
  if (after != marks->begin()) clause.begin = std::prev(after)->span.end;
  while (after != marks->end() && after->span.begin < offset) ++after;
  if (after != marks->end()) clause.end = after->span.end;
  return clause;
}

// Inside of words in double quotes: what somebody said.
bool is_spoken(const Reading& reading, Span span) {
  constexpr size_t kWords = 18;  // bytes: more than a name or a term in quotes
  const std::string_view text = reading.text();
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kQuotes = {
      {{"\"", "\""}, {"“", "”"}}};
  for (const auto& [open, close] : kQuotes) {
    size_t at = text.find(open);
    while (at != std::string_view::npos) {
      const size_t begin = at + open.size();
      const size_t end = std::min(text.find(close, begin), text.size());
      if (begin <= span.begin && span.end <= end)
        return end - begin >= kWords &&
               text.substr(begin, end - begin).find(' ') != std::string_view::npos;
      if (end == text.size()) break;
      at = text.find(open, end + close.size());
    }
  }
  return false;
}

// "지민님은", "P형은", "'체리'는", "재민이가": a name with a title, in quotes or as friends say it,
// and the particle of a subject.
bool is_name_of_person(const Reading& reading, std::string_view name, std::string_view particle) {
  constexpr size_t kThree = 9;                                            // bytes
  if (name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z') return true;  // "J는 창업해서"
  if (name.size() == kThree && name.ends_with("이") && particle != "이" &&
      !is_common_noun(*reading.lexicon, name)) {
    return true;
  }
  const auto& titles = links_of_kind(*reading.lexicon, "title_of_person");
  return std::any_of(titles.begin(), titles.end(), [&](std::string_view title) {
    return name.size() > title.size() && name.ends_with(title);
  });
}

const std::vector<NamedPerson>& people_of(const Reading& reading) {
  auto& known = reading.answers.people;
  if (known) return *known;
  known.emplace();
  const std::string_view text = reading.text();
  for (const Word& word : words_of(reading)) {
    const Stem stem = stem_of(text, word.span);
    if (stem.particle.empty()) continue;
    if (!is_name_of_person(reading, stem.span.in(text), stem.particle)) continue;
    const LexiconRow* subject = reading.row_at("subjects", stem.span.end);
    if (subject) known->push_back({word.span, subject->get("topic") == "yes"});
  }
  return *known;
}

// The last such one before `offset` in the clause.
bool names_somebody(const Reading& reading, Span clause, uint32_t offset) {
  const auto& people = people_of(reading);
  return std::any_of(people.begin(), people.end(), [&](const NamedPerson& person) {
    return person.span.end <= offset && (person.span.begin >= clause.begin || person.topic);
  });
}

// "룸메1: 컴공 졸업하고 ...": a line about the one it begins with.
bool is_line_on_somebody(const Reading& reading) {
  constexpr size_t kNumber = 3;  // bytes: "1 "
  if (reading.cues.empty()) return false;
  const Cue& first = reading.cues.front();
  if (first.kind != CueKind::kPerson || first.row->get("who") == "self" || first.span.begin > 0)
    return false;
  const size_t colon = reading.text().find(':', first.span.end);
  return colon != std::string_view::npos && colon - first.span.end <= kNumber;
}

// "퇴사하고 오신 분이라", "일하다가 온 친구인데": the whole chain of clauses describes somebody.
bool tells_of_one_who_came(const Reading& reading, const Cue& event) {
  const std::string_view text = reading.text();
  auto& known = reading.answers.who_came;
  if (!known) {
    known.emplace();
    if (!has_link(reading, "one_who")) return false;
    for (std::string_view end : links_of_kind(*reading.lexicon, "one_who")) {
      for (size_t at = text.find(end); at != std::string_view::npos; at = text.find(end, at + 1)) {
        known->push_back(static_cast<uint32_t>(at));
      }
    }
  }
  const auto& rows = links_of_kind(*reading.lexicon, "contrast");
  return std::any_of(known->begin(), known->end(), [&](uint32_t at) {
    if (at < event.span.end) return false;
    const bool self = std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
      return cue.kind == CueKind::kPerson && cue.row->get("who") == "self" &&
             cue.span.begin < event.span.begin && !reading.tells(cue.span.end, "compared");
    });
    const std::string_view between = text.substr(event.span.end, at - event.span.end);
    return !self && std::none_of(rows.begin(), rows.end(), [&](std::string_view word) {
      return between.find(word) != std::string_view::npos;
    });
  });
}

// The last person in the event's clause that a particle makes its subject.
bool has_other_subject(const Reading& reading, const Cue& event) {
  const Span clause = clause_around(reading, event.span.begin);
  bool others = names_somebody(reading, clause, event.span.begin) || is_line_on_somebody(reading);
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kPerson || cue.span.end > event.span.begin) continue;
    if (cue.span.begin < clause.begin && cue.row->get("who") != "self" &&
        !is_topic_of(reading, cue, event)) {
      continue;
    }
    if (cue.row->get("who") == "self") {
      others = others && reading.tells(cue.span.end, "compared");  // "저처럼"
    } else if (reading.row_at("subjects", cue.span.end) ||
               is_english_subject(reading, cue, event)) {
      others = others || !describes_place(reading, cue, event);
    }
  }
  return others;
}

Modality modality_of(const Reading& reading, const Cue& event) {
  if (is_negated_before(reading, event)) return Modality::kNegated;
  const LexiconRow* after = reading.row_at("modality", ending_of(reading, event));
  if (after && after->get("place") != "after") after = nullptr;
  if (after && after->get("modality") == "title") {
    return reading.front ? Modality::kActual : Modality::kTalk;
  }
  if (after && after->get("modality") != "actual") return modality_named(after->get("modality"));
  if (const LexiconRow* later = told_later(reading, event)) {
    return modality_named(later->get("modality"));
  }
  if (event.row->get("form") == "future") return Modality::kPlan;  // "내년부터 일하게 된다"
  const bool told = after || tells_past_brackets(reading, event) || is_asserted(reading, event);
  return told ? Modality::kActual : Modality::kTalk;
}

bool is_of_others(const Reading& reading, const Cue& event) {
  const bool work = event.row->get("about") == "work";
  if (!reading.front && !reading.heading && is_spoken(reading, event.span)) return true;
  if (work && reading.text().substr(0, event.span.begin).ends_with(" who ")) return true;
  return tail_tells(reading, event, "honorific") || has_other_subject(reading, event) ||
         describes_other(reading, event) || ends_with_other(reading, event) ||
         tells_of_one_who_came(reading, event);
}

bool is_ongoing(const Reading& reading, const Cue& event) {
  const LexiconRow* ending = reading.row_at("endings", event.span.end);
  if (ending && ending->get("tells") == "during") return false;  // "휴직 중에 딴 자격증"
  // "프로젝트를 하고 있었다" went on at a time that has passed.
  const auto passed = [&](size_t end) { return reading.text().substr(end).starts_with("었"); };
  if (tail_tells(reading, event, "ongoing"))
    return !passed(event.span.end + (ending ? ending->fields[0].size() : 0));
  const std::string_view word = event.span.in(reading.text());  // "개발하고 있" ends so itself
  const auto& rows = reading.lexicon->table("endings");
  const bool itself = std::any_of(rows.begin(), rows.end(), [&](const LexiconRow& row) {
    return row.get("tells") == "ongoing" && word.ends_with(row.fields[0]);
  });
  return itself && !passed(event.span.end);
}

bool is_flashback(const Reading& reading, const Cue& event) {
  return tail_tells(reading, event, "flashback");
}

bool has_past_copula(const Reading& reading, uint32_t offset) {
  const std::string_view tail = reading.text().substr(offset);
  return tail.starts_with("였") || tail.starts_with("이었");
}

bool says_still(const Reading& reading) {
  auto& known = reading.answers.still;
  if (known) return *known;
  const auto words = reading.lexicon->find_in("endings", reading.text());
  known = std::any_of(words.begin(), words.end(),
                      [](const LexiconMatch& match) { return match.row->get("tells") == "still"; });
  return *known;
}

}  // namespace hoego::parser
