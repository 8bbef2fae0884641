// SPDX-License-Identifier: Apache-2.0
#include "cli/completion_menu.h"

#include <algorithm>
#include <string_view>

#include "base/unicode.h"
#include "cli/raw_terminal.h"

namespace hoego::cli {
namespace {

constexpr int kMenuRows = 8;

std::string padded(std::string_view text, int width) {
  std::string out =
      display_width(text) > width ? cut_to_width(text, width - 1) + "…" : std::string(text);
  return out + std::string(static_cast<size_t>(std::max(0, width - display_width(out))), ' ');
}

}  // namespace

void CompletionMenu::open(Completions completions) {
  shown_ = std::move(completions);
  selected_ = -1;
}

const std::string& CompletionMenu::select(int step) {
  int count = static_cast<int>(shown_.candidates.size());
  selected_ = selected_ < 0 ? (step > 0 ? 0 : count - 1) : (selected_ + step + count) % count;
  return shown_.candidates[static_cast<size_t>(selected_)].text;
}

std::vector<std::string> CompletionMenu::rows(int width) const {
  std::vector<std::string> rows;
  int count = static_cast<int>(shown_.candidates.size());
  int first = std::clamp(selected_ - kMenuRows / 2, 0, std::max(0, count - kMenuRows));
  int last = std::min(count, first + kMenuRows);
  int name_width = 0;
  for (int i = first; i < last; ++i)
    name_width =
        std::max(name_width, display_width(shown_.candidates[static_cast<size_t>(i)].text));
  name_width = std::min(name_width, std::max(8, width / 2));
  for (int i = first; i < last; ++i) {
    const Candidate& c = shown_.candidates[static_cast<size_t>(i)];
    std::string row = (i == selected_ ? "\x1b[7m " : " ") + padded(c.text, name_width) + " ";
    if (i == selected_) row += kPlain;
    int room = width - name_width - 4;
    if (room > 8 && !c.detail.empty()) row += dim(" " + padded(c.detail, room));
    rows.push_back(row);
  }
  if (count > kMenuRows)
    rows.push_back(dim("  " + std::to_string(std::max(selected_, 0) + 1) + "/" +
                       std::to_string(count) + (shown_.partial ? " …" : "")));
  else if (shown_.partial)
    rows.push_back(dim("  …"));
  return rows;
}

std::string common_beginning(const std::vector<Candidate>& candidates) {
  std::string common = candidates.empty() ? "" : candidates[0].text;
  for (const Candidate& candidate : candidates) {
    size_t same = 0;
    while (same < common.size() && same < candidate.text.size() &&
           common[same] == candidate.text[same])
      ++same;
    common.resize(same);
  }
  while (!common.empty() && first_invalid_utf8(common) != kNoOffset) common.pop_back();
  return common;
}

}  // namespace hoego::cli
