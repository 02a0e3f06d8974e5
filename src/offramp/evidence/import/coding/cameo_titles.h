// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace offramp::evidence {

/// An event type of the CAMEO codebook: its code of three or four digits and its title in small letters.
struct CameoTitle {
  std::string_view code;   ///< of two digits only for "make public statement", 01
  std::string_view title;  ///< ASCII, without the words "not specified below" with which some editions end it
};

/// All of them, in order of code; no title stands twice. Where a root and its first kind share a title
/// ("consult", 04 and 040), the kind is listed, which is of the same class.
std::span<const CameoTitle> cameo_titles();

}  // namespace offramp::evidence
