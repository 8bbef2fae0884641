// SPDX-License-Identifier: Apache-2.0
// Sentences -> readings: one lexicon pass and one pass of the time engine per sentence, under the
// headings that stand above it.
#include "parser/career/reading.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/unicode.h"
#include "parser/career/modality.h"

namespace hoego::parser {
namespace {

constexpr std::array<std::pair<std::string_view, CueKind>, 10> kTables = {{
    {"companies", CueKind::kOrg},
    {"programs", CueKind::kOrg},
    {"communities", CueKind::kOrg},
    {"schools", CueKind::kOrg},
    {"places", CueKind::kPlace},
    {"industries", CueKind::kIndustry},
    {"roles", CueKind::kRole},
    {"events", CueKind::kEvent},
    {"team_moves", CueKind::kEvent},
    {"persons", CueKind::kPerson},
}};

std::optional<CueKind> kind_of(std::string_view table) {
  for (const auto& [name, kind] : kTables) {
    if (name == table) return kind;
  }
  return std::nullopt;
}

// Matches come by place, longer ones first, so that the first one of a kind at a place wins.
std::vector<Cue> find_cues(std::span<const LexiconMatch> matches) {
  std::vector<Cue> cues;
  std::array<uint32_t, 6> taken{};
  for (const LexiconMatch& match : matches) {
    const auto kind = kind_of(match.row->table);
    if (!kind) continue;
    uint32_t& until = taken[static_cast<size_t>(*kind)];
    if (match.span.begin < until) continue;
    until = match.span.end;
    cues.push_back({*kind, match.span, match.row});
  }
  return cues;
}

// A line of the front matter as a sentence that knows where it stands in the file. Offsets are kept
// only where the text stands there as it is.
std::optional<Sentence> front_sentence(const Document& document, const std::string& text) {
  const size_t at = document.bytes.find(text);
  if (text.empty() || at == std::string::npos || !is_nfc(text)) return std::nullopt;
  Sentence sentence;
  sentence.text = text;
  sentence.block = BlockKind::kHeading;
  sentence.runs.push_back({0, static_cast<uint32_t>(at), static_cast<uint32_t>(text.size())});
  return sentence;
}

std::vector<Sentence> front_sentences(const Document& document) {
  std::vector<Sentence> sentences;
  for (std::string_view key : {"title", "subtitle", "description", "excerpt", "summary"}) {
    const auto* values = document.front.all_of(key);
    if (!values || values->empty()) continue;
    if (auto sentence = front_sentence(document, values->front())) {
      if (key != "title") sentence->block = BlockKind::kParagraph;
      sentences.push_back(std::move(*sentence));
    }
  }
  return sentences;
}

// The time context under a heading: the headings above it from the top down.
void enter_headings(const Document& document, int32_t heading, TimeContext& context) {
  std::vector<int32_t> path;
  for (int32_t at = heading; at >= 0 && path.size() < 8;
       at = document.headings[static_cast<size_t>(at)].parent) {
    path.push_back(at);
  }
  context.heading.reset();
  for (auto at = path.rbegin(); at != path.rend(); ++at) {
    enter_heading(document.headings[static_cast<size_t>(*at)].text, context);
  }
}

// "거의 2개월이 흘렀다": a length that has passed by the time of writing.
void read_elapsed(Reading& reading, const std::optional<Edtf>& published) {
  if (!published) return;
  for (TimeExpr& time : reading.times) {
    if (time.kind != TimeKind::kLength || time.months == 0) continue;
    if (!reading.tells(time.span.end, "elapsed")) continue;
    time.kind = TimeKind::kElapsed;
    time.start = Edtf::of_month(published->year, std::max(published->part, 1))
                     .plus_months(-time.months)
                     .approx();
  }
}

// The word after which the time stands describes something: "2021년에 입사한 회사에서 4월에".
bool ends_relative_clause(const Reading& reading, const Cue& event) {
  return event.row->get("form") == "modifier" ||
         reading.row_at("modifiers", event.span.end) != nullptr;
}

// A year said in a clause that describes a place is not that of the months told after it, where the
// post looks back on another.
void leave_relative_clauses(Reading& reading, TimeContext& context) {
  const std::optional<int> base =
      context.heading ? std::optional<int>(context.heading->year) : context.title_year;
  if (!base) return;
  const TimeExpr* said = nullptr;
  for (TimeExpr& time : reading.times) {
    if (time.has_year) said = &time;
    if (time.has_year || !said || !said->start || !time.start || time.start->open) continue;
    if (said->start->year >= *base || time.start->year >= *base) continue;
    const bool described =
        std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
          return cue.kind == CueKind::kEvent && cue.span.begin >= said->span.end &&
                 cue.span.end <= time.span.begin && ends_relative_clause(reading, cue);
        });
    if (!described) continue;
    const int later = *base - time.start->year;
    time.start->year += later;
    if (time.end && !time.end->open) time.end->year += later;
    context.running_year = *base;
  }
}

