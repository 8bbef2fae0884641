// SPDX-License-Identifier: Apache-2.0
// A part of the people of a comparison, or all of them, into a picture.
#include <cmath>

#include "viz/bars.h"
#include "viz/compare_layout.h"

namespace hoego::viz::comparison {

void Layout::draw_item(const Lane& lane, const Item& item, size_t index, double top) {
  const CareerStep& step = lane.career->steps[item.step];
  Family family = family_of(step.role_id, step.kind);
  legend_.add(family);
  legend_.add(item.span);
  PlacedBar placed;
  placed.step = item.step;
  placed.lane = index;
  placed.row = item.row;
  placed.inside = item.inside;
  if (item.span.point) {
    Point center{axis_.x(item.span.begin) + 2.5, top + kHeight / 2};
    draw_point(out_.picture, center, 5, family, colors_);
    placed.rect = {center.x - 2.5, center.y - 5, 5, 10};
  } else {
    Bar bar = make_bar(item.span, axis_, top, kHeight, family);
    draw_bar(out_.picture, bar, colors_);
    placed.rect = bar.rect;
  }
  placed.label = draw_label(item, top);
  std::string url =
      step.evidence.empty() ? "" : post_url(step.evidence[0].post_source, options_.link_base);
  TimeSpan as_it_was = item.span;
  as_it_was.shift(lane.origin);
  std::string tip = lane.career->name + "\n" + step_tooltip(step, &as_it_was, options_.language);
  std::string title =
      lane.career->name + ", " + item.head + ", " + dates_text(step, options_.language);
  out_.picture.hotspots.push_back({"p" + std::to_string(index) + "-" + std::to_string(item.step),
                                   placed.rect, title, tip, url, lane.career->name});
  out_.picture.rows.push_back({lane.career->name, item.head,
                               step_subline(step, nullptr, options_.language),
                               dates_text(step, options_.language)});
  out_.bars.push_back(placed);
}

// Returns where the text stands: nowhere, where another item speaks for this one.
Rect Layout::draw_label(const Item& item, double top) {
  if (item.label.empty()) return {};
  TextStyle style{kText, false, std::string(colors_.ink), Anchor::kStart};
  Text label{{item.label_x, top + 13}, item.label, style};
  Rect place = text_box(label);
  Text where{{place.right() + kWhereGap, top + 13}, item.where, style};
  where.style.color = std::string(colors_.ink_low);
  if (!item.where.empty()) place.width = text_box(where).right() - place.x;
  // Text stands on the page or on a tint; where it would stand on hatching, that is paled.
  auto pale = [&](double from, double to) {
    double left = std::max(from, item.label_x - 2);
    double right = std::min(to, item.label_x + place.width + 2);
    if (right > left)
      out_.picture.box({left, top + 2, right - left, kHeight - kRibbon - 4},
                       std::string(colors_.page) + "d9");
  };
  if (!item.inside) {
    pale(0, 1e9);
  } else if (!item.span.planned) {
    pale(axis_.x(item.span.begin), axis_.x(item.span.certain_begin));
    pale(axis_.x(item.span.certain_end), axis_.x(item.span.end));
  }
  out_.picture.text(label.at, label.text, label.style);
  if (!item.where.empty()) out_.picture.text(where.at, where.text, where.style);
  out_.labels.push_back(place);
  return place;
}

void Layout::draw_lane(const Lane& lane, size_t index) {
  out_.picture.line({{kMargin, y_}, {content_right_, y_}}, {std::string(colors_.grid), 0.8, false});
  double top = y_ + kLanePad + spread_ / 2;
  TextStyle style{11, true, std::string(colors_.ink), Anchor::kStart};
  Text name{{kMargin, top + 15}, fit_text(lane.career->name, 11, kMaxName), style};
  out_.picture.text(name.at, name.text, style);
  out_.labels.push_back(text_box(name));
  out_.people.push_back(lane.career->name);
  for (const Item& item : lane.items) draw_item(lane, item, index, top + item.row * kRowStep);
  if (lane.items.empty()) {
    std::string none = words("시기를 아는 단계가 없음", "no step with a known date");
    TextStyle faint{kText, false, std::string(colors_.ink_faint), Anchor::kStart};
    Text text{{axis_.left + 6, top + 14.5}, none, faint};
    out_.picture.box({axis_.left + 4, top + 4, text_box(text).width + 4, 14},
                     std::string(colors_.page) + "d9");
    out_.picture.text(text.at, text.text, faint);
    out_.labels.push_back(text_box(text));
  }
  y_ += lane_height(lane);
}

// What the bars mean; on the last page also what is not drawn, and of how many posts it is drawn.
void Layout::draw_foot(const Sheet& sheet) {
  y_ = draw_legend(out_.picture, legend_, colors_, options_.language, {kMargin, y_ + 16},
                   content_right_);
  if (sheet.number < sheet.count) return;
  size_t posts = 0;
  for (const Lane& lane : lanes_) posts += lane.career->posts.size();
  std::string note = words("출처  글 " + std::to_string(posts) + "편",
                           "drawn from " + std::to_string(posts) + " posts");
  auto count = [&](size_t number, std::string_view korean, std::string_view english) {
    if (number > 0) note += "  ·  " + words(korean, english) + " " + std::to_string(number);
  };
  count(undated_, "시기를 몰라 그리지 못한 단계", "steps without a known date:");
  count(crowded_out_, "자리가 없어 그리지 못한 단계", "steps without room on the page:");
  count(not_drawn_.size(), "그리지 못한 사람", "people not drawn:");
  for (size_t i = 0; i < not_drawn_.size() && i < 5; ++i)
    note += (i > 0 ? ", " : " (") + not_drawn_[i];
  if (!not_drawn_.empty()) note += not_drawn_.size() > 5 ? ", …)" : ")";
  y_ =
      draw_note(out_.picture, note, colors_, {kMargin, y_ + 6}, content_right_, paper_ ? 2 : 3) - 2;
  out_.crowded = crowded_out_ > 0;
  out_.left_out = undated_ + crowded_out_ + not_drawn_.size();
}

void Layout::draw_head(const Sheet& sheet) {
  Picture& p = out_.picture;
  p.background = std::string(colors_.page);
  p.lang = options_.language == Language::kKorean ? "ko" : "en";
  std::string people = std::to_string(lanes_.size());
  p.title =
      options_.title.empty() ? words(people + "명의 경력", people + " careers") : options_.title;
  p.rows.push_back(options_.language == Language::kKorean
                       ? std::vector<std::string>{"사람", "단계", "어디", "기간"}
                       : std::vector<std::string>{"person", "step", "where", "dates"});
  p.text({kMargin, 50}, fit_text(p.title, 20, content_right_ - kMargin),
         {20, true, std::string(colors_.ink)});
  std::string how = !options_.align_on.empty()
                        ? options_.align_on + words(" 시작을 기준으로", ": aligned on its start")
                    : is_aligned() ? words("첫 일의 시작을 기준으로", "aligned on the first work")
                                   : words("달력을 기준으로", "by the calendar");
  p.text({kMargin, 69}, fit_text(how, 10, content_right_ - kMargin),
         {10, false, std::string(colors_.ink_low)});
  double height = 0;
  for (size_t i = sheet.from; i < sheet.to; ++i) height += lane_height(lanes_[i]);
  double bottom = kTop + kAxisHeight + height;
  draw_axis(p, axis_, kTop, bottom, colors_, is_aligned(), options_.language);
  if (is_aligned())
    p.line({{axis_.x(0), kTop + kAxisHeight - 3}, {axis_.x(0), bottom}},
           {std::string(colors_.accent), 0.9, true});
}

Comparison Layout::draw(const Sheet& sheet) {
  out_ = {};
  out_.axis = axis_;
  legend_ = {};
  if (paper_) {
    content_right_ = page_right();
    spread_ = 0;
    double left = room();
    for (size_t i = sheet.from; i < sheet.to; ++i) left -= lane_height(lanes_[i]);
    auto lanes = static_cast<double>(std::max<size_t>(sheet.to - sheet.from, 1));
    spread_ = std::clamp(left / lanes, 0.0, kMaxSpread);
  }
  draw_head(sheet);
  Picture& p = out_.picture;
  y_ = kTop + kAxisHeight;
  for (size_t i = sheet.from; i < sheet.to; ++i) draw_lane(lanes_[i], i - sheet.from);
  p.line({{kMargin, y_}, {content_right_, y_}}, {std::string(colors_.grid), 0.8, false});
  draw_foot(sheet);
  p.width = paper_ ? paper_->width : std::ceil(content_right_ + kMargin);
  p.height = paper_ ? paper_->height : std::ceil(y_ + kMargin - 6);
  draw_page_number(p, sheet.number, sheet.count, colors_, {p.width - kMargin, p.height});
  for (size_t i = 1; i < p.rows.size() && i < 200; ++i)
    p.description += p.rows[i][0] + ": " + p.rows[i][1] + ", " + p.rows[i][3] + ". ";
  return std::move(out_);
}

}  // namespace hoego::viz::comparison
