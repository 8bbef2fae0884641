// SPDX-License-Identifier: Apache-2.0
// A career in block characters, for the terminal: one line a step.
//
//                              2018    2019    2020    2021
//   일  백엔드 개발자 · SI 기업   ████████████████▒▒             2018.03 – 2020.06 무렵
//
// Full blocks are certain, shaded ones perhaps; ▶ goes on, ┊ has no known end, ░ is planned.
#pragma once

#include <string>
#include <vector>

#include "graph/graph.h"
#include "query/table.h"
#include "viz/career.h"
#include "viz/style.h"

namespace hoego::viz {

std::string terminal_timeline(const Career& career, int width, bool color,
                              Language language = Language::kKorean);

// Of a result: the careers of the Person nodes in it; else its Step nodes; else of rows with
// something that begins like `start` and `end` (dates or EDTF text), labelled by the first text
// of the row. Where there is none of these, a sentence says so.
std::string terminal_timeline(const Graph& graph, const query::Table& table, int width, bool color,
                              Language language = Language::kKorean);

}  // namespace hoego::viz
