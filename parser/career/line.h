// SPDX-License-Identifier: Apache-2.0
// The author's line as it grows while the text is read: one Engagement per place and role, found
// again by name, by what is said of it, or by reference ("전 직장", "현재 회사").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/career/dates.h"
#include "parser/career/facts.h"
#include "parser/career/orgs.h"
#include "parser/career/roles.h"

namespace hoego::parser {

// How a date came about; a stronger one replaces a weaker one.
enum class DateSource : uint8_t {
  kNone,
  kGuessed,
  kSection,
  kComputed,
  kBounded,
  kCalendar,
  kStated
};

struct Engagement {
  CareerStep step;
  std::string key;  // of its organisation
  std::string ref;  // "current", "previous", "first" ... where the text calls it so
  DateSource start_source = DateSource::kNone;
  DateSource end_source = DateSource::kNone;
  int months = 0;  // a stated length
  int days = 0;
  bool joined = false;   // an event says that it began
  bool left = false;     // an event says that it ended
  bool current = false;  // the text speaks of it as going on
  bool planned = false;
  bool titled = false;    // first told by the title
  bool closing = false;   // the post's title says that it is over now
  bool studying = false;  // of schools: told as one who is still there
  bool offer = false;     // passed or chosen, not yet seen to be joined
  bool applied_for = false;
  bool rescinded = false;  // the offer was taken back before it began
  bool decided = false;    // to leave it
  bool nowhere = false;    // left before there was a next place
  bool converted = false;  // made regular after an internship or a contract
  bool moved_in = false;   // joined by a move from another place
  bool role_framed = false;
  bool year_told = false;  // the year of its start was said, not worked out
  bool career = false;  // its start may be that of the whole career: "개발자로 일한 지 3년"
  int events = 0;       // events that the author did there
  int mentions = 0;
  size_t first = 0;                 // reading of the first mention
  std::optional<size_t> joined_at;  // readings of the events
  std::optional<size_t> left_at;
  std::optional<Edtf> passed;  // when it was passed
  double order = 0;            // place in the line where dates are missing
};

class Line {
 public:
  explicit Line(const ReadPost& post) : post_(post) {}

  const ReadPost& post() const { return post_; }
  std::vector<Engagement>& all() { return list_; }
  Engagement& at(size_t index) { return list_[index]; }

  // The engagement of one of the kinds with this key and cohort; -1 if there is none.
  int find(std::string_view kind, std::string_view key, std::string_view cohort = {}) const;
  int find_any(std::initializer_list<std::string_view> kinds, std::string_view key) const;
  int add(std::string kind, const OrgMention* org, const Reading& reading);

  // The work that the text speaks of at the moment; -1: none.
  int focus = -1;
  int community = -1;                    // the community last named, for "7기에도"
  int group = -1;                        // the programme or community last spoken of
  size_t group_at = 0;                   // reading where
  std::optional<RoleMention> own_role;   // "저는 백엔드 개발자입니다"
  std::optional<RoleMention> past_role;  // "저는 디자이너였습니다"
  std::vector<RoleMention> crafts;       // every mention of a role by craft, the author's or not
  std::vector<Edtf> moves;               // dates of moves told without a place
  size_t moved_at = 0;                   // reading of the last one
  std::optional<OrgMention> applied;     // the place last applied to, or heard from
  size_t applied_at = 0;                 // reading where
  std::optional<OrgMention> gone_to;     // the place that the author went to, for whatever
  size_t gone_at = 0;                    // reading where
  bool alternative_service = false;      // served at a company
  std::optional<Edtf> service_start;     // when, told before the company was
  std::optional<OrgMention> school;      // the school last spoken of, with its level
  std::string school_level;
  size_t school_at = 0;      // reading where
  size_t service_at = 0;     // of military service
  std::string company_word;  // how the post calls a company, a school without a name
  std::string school_word;
  std::string major;        // the department, where no school is named
  int work_life = 0;        // words of office days
  size_t work_life_at = 0;  // reading of the first one

 private:
  const ReadPost& post_;
  std::vector<Engagement> list_;
};

bool is_work(const Engagement& engagement);  // work, internship, freelance, founding

// The work at the group that the organisation names, or at a company of it; -1: none.
int of_same_group(const OrgMention& org, Line& line);

// Notes on an engagement, each with its evidence.
void add_evidence(Engagement& engagement, const Line& line, const Reading& reading, Span span,
                  std::string_view field, std::string_view rule);
void set_start(Engagement& engagement, const Edtf& date, DateSource source);
void set_end(Engagement& engagement, const Edtf& date, DateSource source);
void set_role(Engagement& engagement, const RoleMention& role);
void set_length(Engagement& engagement, const TimeExpr& time);

}  // namespace hoego::parser