Reading read_one(const Sentence& sentence, std::span<const LexiconMatch> words,
                 const Lexicon& lexicon, TimeContext& context) {
  Reading reading;
  reading.sentence = &sentence;
  reading.lexicon = &lexicon;
  reading.heading = sentence.block == BlockKind::kHeading;
  reading.cues = find_cues(words);
  reading.times = read_times(sentence.text, context);
  reading.section = context.heading;
  read_elapsed(reading, context.published);
  leave_relative_clauses(reading, context);
  return reading;
}

// What a paragraph told last in time holds for the next one, not the year that it went back to.
class Paragraphs {
 public:
  void enter(const Sentence& sentence, TimeContext& context) {
    if (sentence.paragraph == paragraph_) return;
    paragraph_ = sentence.paragraph;
    context.paragraph_year.reset();
    if (latest_ && context.running_year && *context.running_year < latest_->year) {
      context.running_year = latest_->year;
      context.running_month.reset();
      if (latest_->precision >= Precision::kMonth) context.running_month = latest_->part;
      context.running_day = false;
    }
    latest_.reset();
  }
  void leave(const Reading& reading, TimeContext& context) {
    for (const TimeExpr& time : reading.times) {
      if (time.has_year && time.end && !time.end->open) context.paragraph_year = time.end->year;
      const bool point = time.kind == TimeKind::kPoint || time.kind == TimeKind::kRange;
      const auto& date = time.end && !time.end->open ? time.end : time.start;
      if (!point || !date || date->open) continue;
      if (context.published && date->year > context.published->year) continue;
      if (!latest_ || date->middle_month() > latest_->middle_month()) latest_ = *date;
    }
  }

 private:
  decltype(Sentence::paragraph) paragraph_{};
  std::optional<Edtf> latest_;
};

// "다사다난했던 2023년": a year in the title of a post written in it, or right after it.
std::optional<int> year_in_title(const Document& document, const std::optional<Edtf>& published) {
  if (!published) return std::nullopt;
  constexpr int kMarch = 3;
  const std::string& title = document.title;
  const bool early = published->precision != Precision::kYear && published->part <= kMarch;
  for (const int year : {published->year, published->year - 1}) {
    if (year != published->year && !early) continue;
    if (title.find(std::to_string(year)) != std::string::npos) return year;
  }
  return std::nullopt;
}

void link(std::vector<Reading>& readings) {
  for (size_t i = 0; i < readings.size(); ++i) {
    readings[i].index = i;
    if (i == 0 || readings[i].front || readings[i - 1].front || readings[i].chrome ||
        readings[i - 1].chrome) {
      continue;
    }
    if (readings[i].sentence->paragraph != readings[i - 1].sentence->paragraph) continue;
    readings[i].previous = &readings[i - 1];
    readings[i - 1].next = &readings[i];
  }
}

// "### 5월 ~ 7월": a heading's range holds for the sentences below it.
void take_range(Reading& reading, std::optional<std::pair<Edtf, Edtf>>& range) {
  if (reading.heading) {
    for (const TimeExpr& time : reading.times) {
      const bool whole = time.kind == TimeKind::kRange && time.start && time.end;
      if (whole && !time.start->open) range = {*time.start, *time.end};
    }
    return;
  }
  if (!range) return;
  reading.section = range->first;
  reading.section_end = range->second;
}

constexpr size_t kShortNote = 90;  // bytes: "코치님이 보내주신 메일입니다."

bool names_other(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kPerson && cue.row->get("who") != "self";
  });
}

// "대표님이 창업 이야기를 들려주심. 삼성 다니다 나와서 두 번 망했다고.": what somebody else told.
bool is_hearsay(const Reading& reading) {
  if (!reading.previous || !names_other(*reading.previous)) return false;
  const auto words = reading.lexicon->find_in("endings", reading.text());
  return std::any_of(words.begin(), words.end(), [&](const LexiconMatch& match) {
    return match.row->get("tells") == "hearsay" && match.span.end == reading.text().size();
  });
}

// "한 분이 이렇게 써주셨다." and then a quotation.
bool introduces_words(const Reading& reading) {
  if (!names_other(reading)) return false;
  const auto words = reading.lexicon->find_in("endings", reading.text());
  return std::any_of(words.begin(), words.end(),
                     [](const LexiconMatch& match) { return match.row->get("tells") == "says"; });
}

// A quotation is somebody else's where the sentence before or after says so, or where it is put in
// quotation marks.
void mark_words_of_others(std::vector<Reading>& readings) {
  const size_t size = readings.size();
  for (size_t i = 0; i < size;) {
    if (!readings[i].sentence->quoted) {
      readings[i].told_by_other = is_hearsay(readings[i]);
      ++i;
      continue;
    }
    size_t end = i;
    while (end < size && readings[end].sentence->quoted) ++end;
    const std::string_view text = readings[i].text();
    const bool spoken = text.starts_with('"') || text.starts_with("“");
    const bool others = spoken || (i > 0 && introduces_words(readings[i - 1])) ||
                        (end < size && introduces_words(readings[end]) &&
                         readings[end].text().size() <= kShortNote);
    for (; i < end; ++i) readings[i].told_by_other = others;
  }
}

