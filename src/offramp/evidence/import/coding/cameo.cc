// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/coding/cameo.h"

#include <algorithm>
#include <unordered_map>

#include "offramp/evidence/import/coding/cameo_titles.h"

namespace offramp::evidence {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<Quad> quad_of_cameo(std::string_view code) {
  if (code.size() < 2 || code.size() > 4 || !all_digits(code)) return std::nullopt;
  const int root = (code[0] - '0') * 10 + (code[1] - '0');
  if (root < 1 || root > 20) return std::nullopt;
  if (root <= 5) return Quad::verbal_cooperation;
  if (root <= 8) return Quad::material_cooperation;
  return root <= 13 ? Quad::verbal_conflict : Quad::material_conflict;
}

std::string whole_icews_code(std::string_view code) {
  std::string whole(code);
  const bool could_have_lost = all_digits(code) && code[0] != '0' && code.size() <= 3;
  if (could_have_lost && (code.size() < 3 || !quad_of_cameo(code))) whole.insert(0, 1, '0');
  return whole;
}

std::string whole_gdelt_code(std::string_view code, Quad quad) {
  if (quad_of_cameo(code) == quad || code.size() > 3) return std::string(code);
  const std::string longer = "0" + std::string(code);
  return quad_of_cameo(longer) == quad ? longer : std::string(code);
}

std::optional<std::string> cameo_of_title(std::string_view title) {
  static const std::unordered_map<std::string_view, std::string_view> by_title = [] {
    std::unordered_map<std::string_view, std::string_view> map;
    for (const CameoTitle& t : cameo_titles()) map.emplace(t.title, t.code);
    return map;
  }();
  std::string small(title);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const auto found = by_title.find(small);
  if (found == by_title.end()) return std::nullopt;
  return std::string(found->second);
}

}  // namespace offramp::evidence
