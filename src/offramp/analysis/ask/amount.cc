// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "offramp/analysis/ask/asking.h"
#include "offramp/base/text/scan.h"
#include "offramp/elicitation/judgement/interval.h"

namespace offramp {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// What was typed for a number.
struct Typed {
  std::optional<double> exactly, lowest, highest, sure;
};

std::optional<double> number_in(std::string_view text) {
  text = trimmed(text);
  if (text.ends_with('%')) text = trimmed(text.substr(0, text.size() - 1));
  return parse_number(text);
}

// "=65", "60", "60 to 70", "60 to 70 at 80".
std::optional<Typed> typed(std::string_view text) {
  Typed result;
  if (text.starts_with('=')) {
    result.exactly = number_in(text.substr(1));
    return result.exactly ? std::optional(result) : std::nullopt;
  }
  if (const std::size_t at = text.find(" at "); at != std::string_view::npos) {
    result.sure = number_in(text.substr(at + 4));
    if (!result.sure) return std::nullopt;
    text = text.substr(0, at);
  }
  const std::size_t to = text.find(" to ");
  result.lowest = number_in(text.substr(0, to));
  if (to != std::string_view::npos) result.highest = number_in(text.substr(to + 4));
  const bool whole = result.lowest && (result.highest || (to == std::string_view::npos && !result.sure));
  return whole ? std::optional(result) : std::nullopt;
}

struct Bounds {
  double least, most;
};
Bounds bounds_of(const Domain& domain) {
  switch (domain.kind) {
    case Domain::Kind::positive:
      return {0.0, kInfinity};
    case Domain::Kind::bounded:
      return {domain.low, domain.high};
    case Domain::Kind::real:
      break;
  }
  return {-kInfinity, kInfinity};
}

// A quantity or why the numbers are none, in what was typed.
struct Made {
  std::optional<Quantity> quantity;
  std::string problem;
};

Made exact(double value, const Domain& domain) {
  if (auto problem = Quantity::problem(value, domain)) return {{}, *problem};
  return {Quantity::exactly(value, domain), {}};
}

Made banded(elicitation::FourSteps steps, bool symmetric, const Domain& domain) {
  if (steps.lowest > steps.highest) return {{}, "the lowest is above the highest"};
  if (steps.best < steps.lowest || steps.best > steps.highest)
    return {{}, "the best guess does not lie between the lowest and the highest"};
  if (steps.lowest == steps.highest) return exact(steps.lowest, domain);
  const Bounds bounds = bounds_of(domain);
  const elicitation::Band band = elicitation::at_ninety(steps, bounds.least, bounds.most);
  if (symmetric) {
    if (auto problem = Quantity::problem(band.p5, band.p95, domain)) return {{}, *problem};
    return {Quantity::interval(band.p5, band.p95, domain), {}};
  }
  if (auto problem = Quantity::problem(band.p5, band.p50, band.p95, domain)) return {{}, *problem};
  return {Quantity::quantiles(band.p5, band.p50, band.p95, domain), {}};
}

Made made_at_once(const Typed& t, const Domain& domain, double scale) {
  if (t.exactly) return exact(*t.exactly / scale, domain);
  const double low = *t.lowest / scale, high = *t.highest / scale;
  const double sure = t.sure.value_or(90.0) / 100.0;
  if (!(sure >= 0.5 && sure < 1.0)) return {{}, "be sure by 50 to 99 percent"};
  return banded({low, high, 0.5 * (low + high), sure}, true, domain);
}

constexpr std::size_t kBins = 5;

// "bins 0 100": the whole range, into whose parts chips are then laid (the roulette method of SHELF; whole
// ranges widen what people say: Haran, Moore and Morewedge 2010).
std::optional<std::pair<double, double>> bins_in(std::string_view text) {
  if (!text.starts_with("bins ")) return std::nullopt;
  const std::string_view rest = trimmed(text.substr(5));
  const std::size_t blank = rest.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const auto low = number_in(rest.substr(0, blank)), high = number_in(rest.substr(blank + 1));
  if (!low || !high || !(*low < *high)) return std::nullopt;
  return std::pair{*low, *high};
}

// Chips for each bin, "0 2 5 3 0"; nothing if these are none.
std::vector<double> chips_in(std::string_view text) {
  std::vector<double> chips;
  double sum = 0.0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) {
      const auto count = parse_number(text.substr(at, end - at));
      if (!count || *count < 0.0) return {};
      chips.push_back(*count);
      sum += *count;
    }
    at = end + 1;
  }
  return chips.size() == kBins && sum > 0.0 ? chips : std::vector<double>{};
}

