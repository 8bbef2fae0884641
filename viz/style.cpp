// SPDX-License-Identifier: Apache-2.0
// Tables of looks and words.
#include "viz/style.h"

#include <algorithm>
#include <utility>

namespace hoego::viz {
namespace {

struct RoleFamily {
  std::string_view role;
  Family family;
};
constexpr RoleFamily kRoleFamilies[] = {
    {"software-engineer", Family::kEngineering},
    {"backend-developer", Family::kEngineering},
    {"frontend-developer", Family::kEngineering},
    {"fullstack-developer", Family::kEngineering},
    {"web-developer", Family::kEngineering},
    {"android-developer", Family::kEngineering},
    {"ios-developer", Family::kEngineering},
    {"mobile-developer", Family::kEngineering},
    {"game-developer", Family::kEngineering},
    {"embedded-developer", Family::kEngineering},
    {"devops-engineer", Family::kInfrastructure},
    {"site-reliability-engineer", Family::kInfrastructure},
    {"cloud-engineer", Family::kInfrastructure},
    {"security-engineer", Family::kInfrastructure},
    {"qa-engineer", Family::kInfrastructure},
    {"database-administrator", Family::kInfrastructure},
    {"solution-engineer", Family::kInfrastructure},
    {"data-analyst", Family::kData},
    {"data-scientist", Family::kData},
    {"data-engineer", Family::kData},
    {"analytics-engineer", Family::kData},
    {"machine-learning-engineer", Family::kIntelligence},
    {"mlops-engineer", Family::kIntelligence},
    {"ai-engineer", Family::kIntelligence},
    {"ai-researcher", Family::kIntelligence},
    {"research-engineer", Family::kIntelligence},
    {"computer-vision-engineer", Family::kIntelligence},
    {"nlp-engineer", Family::kIntelligence},
    {"researcher", Family::kIntelligence},
    {"product-manager", Family::kProduct},
    {"product-owner", Family::kProduct},
    {"project-manager", Family::kProduct},
    {"designer", Family::kProduct},
    {"marketer", Family::kProduct},
    {"developer-relations", Family::kProduct},
    {"consultant", Family::kProduct},
    {"tech-lead", Family::kLead},
    {"team-lead", Family::kLead},
    {"engineering-manager", Family::kLead},
    {"architect", Family::kLead},
    {"cto", Family::kLead},
    {"founder", Family::kLead},
    {"student", Family::kStudy},
    {"graduate-student", Family::kStudy},
    {"mentor", Family::kCommunity},
    {"instructor", Family::kCommunity},
};

struct Named {
  std::string_view id;
  std::string_view korean;
  std::string_view english;
};
constexpr Named kKinds[] = {
    {"work", "회사", "work"},
    {"internship", "인턴", "internship"},
    {"freelance", "프리랜서", "freelance"},
    {"founding", "창업", "founding"},
    {"military", "병역", "military service"},
    {"education", "학교", "education"},
    {"research", "연구실", "research"},
    {"bootcamp", "교육 과정", "bootcamp"},
    {"community", "커뮤니티", "community"},
    {"mentoring", "멘토링", "mentoring"},
    {"jobsearch", "구직", "job search"},
    {"gap", "공백", "gap"},
};
constexpr Named kExits[] = {
    {"resigned", "퇴사", "resigned"},     {"moved", "이직", "moved on"},
    {"laid_off", "권고사직", "laid off"}, {"contract_end", "계약 만료", "contract ended"},
    {"graduated", "졸업", "graduated"},   {"completed", "수료", "completed"},
    {"dropped", "중도 하차", "dropped"},  {"transferred", "역할 변경", "transferred"},
};
constexpr Named kFamilies[kFamilyCount] = {
    {"engineering", "개발", "engineering"},
    {"infrastructure", "인프라·품질", "infrastructure"},
    {"data", "데이터", "data"},
    {"intelligence", "AI·연구", "AI and research"},
    {"product", "기획·디자인", "product"},
    {"lead", "리드·경영", "lead"},
    {"study", "배움", "study"},
    {"community", "모임·나눔", "community"},
    {"other", "그 밖", "other"},
};
constexpr Pattern kPatterns[kFamilyCount] = {
    {0, 0, 0, 0},   {9, 3, 9, 3}, {3, 3, 3, 3}, {12, 2, 2, 2},        {2, 5, 2, 5},
    {18, 4, 18, 4}, {6, 6, 6, 6}, {2, 2, 2, 8}, {1.5, 1.5, 1.5, 1.5},
};

constexpr Palette kLightPalette = {"#ffffff",
                                   "#d5dae1",
                                   "#eceff3",
                                   "#1b2128",
                                   "#55606d",
                                   "#6b7581",
                                   "#c2453c",
                                   {"#2f6fb0", "#16858b", "#bf6d0c", "#7653b3", "#b3437a",
                                    "#a8382f", "#3b8549", "#77792a", "#66717e"},
                                   {"#dfeaf6", "#d9eff0", "#fbead5", "#eae3f6", "#f8e1ec",
                                    "#f7dfdc", "#e0f0e2", "#efefd9", "#e9ecf0"}};
constexpr Palette kDarkPalette = {"#14181d",
                                  "#3a434d",
                                  "#242b33",
                                  "#eef1f5",
                                  "#aeb7c2",
                                  "#828d99",
                                  "#ff8a7d",
                                  {"#6fb0f2", "#4fc3c7", "#f0ab56", "#b597ee", "#ee8fbb", "#ef8a7f",
                                   "#7fc98d", "#c3c56a", "#a3aebb"},
                                  {"#1f3650", "#17393c", "#44301a", "#322a4c", "#452738", "#452624",
                                   "#20402a", "#383920", "#2c343d"}};

template <size_t N>
std::string_view name_in(const Named (&table)[N], std::string_view id, Language language) {
  for (const Named& row : table)
    if (row.id == id) return say(language, row.korean, row.english);
  return id;
}

}  // namespace

Family family_of(std::string_view role_id, std::string_view kind) {
  for (const RoleFamily& row : kRoleFamilies)
    if (row.role == role_id) return row.family;
  if (kind == "education" || kind == "bootcamp" || kind == "research") return Family::kStudy;
  if (kind == "community" || kind == "mentoring") return Family::kCommunity;
  return Family::kOther;
}

std::string_view family_name(Family family, Language language) {
  const Named& row = kFamilies[static_cast<size_t>(family)];
  return say(language, row.korean, row.english);
}

const Pattern& family_pattern(Family family) {
  return kPatterns[static_cast<size_t>(family)];
}

const Palette& palette(Theme theme) {
  return theme == Theme::kDark ? kDarkPalette : kLightPalette;
}

std::string_view kind_name(std::string_view kind, Language language) {
  return name_in(kKinds, kind, language);
}

std::string_view exit_name(std::string_view exit, Language language) {
  return name_in(kExits, exit, language);
}

std::string duration_text(int months, bool about, Language language) {
  bool korean = language == Language::kKorean;
  months = std::max(months, 0);
  std::string out = about ? (korean ? "약 " : "about ") : "";
  int years = months / 12;
  int rest = months % 12;
  if (years > 0) out += std::to_string(years) + (korean ? "년" : " y");
  if (years > 0 && rest > 0) out += " ";
  if (rest > 0 || years == 0) out += std::to_string(rest) + (korean ? "개월" : " m");
  return out;
}

}  // namespace hoego::viz
