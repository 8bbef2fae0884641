// SPDX-License-Identifier: Apache-2.0
// Escapes that the forms of export share. Input is UTF-8; bytes that are none become U+FFFD.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/edtf.h"

namespace hoego::viz {

std::string dump_json(const nlohmann::ordered_json& json, int indent = -1);
// What stands for a character that markup means by: "&amp;" for '&'; empty for others.
std::string_view entity_of(char c);
// For XML text and attribute values; characters that XML 1.0 cannot hold become U+FFFD.
std::string xml_text(std::string_view text);
// For the text and attributes of SVG and HTML; control characters are dropped.
std::string markup_text(std::string_view text);
std::string dot_text(std::string_view text);
// Quoted where RFC 4180 asks for it.
std::string csv_field(std::string_view text);
std::string percent_encoded(std::string_view text);
// Letters, digits, '-' and '_' of any script; the rest becomes '_'; never empty.
std::string file_name_part(std::string_view text);
// "2021", "2021-12" or "2021-12-03": the date without marks; a season or half gives its year.
std::string iso_prefix(const Edtf& date);

}  // namespace hoego::viz