// The quantile of chips spread evenly over their bins.
double chip_quantile(const std::vector<double>& chips, double low, double high, double p) {
  const double width = (high - low) / static_cast<double>(kBins);
  double all = 0.0, before = 0.0;
  for (const double count : chips) all += count;
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    if (chips[bin] > 0.0 && before + chips[bin] >= p * all)
      return low + width * (static_cast<double>(bin) + (p * all - before) / chips[bin]);
    before += chips[bin];
  }
  return high;
}

Made binned(const std::vector<double>& chips, double low, double high, const Domain& domain) {
  const double p5 = chip_quantile(chips, low, high, 0.05), p50 = chip_quantile(chips, low, high, 0.5),
               p95 = chip_quantile(chips, low, high, 0.95);
  if (auto problem = Quantity::problem(p5, p50, p95, domain)) return {{}, *problem};
  return {Quantity::quantiles(p5, p50, p95, domain), {}};
}

// What is wrong with a first answer, if anything.
std::string first_problem(std::string_view text, const Domain& domain, double scale) {
  if (const auto range = bins_in(text)) {
    const std::string below = exact(range->first / scale, domain).problem;
    return below.empty() ? exact(range->second / scale, domain).problem : below;
  }
  const auto t = typed(text);
  if (!t) return "Answer with a number: =65, 60 to 70, 60 to 70 at 80, bins 0 100, or 60";
  if (t->exactly || t->highest) return made_at_once(*t, domain, scale).problem;
  return exact(*t->lowest / scale, domain).problem;
}

}  // namespace

Quantity Asking::in_bins(const std::string& id, std::string_view how, std::string_view first,
                         const Domain& domain, double scale) {
  const auto range = *bins_in(first);
  const double low = range.first / scale, high = range.second / scale;
  const std::string chips = ask(
      id + ".bins",
      fmt::format(
          "Lay ten chips, or as many as you like, into {} bins of equal width from {} to {}, as in `0 2 5 3 "
          "0`",
          kBins, number_text(range.first), number_text(range.second)),
      how, [&](std::string_view text) -> Understood {
        const std::vector<double> laid = chips_in(text);
        if (laid.empty()) return {{}, fmt::format("Answer with {} numbers, 0 or more", kBins)};
        return {std::string(text), binned(laid, low, high, domain).problem};
      });
  return *binned(chips_in(chips), low, high, domain).quantity;
}

Quantity Asking::amount(const std::string& id, const std::string& question, std::string_view how,
                        Domain domain, double scale) {
  const std::string first = ask(
      id, question + "\n(=N if it is known; LOWEST to HIGHEST; bins LOW HIGH; or the lowest plausible alone)",
      how, [&](std::string_view text) -> Understood {
        return {std::string(text), first_problem(text, domain, scale)};
      });
  if (bins_in(first)) return in_bins(id, how, first, domain, scale);
  const Typed t = *typed(first);
  if (t.exactly || t.highest) return *made_at_once(t, domain, scale).quantity;
  elicitation::FourSteps steps{*t.lowest / scale, 0.0, 0.0, 0.0};
  const auto one = [&](const char* part, const char* what,
                       const std::function<std::string(double)>& problem) {
    const std::string answer = ask(id + part, what, how, [&](std::string_view text) -> Understood {
      const auto number = number_in(text);
      if (!number) return {{}, "Answer with a number"};
      return {std::string(text), problem(*number)};
    });
    return *number_in(answer);
  };
  steps.highest = one(".highest", "The highest plausible?",
                      [&](double x) {
                        if (x / scale < steps.lowest) return std::string("That is below the lowest");
                        return exact(x / scale, domain).problem;
                      }) /
                  scale;
  if (steps.lowest == steps.highest) return *exact(steps.lowest, domain).quantity;
  steps.best = one(".best", "The best guess?",
                   [&](double x) {
                     return x / scale <= steps.lowest || x / scale >= steps.highest
                                ? std::string("It must lie strictly between the lowest and the highest")
                                : std::string();
                   }) /
               scale;
  Made made;
  steps.confidence = one(".sure", "How sure are you that it lies between them, in percent (50 to 99)?",
                         [&](double x) {
                           if (!(x >= 50.0 && x < 100.0)) return std::string("Answer with 50 to 99");
                           steps.confidence = x / 100.0;
                           return banded(steps, false, domain).problem;
                         }) /
                     100.0;
  return *banded(steps, false, domain).quantity;
}

}  // namespace offramp
