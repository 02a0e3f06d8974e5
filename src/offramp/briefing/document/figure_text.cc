// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/document/figure_text.h"

#include <fmt/format.h>

#include <cmath>

#include "offramp/base/number/share.h"

namespace offramp::briefing {
namespace {

constexpr std::string_view kMinus = "\xE2\x88\x92";

std::string thousands(double value) {
  if (std::fabs(value) >= 1e15) return fmt::format("{:.1e}", value);
  const std::string digits = fmt::format("{:.0f}", std::fabs(value));
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return value < 0 && digits != "0" ? std::string(kMinus) + out : out;
}

/// A minus only before what is not nought once it is rounded.
std::string decimals_text(double value, int decimals) {
  const std::string digits = fmt::format("{:.{}f}", std::fabs(value), decimals);
  const bool nought = digits.find_first_not_of("0.") == std::string::npos;
  return value < 0 && !nought ? std::string(kMinus) + digits : digits;
}

std::string signed_text(double value, int decimals) {
  const std::string digits = fmt::format("{:.{}f}", std::fabs(value), decimals);
  if (digits.find_first_not_of("0.") == std::string::npos) return digits;
  return (value < 0 ? std::string(kMinus) : "+") + digits;
}

std::string change_text(double change) {
  const double percent = 100.0 * change;
  if (percent == 0.0) return "0";
  const std::string sign = percent < 0 ? std::string(kMinus) : "+";
  if (std::fabs(percent) < 0.1) return fmt::format("under {}0.1", sign);
  return signed_text(percent, std::fabs(percent) < 0.95 ? 1 : 0);
}

}  // namespace

std::string_view to_string(Format format) {
  switch (format) {
    case Format::count:
      return "count";
    case Format::percent:
      return "percent";
    case Format::word:
      return "word";
    case Format::points:
      return "points";
    case Format::gain:
      return "gain";
    case Format::tenth:
      return "tenth";
    case Format::change:
      return "change";
    case Format::error:
      return "error";
    case Format::bits:
      return "bits";
    case Format::fraction:
      return "fraction";
    case Format::thousandth:
      return "thousandth";
    case Format::fine_points:
      return "fine_points";
    case Format::margin:
      return "margin";
    case Format::utility:
      return "utility";
    case Format::number:
      return "number";
    case Format::average:
      return "average";
  }
  return "";
}

std::string format_figure(Format format, double value) {
  switch (format) {
    case Format::count:
      return thousands(value);
    case Format::percent:
      return percent_text(value);
    case Format::word:
      return std::string(likelihood_word(value));
    case Format::points:
      return thousands(100.0 * value);
    case Format::gain:
      return signed_text(100.0 * value, 0);
    case Format::tenth:
      return signed_text(value, 1);
    case Format::change:
      return change_text(value);
    case Format::error:
      return fmt::format("{:.1f}", 100.0 * value);
    case Format::bits:
    case Format::fraction:
      return decimals_text(value, 2);
    case Format::thousandth:
      return decimals_text(value, 3);
    case Format::fine_points:
      return decimals_text(100.0 * value, 1);
    case Format::margin:
      return fmt::format("±{:.0f}", 100.0 * std::fabs(value));
    case Format::utility:
      return decimals_text(value, 5);
    case Format::number:
      return (value < 0 ? std::string(kMinus) : "") + fmt::format("{:.4g}", std::fabs(value));
    case Format::average:
      return value < 100.0 ? fmt::format("{:.1f}", value) : thousands(value);
  }
  return {};
}

}  // namespace offramp::briefing
