// SPDX-License-Identifier: Apache-2.0
// Drawing a Picture with Graphviz: every shape at the place that the layout gave it, hotspots as
// pinned nodes with tooltip and link. Same picture, same bytes (PDF: but for its creation date,
// which is fixed).
//
//   std::string png = render(picture, Format::kPng);
//
// Throws Error (kEnvironment) where no face with Hangul is installed (PNG and PDF need one; it says
// which package helps), and Error (kInput) for a PNG that would be larger than kMaxPixels a side.
// Graphviz is not thread-safe: render() holds a lock.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "viz/picture.h"

namespace hoego::viz {

enum class Format { kSvg, kPng, kPdf, kDot };
inline constexpr int kMaxPixels = 32767;

// By the ending of a file name ("a.svg"); nullopt for another ending.
std::optional<Format> format_of(std::string_view path);

struct RenderOptions {
  int dpi = 144;  // of PNG
};
std::string render(const Picture& picture, Format format, const RenderOptions& options = {});

// The family that Hangul is drawn in; nullopt where fontconfig knows none.
std::optional<std::string> find_hangul_font();
// The version of Graphviz that is linked, for `hoego doctor`.
std::string graphviz_version();

// Whether a link may stand in a picture: http, https, or relative without a scheme.
bool is_safe_url(std::string_view url);

}  // namespace hoego::viz
