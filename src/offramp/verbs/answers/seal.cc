// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/seal/seal.h"

#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <memory>

#include "offramp/base/run/append_file.h"
#include "offramp/base/text/digest.h"
#include "offramp/base/text/scan.h"
#include "offramp/briefing/document/text.h"
#include "offramp/case/overlay/analysts.h"
#include "offramp/verbs/answers/answers.h"
#include "offramp/verbs/answers/asked_run.h"
#include "offramp/verbs/casework/library.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

constexpr Key<Text> kWho{"who", "NAME", "Who seals; stands in the record"};

std::string now_utc() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char text[32];
  return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc));
}

std::string told(const SealedRecord& record, const std::filesystem::path& path) {
  std::string text = fmt::format("{}: {} sealed ({})\n", path.string(),
                                 counted(record.statements.size(), "statement"), record.when);
  for (const SealedStatement& s : record.statements) {
    text += fmt::format("  {:>4.0f} %  {} (base rate {:.0f} %{})\n", 100.0 * s.chance,
                        briefing::clean_text(s.what), 100.0 * s.base,
                        s.until.empty() ? std::string() : ", until " + s.until);
  }
  text += fmt::format("Case file, SHA-256: {}\n", record.case_sum);
  return text;
}

Answer run_seal(const Values& asked, Caller& caller) {
  const std::filesystem::path file = case_file(asked.operands.front(), caller.data);
  const std::filesystem::path path = ledger_file(file);
  const Ledger ledger = load_ledger(path);
  SealedRecord record;
  // The bytes are taken before the case is read: what is sealed is what was looked at.
  record.case_sum = sha256_hex(load_bytes(file.string()));
  if (asked.given(kAnalyst))
    record.numbers_sum = sha256_hex(load_bytes(overlay_file(file, asked[kAnalyst]).string()));
  const auto found = std::make_shared<AskedRun>(case_asked(asked, caller), asked, caller);
  if (found->c.actual)
    throw Failure{
        Reason::bad_input,
        fmt::format("{}: its outcome is recorded; only what is not known is sealed", file.string())};
  record.when = now_utc();
  record.who = asked[kWho];
  record.as_of = found->c.as_of;
  record.seed = asked[kSeed];
  record.worlds = asked[kWorlds];
  const auto statements = statements_of(found->run);
  record.statements = answer_of(statements);
  AppendFile appended(path, ledger.whole);
  if (const auto problem = appended.add(ledger_line(record, ledger.last)))
    throw Failure{Reason::file_trouble, *problem};
  Answer answer;
  answer.text = [text = told(record, path)](const Look&) { return text; };
  return answer;
}

}  // namespace

Verb seal_verb() {
  std::vector<Option> options = sampling_options({kDate, kWho});
  std::erase_if(options, [](const Option& option) {
    return option.name == kJson.name || option.name == kSet.name || option.name == kVariant.name ||
           option.name == kEvidence.name;
  });
  return {.name = "seal",
          .question = "Write down what is held likely before it is known",
          .operand = kCase,
          .options = std::move(options),
          .run = run_seal,
          .needs = {"read"},
          .examples = {"mine/aceh-2005 --who Ann"}};
}

}  // namespace offramp::verbs
