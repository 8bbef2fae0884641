// SPDX-License-Identifier: Apache-2.0
// The names of the career graph: its public contract, spelled once (docs/schema.md).
// Change a name only on purpose, with a line in CHANGELOG.md.
#pragma once

#include <string_view>

namespace hoego::schema {

// Labels.
inline constexpr std::string_view kPerson = "Person";
inline constexpr std::string_view kPost = "Post";
inline constexpr std::string_view kStep = "Step";
inline constexpr std::string_view kOrganization = "Organization";
inline constexpr std::string_view kCompany = "Company";
inline constexpr std::string_view kSchool = "School";
inline constexpr std::string_view kLab = "Lab";
inline constexpr std::string_view kProgram = "Program";
inline constexpr std::string_view kCommunity = "Community";
inline constexpr std::string_view kGovernment = "Government";
inline constexpr std::string_view kRole = "Role";
inline constexpr std::string_view kYear = "Year";
inline constexpr std::string_view kTheme = "Theme";

// Relationship types.
inline constexpr std::string_view kWrote = "WROTE";                // (Person)->(Post)
inline constexpr std::string_view kTook = "TOOK";                  // (Person)->(Step)
inline constexpr std::string_view kAt = "AT";                      // (Step)->(Organization)
inline constexpr std::string_view kAs = "AS";                      // (Step)->(Role)
inline constexpr std::string_view kDuring = "DURING";              // (Step)->(Year)
inline constexpr std::string_view kNext = "NEXT";                  // (Step)->(Step)
inline constexpr std::string_view kStatedIn = "STATED_IN";         // (Step)->(Post)
inline constexpr std::string_view kAspiresTo = "ASPIRES_TO";       // (Person)->(Role)
inline constexpr std::string_view kAbout = "ABOUT";                // (Post)->(Theme)
inline constexpr std::string_view kLooksBackOn = "LOOKS_BACK_ON";  // (Post)->(Year)

// Properties.
inline constexpr std::string_view kId = "id";
inline constexpr std::string_view kName = "name";
inline constexpr std::string_view kNameKo = "nameKo";
inline constexpr std::string_view kTitle = "title";
inline constexpr std::string_view kSource = "source";
inline constexpr std::string_view kPublished = "published";
inline constexpr std::string_view kPublishedEdtf = "publishedEdtf";
inline constexpr std::string_view kLang = "lang";
inline constexpr std::string_view kKind = "kind";
inline constexpr std::string_view kCohort = "cohort";
inline constexpr std::string_view kStart = "start";
inline constexpr std::string_view kEnd = "end";
inline constexpr std::string_view kStartEdtf = "startEdtf";
inline constexpr std::string_view kEndEdtf = "endEdtf";
inline constexpr std::string_view kOngoing = "ongoing";
inline constexpr std::string_view kMonths = "months";
inline constexpr std::string_view kExit = "exit";
inline constexpr std::string_view kCertainty = "certainty";
inline constexpr std::string_view kConfidence = "confidence";
inline constexpr std::string_view kOrder = "order";
inline constexpr std::string_view kNamed = "named";
inline constexpr std::string_view kIndustry = "industry";
inline constexpr std::string_view kValue = "value";
inline constexpr std::string_view kFacet = "facet";
inline constexpr std::string_view kGapMonths = "gapMonths";
inline constexpr std::string_view kQuote = "quote";
inline constexpr std::string_view kOffset = "offset";
inline constexpr std::string_view kLength = "length";
inline constexpr std::string_view kRule = "rule";
inline constexpr std::string_view kSaid = "said";
inline constexpr std::string_view kPostProperty = "post";
inline constexpr std::string_view kCore = "core";
inline constexpr std::string_view kCount = "count";

}  // namespace hoego::schema
