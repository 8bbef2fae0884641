// SPDX-License-Identifier: Apache-2.0
// What stands below the plot of a timeline: posts, undated steps, legend, sources; and what is
// said of the picture in words.
#include <algorithm>
#include <cmath>

#include "viz/timeline_layout.h"

namespace hoego::viz::timeline {
namespace {

constexpr double kMaxUndated = 14000;  // where the list of undated steps ends on an endless page
constexpr double kSheetFoot = 130;     // legend, sources and page number of a sheet
constexpr double kChipStep = 26;
constexpr size_t kMaxSources = 4000;  // bytes; the caption has room for less

}  // namespace

// When the posts were written: small sheets on the bottom of the plot.
void Layout::draw_posts() {
  double top = plot_bottom() - kPostRow + 4;
  double last = -1e9;
  bool any = false;
  for (size_t i = 0; i < career_.posts.size(); ++i) {
    const CareerPost& post = career_.posts[i];
    if (!post.published) continue;
    any = true;
    double x = out_.axis.x((month_begin(post.published->bounds().first) +
                            month_end(post.published->bounds().last)) /
                           2) -
               3.5;
    if (x < last + 9 || x < out_.axis.left || x + 7 > out_.axis.right() + 4) continue;
    last = x;
    out_.picture.polygon(
        {{x, top}, {x + 4.5, top}, {x + 7, top + 2.5}, {x + 7, top + 10}, {x, top + 10}},
        std::string(colors_.page), {std::string(colors_.ink_low), 0.9, false});
    out_.picture.hotspots.push_back({"post-" + std::to_string(i),
                                     {x, top, 7, 10},
                                     post.title,
                                     post.title + "\n" + date_text(*post.published, language_),
                                     post_url(post.source, options_.link_base),
                                     words("글", "posts")});
  }
  if (any) draw_text(kMargin, top + 9, words("글", "posts"), style(10, true, colors_.ink_low));
}

// Chips below the plot.
void Layout::draw_undated() {
  if (out_.undated.empty()) return;
  y_ += 8;
  double x = out_.axis.left;
  double limit = sheet_ ? sheet_->height - kSheetFoot : kMaxUndated;
  draw_text(kMargin, y_ + 14, words("시기 모름", "undated"), style(10, true, colors_.ink_low));
  std::vector<size_t> drawn;
  for (size_t i : out_.undated) {
    const CareerStep& s = career_.steps[i];
    std::string sub = step_subline(s, nullptr, language_);
    std::string text = step_headline(s, language_) + (sub.empty() ? "" : " · " + sub);
    double room = content_right_ - out_.axis.left;
    text = fit_text(text, kSub, std::min(kMaxLabel, room - 14));
    double width = text_width(text, kSub) + 14;
    bool next_row = x + width > content_right_ && x > out_.axis.left;
    if (next_row && y_ + kChipStep > limit) {
      ++out_.left_out;
      out_.crowded = true;
      continue;
    }
    if (next_row) {
      x = out_.axis.left;
      y_ += kChipStep;
    }
    drawn.push_back(i);
    Rect chip{x, y_, width, 20};
    out_.picture.box(chip, "", {std::string(colors_.ink_faint), 0.8, true});
    draw_text(x + 7, y_ + 13.5, text, style(kSub, false, colors_.ink_low));
    out_.picture.hotspots.push_back({"step-" + std::to_string(i), chip, text,
                                     step_tooltip(s, nullptr, language_), "",
                                     words("시기 모름", "undated")});
    x += width + 8;
  }
  out_.undated = std::move(drawn);
  y_ += 28;
}

Edtf Layout::reference_date() const {
  auto month = static_cast<int>(std::floor(reference_ - 0.01));
  return Edtf::of_month(month / 12, month % 12 + 1);
}

void Layout::draw_key() {
  if (reference_ >= out_.axis.first && reference_ <= out_.axis.last)
    legend_.as_of = words("자료 기준 ", "as of ") + date_text(reference_date(), language_);
  y_ = draw_legend(out_.picture, legend_, colors_, language_, {kMargin, y_ + 16}, content_right_);
}

// Of several sheets the last one names the sources; each says what found no room on it.
void Layout::draw_caption() {
  y_ += 10;
  std::string line;
  std::string sources;
  bool last = !sheet_ || sheet_->number == sheet_->count;
  for (const CareerPost& post : career_.posts) {
    if (!last || sources.size() > kMaxSources) break;
    const std::string& title = post.title.empty() ? post.source : post.title;
    if (!sources.empty()) sources += "  ·  ";
    sources += title;
    if (post.published) sources += " (" + date_text(*post.published, language_) + ")";
  }
  if (!sources.empty()) line = words("출처  ", "sources  ") + sources;
  if (out_.left_out > 0)
    line = words("그리지 못한 단계 ", "steps not drawn: ") + std::to_string(out_.left_out) + "   " +
           line;
  size_t lines = sheet_ ? 2 : 4;
  y_ = draw_note(out_.picture, line, colors_, {kMargin, y_}, content_right_, lines);
}

void Layout::describe() {
  constexpr size_t kToldSteps = 200;
  Picture& p = out_.picture;
  p.lang = language_ == Language::kKorean ? "ko" : "en";
  p.title = career_.name + words("의 경력", ": career");
  p.rows.push_back(language_ == Language::kKorean
                       ? std::vector<std::string>{"단계", "어디", "기간", "상태", "근거"}
                       : std::vector<std::string>{"step", "where", "dates", "state", "evidence"});
  for (const CareerStep& s : career_.steps) {
    std::string state = s.planned   ? words("계획", "planned")
                        : s.ongoing ? words("진행 중", "ongoing")
                                    : std::string(exit_name(s.exit, language_));
    std::string head = step_headline(s, language_);
    std::string where = step_subline(s, nullptr, language_);
    std::string dates = dates_text(s, language_);
    if (p.rows.size() < kToldSteps)
      for (const std::string* part : {&head, &where, &dates})
        if (!part->empty()) p.description.append(*part).append(part == &dates ? ". " : ", ");
    p.rows.push_back({head, where, dates, state, s.evidence.empty() ? "" : s.evidence[0].quote});
  }
}

}  // namespace hoego::viz::timeline