// "| 2015.01 | 다온 입사 |": the date of a row holds for its cells.
void date_rows(std::vector<Reading>& readings, const Document& document) {
  const TimeExpr* date = nullptr;
  uint32_t from = 0;
  for (Reading& reading : readings) {
    if (reading.front || reading.chrome) continue;
    if (reading.sentence->block != BlockKind::kTableCell) {
      date = nullptr;
      continue;
    }
    const uint32_t here = reading.sentence->source_span().begin;
    const bool same_row =
        date && from < here && document.source({from, here}).find('\n') == std::string_view::npos;
    if (reading.times.size() == 1 && reading.times.front().start &&
        !reading.times.front().start->open) {
      date = &reading.times.front();
      from = here;
    } else if (same_row && reading.times.empty()) {
      reading.section = date->start;
      if (date->kind == TimeKind::kRange) reading.section_end = date->end;
    }
  }
}

bool tells_move(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("event") == "move";
  });
}

// "이직합니다" is a farewell, "이직 두 달 차" none.
bool is_farewell(const Reading& reading) {
  const auto counted =
      [&](const Cue& cue) {  // since the move; "3년차 개발자의 이직" counts a career
        return std::any_of(reading.times.begin(), reading.times.end(), [&](const TimeExpr& time) {
          const bool years = time.kind == TimeKind::kOrdinal || time.kind == TimeKind::kElapsed;
          return years && time.span.end > cue.span.begin;
        });
      };
  constexpr std::array<std::string_view, 3> kLeaving = {"leave", "contract_end", "laid_off"};
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    if (cue.kind != CueKind::kEvent) return false;
    const std::string_view event = cue.row->get("event");
    const Modality told = modality_of(reading, cue);
    const bool happens = told != Modality::kCondition && told != Modality::kWish &&
                         told != Modality::kNegated && told != Modality::kBefore;
    return (event == "move" && !counted(cue) && happens) ||
           std::find(kLeaving.begin(), kLeaving.end(), event) != kLeaving.end();
  });
}

}  // namespace

const LexiconRow* Reading::row_at(std::string_view table, uint32_t offset) const {
  std::vector<const LexiconRow*> rows;
  lexicon->find_at(table, text().substr(offset), rows);
  const LexiconRow* best = nullptr;
  for (const LexiconRow* row : rows) {
    if (!best || row->fields[0].size() > best->fields[0].size()) best = row;
  }
  return best;
}

bool Reading::tells(uint32_t offset, std::string_view what) const {
  std::vector<const LexiconRow*> rows;
  lexicon->find_at("endings", text().substr(offset), rows);
  return std::any_of(rows.begin(), rows.end(),
                     [&](const LexiconRow* row) { return row->get("tells") == what; });
}

ReadPost read_cues(const SearchedDocument& searched, const Metadata& metadata) {
  const Document& document = searched.document();
  const Lexicon& lexicon = searched.lexicon();
  ReadPost post;
  post.document = &document;
  post.published = metadata.published;
  if (metadata.looks_back_on.size() == 1) post.title_year = metadata.looks_back_on.front();
  post.front = front_sentences(document);
  for (const ChromeEntry& entry : document.chrome) {
    if (auto sentence = front_sentence(document, entry.title)) post.chrome.push_back(*sentence);
  }
  const bool looks_back = post.title_year.has_value();
  post.looks_back = looks_back;
  if (!looks_back && metadata.looks_back_on.empty())
    post.title_year = year_in_title(document, metadata.published);
  TimeContext context;
  context.published = metadata.published;
  context.title_year = post.title_year;
  for (const Sentence& sentence : post.front) {
    TimeContext own = context;
    Reading reading = read_one(sentence, lexicon.find_all(sentence.text), lexicon, own);
    reading.front = true;
    post.farewell = post.farewell || (!looks_back && is_farewell(reading));
    post.readings.push_back(std::move(reading));
  }
  for (const Sentence& sentence : post.chrome) {
    TimeContext own = context;
    Reading reading = read_one(sentence, lexicon.find_all(sentence.text), lexicon, own);
    reading.chrome = true;
    reading.times.clear();
    post.readings.push_back(std::move(reading));
  }
  int32_t heading = -1;
  std::optional<std::pair<Edtf, Edtf>> range;
  Paragraphs paragraphs;
  for (size_t i = 0; i < document.sentences.size(); ++i) {
    const Sentence& sentence = document.sentences[i];
    if (sentence.block == BlockKind::kCode || sentence.text.size() > kLongestSentence) continue;
    if (sentence.heading != heading) {
      context.paragraph_year.reset();
      enter_headings(document, heading = sentence.heading, context);
      range.reset();
    }
    paragraphs.enter(sentence, context);
    post.readings.push_back(read_one(sentence, searched.words_of(i), lexicon, context));
    paragraphs.leave(post.readings.back(), context);
    take_range(post.readings.back(), range);
  }
  link(post.readings);
  mark_words_of_others(post.readings);
  date_rows(post.readings, document);
  post.tells_move = std::any_of(post.readings.begin(), post.readings.end(), tells_move);
  return post;
}

}  // namespace hoego::parser
