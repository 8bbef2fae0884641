// SPDX-License-Identifier: Apache-2.0
#include "viz/export_text.h"

#include "base/unicode.h"

namespace hoego::viz {

std::string dump_json(const nlohmann::ordered_json& json, int indent) {
  return json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string_view entity_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return {};
  }
}

std::string xml_text(std::string_view raw) {
  std::string text = replace_invalid_utf8(raw);
  std::string out;
  for (char c : text) {
    if (std::string_view entity = entity_of(c); !entity.empty()) {
      out += entity;
      continue;
    }
    switch (c) {
      case '\'':
        out += "&apos;";
        break;
      case '\n':
        out += "&#10;";
        break;
      case '\t':
        out += "&#9;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20)
          out += "\xEF\xBF\xBD";
        else
          out += c;
    }
  }
  return out;
}

std::string markup_text(std::string_view raw) {
  std::string out;
  for (char c : replace_invalid_utf8(raw)) {
    if (std::string_view entity = entity_of(c); !entity.empty())
      out += entity;
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
      out += c;
  }
  return out;
}

std::string dot_text(std::string_view raw) {
  std::string out;
  for (char c : replace_invalid_utf8(raw)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out;
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (char c : text) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '-' || c == '_' || c == '.' || c == '~';
    if (plain) {
      out += c;
      continue;
    }
    auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += "0123456789ABCDEF"[byte >> 4];
    out += "0123456789ABCDEF"[byte & 15];
  }
  return out;
}

std::string file_name_part(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); i = next_code_point(text, i)) {
    char32_t c = code_point_at(text, i);
    append_utf8(out, is_letter_or_number(c) || c == '-' || c == '_' ? c : U'_');
  }
  return out.empty() ? "_" : out;
}

std::string iso_prefix(const Edtf& date) {
  Edtf plain = date;
  plain.approximate = plain.uncertain = false;
  bool month_or_day = date.precision == Precision::kMonth || date.precision == Precision::kDay;
  return month_or_day ? plain.text() : Edtf::of_year(date.year).text();
}

}  // namespace hoego::viz
