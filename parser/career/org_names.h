// SPDX-License-Identifier: Apache-2.0
// Names that no table knows, and where the rooms that read organisations share their forms.
#pragma once

#include "parser/career/orgs.h"

namespace hoego::parser {

// Whether the span is part of a place word, a role, an event, a person or a time.
bool covered(const Reading& reading, Span span);
OrgMention unknown_name(const Reading& reading, Span span, std::string type);
bool has_event(const Reading& reading, std::string_view name);

// Each adds what the sentence gives away by form.
void add_suffixed(const Reading& reading, std::vector<OrgMention>& orgs);
// "자동차 동아리 '질주'", "스터디 [새벽반]": a quoted or marked name right after the word for it.
void add_quoted(const Reading& reading, std::vector<OrgMention>& orgs);
// "간호학과에": departments that are not in the table of places.
void add_compound_companies(const Reading& reading, std::vector<OrgMention>& orgs);
void add_majors(const Reading& reading, std::vector<OrgMention>& orgs);
void add_naming(const Reading& reading, std::vector<OrgMention>& orgs);
void add_found(const Reading& reading, const std::vector<FoundName>& names,
               std::vector<OrgMention>& orgs);
void add_named_service(const Reading& reading, std::vector<OrgMention>& orgs);
void add_marked_cohorts(const Reading& reading, std::vector<OrgMention>& orgs);
void add_cohorts(const Reading& reading, std::vector<OrgMention>& orgs);
// Names that the words around them tell: "첫 회사인 다온", "다온이 두 번째 회사다".
void add_told(const Reading& reading, std::vector<OrgMention>& orgs);
// "다온(Daon)에": the brackets belong to the name; its particle stands behind them.
void take_brackets(const Reading& reading, std::vector<OrgMention>& orgs);
// "X라는 스타트업": joins a name to the place word after it.
void join_naming(const Reading& reading, std::vector<OrgMention>& orgs);

}  // namespace hoego::parser
