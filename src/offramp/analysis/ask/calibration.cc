// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/ask/calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "offramp/base/number/quantity.h"
#include "offramp/base/number/random.h"
#include "offramp/base/text/scan.h"

namespace offramp {
namespace {

constexpr std::uint32_t kOrder = 0x61736b34;
constexpr std::string_view kPrefix = "calibration.";

constexpr std::string_view kEnds =
    "UCDP Conflict Termination v3-2021 (Kreutz 2010), our count; Kaplan-Meier for the years after";
constexpr std::string_view kAgreements = "UCDP Peace Agreement Dataset v22.1, our count (Kaplan-Meier)";
constexpr std::string_view kCrises = "International Crisis Behavior v14, system level, our count";
constexpr std::string_view kPrices =
    "World Bank Commodity Price Data (the Pink Sheet), monthly averages in nominal dollars";

constexpr std::array<CalibrationQuestion, 20> kQuestions{{
    {"ends_agreement",
     "Of 525 endings of episodes of armed conflict, 1946 to 2020, how many in a hundred were peace "
     "agreements?",
     "percent", 12.95, kEnds},
    {"ends_low",
     "Of the same 525 endings, in how many in a hundred did the fighting only fall below 25 dead a year?",
     "percent", 39.62, kEnds},
    {"ends_government", "And how many in a hundred were victories of the government?", "percent", 20.95,
     kEnds},
    {"ends_rebels", "And how many in a hundred were victories of the rebels?", "percent", 9.14, kEnds},
    {"back_ceasefire",
     "Of conflicts that ended by a ceasefire, how many in a hundred were active again within five years?",
     "percent", 38.91, kEnds},
    {"back_low",
     "Of those since 1989 that ended only by low activity, how many in a hundred were active again within "
     "five years?",
     "percent", 61.89, kEnds},
    {"back_agreement",
     "Of conflicts inside a state that ended by a peace agreement, how many in a hundred were active again "
     "within five years?",
     "percent", 34.09, kEnds},
    {"agreements_year",
     "Of 336 peace agreements, 1975 to 2021, how many in a hundred had a signatory break them within one "
     "year?",
     "percent", 22.92, kAgreements},
    {"agreements_full", "Of full peace agreements, how many in a hundred within five years?", "percent",
     22.56, kAgreements},
    {"agreements_process", "Of agreements about a peace process, how many in a hundred within five years?",
     "percent", 44.22, kAgreements},
    {"crises_mediated",
     "Of international crises since 1918 in which mediation took place, how many in a hundred ended by a "
     "formal "
     "agreement?",
     "percent", 43.79, kCrises},
    {"crises_alone", "And of those in which nobody mediated?", "percent", 10.69, kCrises},
    {"crises_quiet",
     "After crises in which somebody mediated, in how many of a hundred was there no renewed tension within "
     "five "
     "years?",
     "percent", 64.0, kCrises},
    {"sanctions_conceded",
     "Of 633 threats of sanctions, 1970s to 1990s, after how many in a hundred did the target give in?",
     "percent", 22.75,
     "TIES as coded in the CRAN package sigInt 0.2.0 (Crisman-Cox and Gibilisco 2019), our count"},
    {"brent_2008", "What did a barrel of Brent crude cost in July 2008, on average of the month?", "dollars",
     133.87, kPrices},
    {"gas_2022", "What did natural gas in Europe cost in August 2022?",
     "dollars per million British thermal units", 70.04, kPrices},
    {"wheat_2022", "What did a tonne of American hard red winter wheat cost in May 2022?", "dollars", 522.29,
     kPrices},
    {"rouble_2022", "What was the Bank of Russia's official rate of the dollar on 11 March 2022?", "roubles",
     120.38, "Bank of Russia, official rates"},
    {"prices_ukraine", "By how much did consumer prices in Ukraine rise in 2015, on average of the year?",
     "percent", 48.70, "World Bank, inflation, consumer prices (annual %)"},
    {"prices_turkey", "And in Turkey in 2022?", "percent", 72.31,
     "World Bank, inflation, consumer prices (annual %)"},
}};

// "10 20 40", also with commas.
std::optional<elicitation::Assessment> three_in(std::string_view text) {
  std::vector<double> numbers;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" ,;", at), text.size());
    if (end > at) {
      const auto number = parse_number(text.substr(at, end - at));
      if (!number) return std::nullopt;
      numbers.push_back(*number);
    }
    at = end + 1;
  }
  if (numbers.size() != 3 || !(numbers[0] < numbers[1] && numbers[1] < numbers[2])) return std::nullopt;
  return elicitation::Assessment{numbers[0], numbers[1], numbers[2]};
}

const CalibrationQuestion* question_of(std::string_view id) {
  for (const CalibrationQuestion& question : kQuestions) {
    if (question.id == id) return &question;
  }
  return nullptr;
}

}  // namespace

std::span<const CalibrationQuestion> calibration_questions() {
  return kQuestions;
}

void ask_calibration(Asking& asking, std::uint64_t seed) {
  std::vector<std::size_t> order(kQuestions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  RandomStream stream({seed, kOrder, 0, 0});
  for (std::size_t i = order.size(); i > 1; --i)
    std::swap(order[i - 1], order[stream.index(static_cast<std::uint32_t>(i))]);
  asking.tell(
      "Twenty questions whose answers are known, without looking them up. Answer each with three numbers: "
      "one that the truth lies "
      "below with 5 %, your best guess, and one that it lies below with 95 %, as in `10 20 40`.\n");
  for (std::size_t k = 0; k < order.size(); ++k) {
    const CalibrationQuestion& question = kQuestions[order[k]];
    asking.ask(fmt::format("{}{}", kPrefix, question.id),
               fmt::format("\n{} of {}. {} ({})", k + 1, order.size(), question.text, question.unit),
               "three quantiles", [](std::string_view text) -> Understood {
                 if (!three_in(text)) return {{}, "Answer with three numbers, each above the one before"};
                 return {std::string(text), {}};
               });
  }
}

std::map<std::string, elicitation::Assessment> calibration_answers(const Journal& journal) {
  std::map<std::string, elicitation::Assessment> answers;
  for (const auto& [id, entry] : standing_answers(journal)) {
    if (!id.starts_with(kPrefix)) continue;
    const std::string own = id.substr(kPrefix.size());
    if (const auto three = three_in(entry.answer); three && question_of(own) != nullptr)
      answers.emplace(own, *three);
  }
  return answers;
}

elicitation::HitRate hits_of(const std::map<std::string, elicitation::Assessment>& answers) {
  std::size_t hits = 0;
  for (const auto& [id, answer] : answers) {
    const double truth = question_of(id)->truth;
    hits += answer.p5 <= truth && truth <= answer.p95 ? 1 : 0;
  }
  return elicitation::hit_rate(hits, answers.size());
}

std::vector<elicitation::SeedQuestion> common_questions(
    std::span<const std::map<std::string, elicitation::Assessment>> people) {
  std::vector<elicitation::SeedQuestion> common;
  for (const CalibrationQuestion& question : kQuestions) {
    elicitation::SeedQuestion seed{question.truth, {}};
    for (const auto& person : people) {
      const auto found = person.find(std::string(question.id));
      if (found != person.end()) seed.answers.push_back(found->second);
    }
    if (seed.answers.size() == people.size()) common.push_back(std::move(seed));
  }
  return common;
}

}  // namespace offramp
