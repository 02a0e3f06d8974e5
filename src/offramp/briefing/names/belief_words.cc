// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/names/belief_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "offramp/base/number/share.h"
#include "offramp/base/text/date.h"
#include "offramp/briefing/document/text.h"

namespace offramp::briefing {

bool words_differ(const PartyBelief& party) {
  constexpr double kSeen = 0.005;  // half of what is printed
  const std::vector<double>& credible = party.deception.credible;
  for (std::size_t t = 0; t < credible.size(); ++t) {
    if (std::fabs(credible[t] - party.posterior[t].mean) >= kSeen) return true;
  }
  return false;
}

std::vector<std::size_t> types_by_posterior(const PartyBelief& party) {
  std::vector<std::size_t> order(party.posterior.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return party.posterior[a].mean > party.posterior[b].mean;
  });
  return order;
}

std::vector<std::size_t> items_by_weight(const PartyBelief& party) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < party.items.size(); ++i) {
    if (party.items[i].counts) order.push_back(i);
  }
  const auto size = [&](std::size_t i) { return std::fabs(party.items[i].alone[party.leader.index()].mean); };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
  return order;
}

std::string percent_number(double probability) {
  std::string text = percent_text(probability);
  const std::size_t sign = text.rfind(" %");
  return sign == std::string::npos ? text : text.substr(0, sign);
}

std::string deciban_text(double decibans) {
  if (std::isinf(decibans)) return decibans > 0 ? "+\xE2\x88\x9E" : "\xE2\x88\x92\xE2\x88\x9E";
  const std::string size = fmt::format("{:.1f}", std::fabs(decibans));
  if (size == "0.0") return size;
  return (decibans < 0 ? "\xE2\x88\x92" : "+") + size;
}

std::string date_short(const std::string& date) {
  const auto parsed = parse_date(first_day(date));
  if (!parsed || date.size() == 4) return clean_text(date);
  const std::string_view month = month_short(parsed->month);
  if (date.size() == 7) return fmt::format("{} {}", month, parsed->year);
  return fmt::format("{} {} {}", parsed->day, month, parsed->year);
}

std::string kind_words(const EvidenceItem& item) {
  if (item.kind == EvidenceKind::word) return "word";
  if (item.kind == EvidenceKind::deed) return "deed";
  return item.signal == SignalKind::sunk_cost ? "signal, cost sunk" : "signal, hands tied";
}

std::string grade_words(const EvidenceItem& item) {
  return fmt::format(", {}{}", item.source_grade, item.information_grade);
}

}  // namespace offramp::briefing
