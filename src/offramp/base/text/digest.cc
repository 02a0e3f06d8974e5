// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/text/digest.h"

#include <sodium.h>

#include <array>

namespace offramp {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> sum{};
  crypto_hash_sha256(sum.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  std::string text(2 * sum.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), sum.data(), sum.size());
  text.pop_back();
  return text;
}

}  // namespace offramp
