// SPDX-License-Identifier: Apache-2.0
// Careers for the tests of this room: one made by hand with every case in it, and random ones.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>

#include "viz/career.h"

namespace hoego::viz::testing {

struct StepText {
  const char* kind;
  const char* role;  // id; its Korean name is the id in these tests unless `name` is set
  const char* name;
  const char* org;
  const char* start;  // EDTF, "" unknown
  const char* end;    // EDTF, "" unknown, ".." open
  const char* exit = "";
  bool planned = false;
};

inline CareerStep make_step(const StepText& text, size_t index) {
  CareerStep step;
  step.id = "step" + std::to_string(index);
  step.kind = text.kind;
  step.role_id = text.role;
  step.role = *text.name ? text.name : text.role;
  step.org = step.org_id = text.org;
  step.start_text = text.start;
  step.end_text = text.end;
  if (*text.start) step.start = parse_edtf(text.start);
  step.ongoing = step.end_text == "..";
  if (*text.end && !step.ongoing) step.end = parse_edtf(text.end);
  step.exit = text.exit;
  step.planned = text.planned;
  step.order = static_cast<int64_t>(index);
  return step;
}

inline Career make_career(const std::string& name, std::initializer_list<StepText> steps) {
  Career career;
  career.name = name;
  for (const StepText& step : steps) career.steps.push_back(make_step(step, career.steps.size()));
  return career;
}

inline Career sample_career() {
  Career career = make_career(
      "한다온",
      {{"education", "student", "대학생", "한빛대학교", "2012-03", "2018-02", "graduated"},
       {"military", "", "", "육군", "2013-05", "2015-02", "completed"},
       {"internship", "backend-developer", "백엔드 개발자", "지도 스타트업", "2017-07", "2017-08"},
       {"work", "backend-developer", "백엔드 개발자", "SI 기업", "2018-03", "2020-06~", "resigned"},
       {"bootcamp", "", "", "데이터 부트캠프", "2020-09", "2020-12", "completed"},
       {"work", "data-engineer", "데이터 엔지니어", "핀테크", "2021-10", "2022-08", "transferred"},
       {"work", "machine-learning-engineer", "머신러닝 엔지니어", "핀테크", "2022-09", "2023-11"},
       {"work", "mlops-engineer", "MLOps 엔지니어", "헬스케어 기업", "2024", ".."},
       {"community", "", "", "글쓰기 모임", "2019-04", "2019-10"},
       {"community", "", "", "오픈소스 모임", "2023", ""},
       {"mentoring", "", "", "콘퍼런스 발표", "2022-10-14", "2022-10-14"},
       {"freelance", "web-developer", "웹 개발자", "외주", "", ""},
       {"education", "graduate-student", "대학원생", "대학원", "2025-03", "", "", true}});
  career.steps[3].evidence.push_back({"2018년 3월 <SI 기업>에 \"입사\"했다.", "퇴사 회고", "a.md"});
  career.posts = {{"퇴사 회고", "a.md", parse_edtf("2020-07-02")},
                  {"2024 상반기 회고", "b.md", parse_edtf("2024-07-05")}};
  return career;
}

// A small generator of its own: the standard distributions differ between libraries.
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  int roll(int sides) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<int>((state_ >> 11) % static_cast<uint64_t>(sides));
  }

 private:
  uint64_t state_;
};

inline std::string random_date(Dice& dice, int first_year, int years) {
  std::string year = std::to_string(first_year + dice.roll(years));
  int month = 1 + dice.roll(12);
  std::string out = year;
  switch (dice.roll(6)) {
    case 0:
      break;
    case 1:
      out += dice.roll(2) ? "-40" : "-41";
      break;
    case 2:
      out += "-2" + std::to_string(1 + dice.roll(4));
      break;
    case 3:
      out += (month < 10 ? "-0" : "-") + std::to_string(month) + "-15";
      break;
    default:
      out += (month < 10 ? "-0" : "-") + std::to_string(month);
  }
  return dice.roll(5) == 0 ? out + "~" : out;
}

inline Career random_career(uint64_t seed, int max_steps = 18) {
  static const char* const kKinds[] = {
      "work",      "work",     "work",     "internship", "freelance", "founding",  "military",
      "education", "research", "bootcamp", "community",  "mentoring", "jobsearch", "gap"};
  static const char* const kRoles[] = {
      "", "backend-developer", "data-engineer", "cto", "designer", "mentor", "student"};
  static const char* const kOrgs[] = {"",
                                      "SI 기업",
                                      "핀테크 스타트업",
                                      "아주 긴 이름을 가진 어느 회사의 어느 사업부 어느 팀",
                                      "A",
                                      "Very Long International Company Name Limited 👩‍💻"};
  Dice dice(seed);
  Career career;
  career.name = "사람" + std::to_string(seed);
  int years = 1 + dice.roll(24);
  int steps = dice.roll(max_steps + 1);
  for (int i = 0; i < steps; ++i) {
    std::string start = dice.roll(8) == 0 ? "" : random_date(dice, 2024 - years, years);
    std::string end = random_date(dice, 2024 - years, years);
    int kind_of_end = dice.roll(8);
    if (kind_of_end == 0) end = "";
    if (kind_of_end == 1) end = "..";
    if (kind_of_end == 2) end = start;
    const char* role = kRoles[dice.roll(7)];
    career.steps.push_back(
        make_step({kKinds[dice.roll(14)], role, "", kOrgs[dice.roll(6)], start.c_str(), end.c_str(),
                   dice.roll(3) ? "" : "resigned", dice.roll(9) == 0},
                  career.steps.size()));
    if (dice.roll(3) == 0) career.steps.back().role = "머신러닝 엔지니어 겸 데이터 분석가";
    if (dice.roll(6) == 0) career.steps.back().months = dice.roll(40);
  }
  for (int i = dice.roll(6); i > 0; --i)
    career.posts.push_back({"회고 " + std::to_string(i), "p" + std::to_string(i),
                            parse_edtf(random_date(dice, 2024 - years, years))});
  return career;
}

// Of the seeds from `from` on.
inline std::vector<Career> random_careers(uint64_t from, size_t count) {
  std::vector<Career> careers;
  for (size_t i = 0; i < count; ++i) careers.push_back(random_career(from + i));
  return careers;
}

}  // namespace hoego::viz::testing
