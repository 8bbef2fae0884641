// SPDX-License-Identifier: Apache-2.0
// The driver of the room: a document -> readings -> line -> steps.
#include "parser/career/steps.h"

#include "parser/career/finish.h"
#include "parser/career/readers.h"
#include "parser/career/reading.h"

namespace hoego::parser {

bool is_foreign(const Reading& reading) {
  if (reading.told_by_other) return true;
  if (!reading.sentence->quoted) return false;
  for (const Cue& cue : reading.cues) {
    if (cue.kind == CueKind::kPerson && cue.row->get("who") == "self") return false;
  }
  return true;
}

std::vector<CareerStep> read_steps(const SearchedDocument& searched, const Metadata& metadata,
                                   std::vector<Note>& notes) {
  for (const Sentence& sentence : searched.document().sentences) {
    if (sentence.text.size() <= kLongestSentence) continue;
    notes.push_back({"a sentence too long to be prose; passed over", sentence.source_span().begin});
  }
  const ReadPost post = read_cues(searched, metadata);
  if (post.readings.empty()) return {};
  const std::vector<FoundName> names = collect_names(post);
  Line line(post);
  for (const Reading& reading : post.readings) {
    const Orgs orgs = find_orgs(reading, names);
    if (reading.chrome) {
      read_groups(reading, orgs, line);
      continue;
    }
    read_record(reading, orgs, line);
    read_work(reading, orgs, line);
    read_school(reading, orgs, line);
    read_groups(reading, orgs, line);
    read_service(reading, orgs, line);
    read_idle(reading, orgs, line);
  }
  return finish_line(line, notes);
}

}  // namespace hoego::parser
