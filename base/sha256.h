// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS 180-4) and HMAC with it (RFC 2104). Not made to withstand timing attacks: it is for
// checksums and for pseudonyms, not for checking secrets of others.
#pragma once

#include <string>
#include <string_view>

namespace hoego {

// 64 lower-case hex digits.
std::string sha256_hex(std::string_view text);
std::string hmac_sha256_hex(std::string_view key, std::string_view text);

}  // namespace hoego
