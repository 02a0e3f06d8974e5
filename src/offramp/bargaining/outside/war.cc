// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/outside/war.h"

#include <algorithm>

#include "offramp/base/number/elementary.h"

namespace offramp::bargaining {
namespace {

double power(double base, double exponent) {
  if (exponent == 1.0 || base == 0.0) return base;
  return portable_exp(exponent * portable_log(base));
}

// V and its inverse about one reference.
class Value {
 public:
  Value(const Attitude& attitude, double reference) : a_(attitude), reference_(reference) {}
  double of(double x) const {
    return x >= reference_ ? reference_ + power(x - reference_, a_.gains)
                           : reference_ - a_.loss_aversion * power(reference_ - x, a_.losses);
  }
  double inverse(double v) const {
    return v >= reference_ ? reference_ + power(v - reference_, 1.0 / a_.gains)
                           : reference_ - power((reference_ - v) / a_.loss_aversion, 1.0 / a_.losses);
  }

 private:
  const Attitude& a_;
  double reference_;
};

// The ends still to come, each nearer by what has elapsed.
std::vector<WarEnd> ends_left(const War& war, double elapsed) {
  std::vector<WarEnd> left;
  for (WarEnd end : war.ends) {
    end.months -= elapsed;
    if (end.months >= 0.0) left.push_back(end);
  }
  if (!left.empty()) return left;
  WarEnd last = *std::max_element(war.ends.begin(), war.ends.end(),
                                  [](const WarEnd& a, const WarEnd& b) { return a.months < b.months; });
  last.months = 0.0;
  return {last};
}

}  // namespace

double worth_of_end(const War& war, double worth, double months) {
  if (war.discount == 1.0) return worth - war.cost * months;
  const double log = portable_log(war.discount);
  const double left = portable_exp(log * months);  // d^T
  return war.now + left * (worth - war.now) - war.cost * (1.0 - left) / -log;
}

double war_value(const War& war, double elapsed) {
  std::vector<WarEnd> ends = ends_left(war, elapsed);
  double total = 0.0;
  for (const WarEnd& end : ends) total += end.chance;
  if (!(total > 0.0)) {
    for (WarEnd& end : ends) end.chance = 1.0;
    total = static_cast<double>(ends.size());
  }
  if (!war.attitude) {
    double sum = 0.0;
    for (const WarEnd& end : ends) sum += end.chance * worth_of_end(war, end.worth, end.months);
    return sum / total;
  }
  const Attitude& attitude = *war.attitude;
  const Value value(attitude, attitude.reference + attitude.sunk * (attitude.lost + war.cost * elapsed));
  double sum = 0.0;
  for (const WarEnd& end : ends) sum += end.chance * value.of(worth_of_end(war, end.worth, end.months));
  return value.inverse(sum / total);
}

}  // namespace offramp::bargaining
