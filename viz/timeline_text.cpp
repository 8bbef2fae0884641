// SPDX-License-Identifier: Apache-2.0
// What a step is called in a picture, and what hovering over it tells.
#include <cmath>
#include <set>

#include "base/unicode.h"
#include "viz/render.h"
#include "viz/timeline.h"

namespace hoego::viz {
namespace {

std::string joined(std::initializer_list<std::string> parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

// Organisation and cohort: "글또 8기".
std::string place_of(const CareerStep& step) {
  std::string cohort = step.org.find(step.cohort) == std::string::npos ? step.cohort : "";
  return joined({step.org, cohort}, " ");
}

bool kind_is_worth_saying(const CareerStep& step) {
  return step.kind != "work";
}

}  // namespace

bool continues_role(const CareerStep& a, const TimeSpan& before, const CareerStep& b,
                    const TimeSpan& span) {
  if (a.org_id.empty() || a.org_id != b.org_id || a.kind != b.kind) return false;
  if (before.point || span.point || before.open || before.end_unknown || span.start_unknown ||
      a.planned != b.planned)
    return false;
  bool both_visible = before.length() >= 1 && span.end - before.end >= 1;
  return both_visible && std::abs(span.begin - before.end) <= 1.1;
}

std::string step_headline(const CareerStep& step, Language language) {
  if (!step.role.empty() && step.role_id != "other")
    return language == Language::kEnglish && !step.role_id.empty() ? step.role_id : step.role;
  std::string place = place_of(step);
  if (!place.empty()) return place;
  if (!step.title.empty()) return step.title;
  return std::string(kind_name(step.kind, language));
}

std::string step_subline(const CareerStep& step, const TimeSpan* span, Language language) {
  std::string head = step_headline(step, language);
  std::string place = place_of(step);
  if (place == head) place.clear();
  std::string kind(kind_is_worth_saying(step) ? kind_name(step.kind, language)
                                              : std::string_view());
  bool said = kind == head || place.find(kind) != std::string::npos;
  std::string duration = span ? duration_of(step, *span, language) : std::string();
  if (span && span->point && step.start) duration = date_text(*step.start, language);
  return joined({place, said ? "" : kind, duration}, " · ");
}

std::string dates_as_said(const CareerStep& step) {
  std::string out;
  std::set<std::string_view> seen;
  for (const StepEvidence& evidence : step.evidence)
    if (!evidence.said.empty() && seen.insert(evidence.said).second)
      out += (out.empty() ? "" : " · ") + evidence.said;
  return out;
}

std::string step_tooltip(const CareerStep& step, const TimeSpan* span, Language language) {
  std::string out = step_headline(step, language);
  std::string place = step_subline(step, nullptr, language);
  if (!place.empty()) out += " · " + place;
  out += "\n" + dates_text(step, language);
  std::string duration = span ? duration_of(step, *span, language) : std::string();
  if (!duration.empty()) out += " (" + duration + ")";
  if (std::string said = dates_as_said(step); !said.empty())
    out += "\n" + std::string(say(language, "글에서는: ", "in the post: ")) + said;
  if (step.planned) out += "\n" + std::string(say(language, "계획", "planned"));
  if (!step.exit.empty()) out += "\n→ " + std::string(exit_name(step.exit, language));
  for (const StepEvidence& evidence : step.evidence) {
    if (!evidence.quote.empty()) out += "\n“" + evidence.quote + "”";
    const std::string& post =
        evidence.post_title.empty() ? evidence.post_source : evidence.post_title;
    if (post.empty()) continue;
    out += "\n— " + post;
    if (evidence.published) out += " (" + date_text(*evidence.published, language) + ")";
  }
  return out;
}

std::string post_url(const std::string& source, const std::string& link_base) {
  bool absolute = source.rfind("http://", 0) == 0 || source.rfind("https://", 0) == 0;
  std::string url = absolute ? source : link_base.empty() ? "" : link_base + source;
  return is_safe_url(url) ? url : "";
}

}  // namespace hoego::viz
