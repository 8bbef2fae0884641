// SPDX-License-Identifier: Apache-2.0
// Everyday ways of telling (ways.txt), each filled with several names, roles and dates: whether the
// reader knows the grammar or only the words. The floor lies just below what is reached; it is only
// ever raised. Run with HOEGO_WAYS=1 to list what is read wrong.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "parser/read_post.h"

namespace hoego::parser {
namespace {

constexpr double kFloor = 0.86;  // of the filled sentences
constexpr size_t kFills = 6;     // of each way

constexpr std::array<std::string_view, 16> kNames = {
    "모노랩스",   "그린바이트", "코드웨이브", "하나로테크", "루미넷",    "테라노바",
    "다온소프트", "비트팜",     "픽셀로드",   "오름컴퍼니", "Brightway", "Novalink",
    "큐브온",     "핑거스냅",   "당근마켓",   "네이버"};
constexpr std::array<std::string_view, 8> kUnnamed = {
    "핀테크 스타트업",   "SI 회사",     "이커머스 기업", "게임 회사",
    "에듀테크 스타트업", "광고 대행사", "물류 스타트업", "여행 플랫폼 회사"};
struct Role {
  std::string_view text;
  std::string_view id;
};
constexpr std::array<Role, 8> kRoles = {{{"백엔드 개발자", "backend-developer"},
                                         {"데이터 분석가", "data-analyst"},
                                         {"프론트엔드 개발자", "frontend-developer"},
                                         {"마케터", "marketer"},
                                         {"데이터 엔지니어", "data-engineer"},
                                         {"QA 엔지니어", "qa-engineer"},
                                         {"iOS 개발자", "ios-developer"},
                                         {"서버 개발자", "backend-developer"}}};

struct Filler {
  std::string text;
  std::string value;  // what the step shall say; the text where it is a name
};
using Fillers = std::map<std::string, Filler, std::less<>>;

std::string month_text(int year, int month) {
  return std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
}

Filler date(int year, int month, bool brief) {
  return {std::to_string(brief ? year % 100 : year) + "년 " + std::to_string(month) + "월",
          month_text(year, month)};
}

Fillers fillers(size_t way, size_t fill) {
  Fillers f;
  const size_t seed = way * 7 + fill * 5;
  const char* names[] = {"A", "B", "C"};
  const char* unnamed[] = {"D", "E", "F"};
  const char* roles[] = {"R", "S"};
  for (size_t i = 0; i < 3; ++i) {
    const std::string_view name = kNames[(seed + i * 3) % kNames.size()];
    const std::string_view place = kUnnamed[(seed + i * 3) % kUnnamed.size()];
    f[names[i]] = {std::string(name), std::string(name)};
    f[unnamed[i]] = {std::string(place), std::string(place)};
  }
  for (size_t i = 0; i < 2; ++i) {
    const Role& role = kRoles[(seed + i * 3) % kRoles.size()];
    f[roles[i]] = {std::string(role.text), std::string(role.id)};
  }
  const int first = 2018 + static_cast<int>(seed % 3);
  const int month = 2 + static_cast<int>(seed % 9);
  const int later = month + 1 + static_cast<int>(fill % 2);
  f["t"] = date(first, 1 + static_cast<int>((seed + 4) % 12), fill % 2 == 0);
  f["u"] = date(2021, 1 + static_cast<int>((seed + 2) % 9), fill % 3 == 0);
  f["v"] = date(2022, month, fill % 2 == 1);
  f["yt"] = {std::to_string(first) + "년", std::to_string(first)};
  f["yu"] = {"2021년", "2021"};
  f["mv"] = {std::to_string(month) + "월", month_text(2022, month)};
  f["mw"] = {std::to_string(later) + "월", month_text(2022, later)};
  return f;
}

// The particle after `word`: the first form after a final consonant, else the second.
std::string with_particle(const std::string& word, std::string_view particle) {
  static const std::map<std::string_view, std::pair<const char*, const char*>> kForms = {
      {"ro", {"으로", "로"}},  {"eul", {"을", "를"}},   {"i", {"이", "가"}},
      {"eun", {"은", "는"}},   {"ira", {"이라", "라"}}, {"wa", {"과", "와"}},
      {"ida", {"이다", "다"}}, {"yi", {"이었", "였"}},  {"imn", {"입니다", "입니다"}}};
  constexpr char32_t kRieul = 8;
  const bool hangul = (word.back() & 0x80) != 0;
  const char32_t last = hangul ? code_point_at(word, word.size() - 3) : 0;
  const char32_t tail = hangul ? (last - 0xAC00) % 28
                        : std::string_view("aeiouyw").find(word.back()) != std::string_view::npos
                            ? 0
                            : 4;
  const auto& [closed, open] = kForms.at(particle);
  return word + (tail != 0 && !(particle == "ro" && tail == kRieul) ? closed : open);
}

std::string fill_in(std::string_view way, const Fillers& f) {
  std::string out;
  for (size_t at = 0; at < way.size(); ++at) {
    if (way.substr(at).starts_with("\\n")) {
      out += '\n';
      ++at;
    } else if (way[at] == '{') {
      const size_t close = way.find('}', at);
      const std::string_view slot = way.substr(at + 1, close - at - 1);
      const size_t colon = slot.find(':');
      const std::string& word = f.find(slot.substr(0, colon))->second.text;
      out += colon == std::string_view::npos ? word : with_particle(word, slot.substr(colon + 1));
      at = close;
    } else {
      out += way[at];
    }
  }
  return out;
}

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> parts;
  while (true) {
    const size_t at = text.find(by);
    std::string_view part = text.substr(0, at);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    parts.emplace_back(part);
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

using Expected = std::array<std::string, 6>;  // kind, org, role, start, end, exit

std::vector<Expected> expected(std::string_view steps, const Fillers& f) {
  std::vector<Expected> all;
  if (steps == "none") return all;
  for (const std::string& step : split(steps, ';')) {
    Expected fields;
    fields.fill("*");
    const auto parts = split(step, '|');
    for (size_t i = 0; i < parts.size() && i < fields.size(); ++i) {
      const auto slot = f.find(parts[i]);
      fields[i] = slot == f.end() ? parts[i] : slot->second.value;
    }
    all.push_back(fields);
  }
  return all;
}

// "~" allows what the scorer allows: two months, or a year.
bool date_agrees(const std::string& wanted, const std::optional<Edtf>& date) {
  if (wanted == "*") return true;
  if (wanted == "-") return !date;
  if (!date) return false;
  if (wanted == "..") return date->open;
  const auto want = parse_edtf(wanted);
  if (date->open || date->precision != want->precision) return false;
  const double off = std::abs(date->middle_month() - want->middle_month());
  const double slack = !want->approximate ? 0 : want->precision == Precision::kYear ? 12 : 2;
  return off <= slack;
}

std::string bare(std::string text) {
  std::erase(text, ' ');
  return text;
}

bool text_agrees(const std::string& wanted, const std::optional<std::string>& text) {
  return wanted == "*" || (wanted == "-" ? !text : text == wanted);
}

bool org_agrees(const std::string& wanted, const std::optional<std::string>& org) {
  if (wanted == "*" || wanted == "-" || !org) return text_agrees(wanted, org);
  return bare(*org).find(bare(wanted)) != std::string::npos ||
         bare(wanted).find(bare(*org)) != std::string::npos;
}

bool agrees(const Expected& e, const CareerStep& step) {
  return e[0] == step.kind && org_agrees(e[1], step.org) && text_agrees(e[2], step.role) &&
         date_agrees(e[3], step.start) && date_agrees(e[4], step.end) &&
         text_agrees(e[5], step.exit);
}

// Every expected step is found, and no other.
bool is_right(const std::vector<Expected>& wanted, std::vector<CareerStep> steps) {
  if (wanted.size() != steps.size()) return false;
  for (const Expected& e : wanted) {
    const auto found = std::find_if(steps.begin(), steps.end(),
                                    [&](const CareerStep& step) { return agrees(e, step); });
    if (found == steps.end()) return false;
    steps.erase(found);
  }
  return true;
}

TEST(Ways, AreReadWhateverTheNames) {
  std::ifstream in(std::filesystem::path(HOEGO_SOURCE_DIR) / "tests/parser/career/ways.txt");
  size_t ways = 0;
  size_t all = 0;
  size_t right = 0;
  for (std::string line; std::getline(in, line);) {
    const size_t arrow = line.find(" => ");
    if (line.empty() || line[0] == '#' || arrow == std::string::npos) continue;
    for (size_t fill = 0; fill < kFills; ++fill) {
      const Fillers f = fillers(ways, fill);
      const std::string text = fill_in(std::string_view(line).substr(0, arrow), f);
      const std::string post =
          "---\ntitle: 2022년 회고\ndate: 2022-12-20\n---\n한 해를 돌아본다.\n\n" + text + "\n";
      const auto steps = read_post({"way/post.md", post}, Lexicon::builtin()).steps;
      const bool good = is_right(expected(std::string_view(line).substr(arrow + 4), f), steps);
      ++all;
      right += good ? 1 : 0;
      if (!good && std::getenv("HOEGO_WAYS")) std::printf("%s\n", text.c_str());
    }
    ++ways;
  }
  ASSERT_GE(ways, 300U);
  const double share = static_cast<double>(right) / static_cast<double>(all);
  RecordProperty("share", std::to_string(share));
  EXPECT_GE(share, kFloor) << right << " of " << all;
}

}  // namespace
}  // namespace hoego::parser
