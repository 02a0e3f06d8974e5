// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/interview/beliefs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "offramp/base/number/random.h"

namespace offramp {
namespace {

constexpr std::uint32_t kItems = 0x61736b33;  // stream of the order of items
constexpr double kTop = 0.95;                 // no likelihood is put higher

// Nobody means more digits of a chance than these.
double rounded(double x) {
  return std::round(x * 1000.0) / 1000.0;
}

// `q` times a number, as a chance.
Quantity chance_of(const Quantity& q, double times) {
  const Domain domain = Domain::bounded(0.0, 1.0);
  const double p5 = rounded(times * q.p5()), p50 = rounded(times * q.median()),
               p95 = rounded(times * q.p95());
  if (!q.uncertain() || !(p5 < p50 && p50 < p95))
    return Quantity::exactly(std::clamp(p50, 0.001, 1.0), domain);
  return Quantity::quantiles(p5, p50, p95, domain);
}

void ask_item(Asking& asking, const Case& c, const EvidenceItem& item, std::vector<AskedNumber>& numbers) {
  const std::size_t party = item.about.index;
  const std::vector<PartyType>& types = c.types[party];
  std::size_t likeliest = 0;
  for (std::size_t t = 1; t < types.size(); ++t) {
    if (c.quantity(item.likelihood[t]).median() > c.quantity(item.likelihood[likeliest]).median())
      likeliest = t;
  }
  const std::string how = "ratio of likelihoods";
  std::vector<std::optional<Quantity>> ratios(types.size());
  double most = 1.0;
  for (std::size_t t = 0; t < types.size(); ++t) {
    if (t == likeliest) continue;
    ratios[t] = asking.amount(
        fmt::format("likelihood.{}.{}", item.id, types[t].id),
        fmt::format("\n{} ({})\nHow many times as likely is that if {} is ‘{}’ as if it is ‘{}’? (0.5: half "
                    "as likely)",
                    item.what, item.date, c.parties[party].name, types[t].name, types[likeliest].name),
        how, Domain::positive());
    most = std::max(most, ratios[t]->uncertain() ? ratios[t]->p95() : ratios[t]->median());
  }
  const double top = rounded(std::min(c.quantity(item.likelihood[likeliest]).median(), kTop / most));
  for (std::size_t t = 0; t < types.size(); ++t) {
    const std::string path = fmt::format("evidence.{}.likelihood.{}", item.id, types[t].id);
    if (t == likeliest) {
      numbers.push_back({path, Quantity::exactly(top, Domain::bounded(0.0, 1.0)), how});
    } else {
      numbers.push_back({path, chance_of(*ratios[t], top), how});
    }
  }
}

}  // namespace

std::vector<AskedNumber> ask_ends(Asking& asking, const Case& c) {
  std::vector<AskedNumber> numbers;
  for (const End& end : c.ends) {
    const std::string how = "chance of an end";
    numbers.push_back(
        {fmt::format("ends.{}.chance", end.id),
         asking.amount(fmt::format("end.{}.chance", end.id),
                       fmt::format("\nWithout a deal: how likely is it to end so, in percent: {}? (all "
                                   "ends together are brought to 100)",
                                   end.name),
                       how, Domain::bounded(0.0, 1.0), 100.0),
         how});
    const std::string when = "time of an end";
    numbers.push_back({fmt::format("ends.{}.months", end.id),
                       asking.amount(fmt::format("end.{}.months", end.id),
                                     "And if so, after how many months?", when, Domain::positive()),
                       when});
  }
  return numbers;
}

std::vector<AskedNumber> ask_likelihoods(Asking& asking, const Case& c, std::optional<PartyId> party,
                                         std::uint64_t seed) {
  std::vector<std::size_t> items;
  for (std::size_t i = 0; i < c.evidence.size(); ++i) {
    const EvidenceItem& item = c.evidence[i];
    const auto about = item.about_types();
    if (about && !item.ordinal && (!party || about == party)) items.push_back(i);
  }
  RandomStream stream({seed, kItems, 0, 0});
  for (std::size_t i = items.size(); i > 1; --i)
    std::swap(items[i - 1], items[stream.index(static_cast<std::uint32_t>(i))]);
  std::vector<AskedNumber> numbers;
  for (const std::size_t i : items) ask_item(asking, c, c.evidence[i], numbers);
  return numbers;
}

}  // namespace offramp
