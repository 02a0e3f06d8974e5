// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <limits>

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

}  // namespace

Quantity Asking::amount(const std::string& id, const std::string& question, std::string_view how,
                        Domain domain, double scale) {
  const std::string first =
      ask(id, question + "\n(=N if it is known; LOWEST to HIGHEST; or the lowest plausible alone)", how,
          [&](std::string_view text) -> Understood {
            const auto t = typed(text);
            if (!t) return {{}, "Answer with a number: =65, 60 to 70, 60 to 70 at 80, or 60"};
            if (t->exactly || t->highest) return {std::string(text), made_at_once(*t, domain, scale).problem};
            return {std::string(text), exact(*t->lowest / scale, domain).problem};
          });
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
