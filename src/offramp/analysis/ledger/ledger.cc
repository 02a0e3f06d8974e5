// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/ledger/ledger.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "offramp/base/text/digest.h"

namespace offramp {
namespace {

using Json = nlohmann::ordered_json;

// Members of one object; `good` turns false where one is missing or of another kind.
class Members {
 public:
  explicit Members(const Json& json) : json_(json), good_(json.is_object()) {}
  std::string text(const char* key) {
    const Json* found = member(key);
    if (found == nullptr || !found->is_string()) return wrong(std::string());
    return found->get<std::string>();
  }
  double share(const char* key) {
    const Json* found = member(key);
    if (found == nullptr || !found->is_number()) return wrong(0.0);
    const double value = found->get<double>();
    return value >= 0.0 && value <= 1.0 ? value : wrong(0.0);
  }
  std::uint64_t whole(const char* key) {
    const Json* found = member(key);
    if (found == nullptr || !found->is_number_unsigned()) return wrong(std::uint64_t{0});
    return found->get<std::uint64_t>();
  }
  bool good() const { return good_; }

 private:
  const Json* member(const char* key) const {
    if (!json_.is_object()) return nullptr;
    const auto found = json_.find(key);
    return found == json_.end() ? nullptr : &*found;
  }
  template <class T>
  T wrong(T value) {
    good_ = false;
    return value;
  }
  const Json& json_;
  bool good_;
};

std::optional<SealedRecord> record_of(const Json& json) {
  Members m(json);
  SealedRecord record;
  record.when = m.text("sealed");
  record.who = m.text("by");
  record.case_sum = m.text("case");
  record.numbers_sum = m.text("numbers");
  record.as_of = m.text("as_of");
  record.seed = m.whole("seed");
  record.worlds = m.whole("worlds");
  if (!m.good() || !json.contains("statements") || !json["statements"].is_array()) return std::nullopt;
  for (const Json& one : json["statements"]) {
    Members s(one);
    SealedStatement& statement = record.statements.emplace_back();
    statement.id = s.text("id");
    statement.what = s.text("what");
    statement.chance = s.share("chance");
    statement.base = s.share("base");
    statement.base_of = s.text("base_of");
    statement.until = s.text("until");
    statement.settled_by = s.text("settled_by");
    if (!s.good()) return std::nullopt;
  }
  return record;
}

}  // namespace

std::string ledger_line(const SealedRecord& record, std::string_view previous) {
  Json statements = Json::array();
  for (const SealedStatement& s : record.statements) {
    statements.push_back({{"id", s.id},
                          {"what", s.what},
                          {"chance", s.chance},
                          {"base", s.base},
                          {"base_of", s.base_of},
                          {"until", s.until},
                          {"settled_by", s.settled_by}});
  }
  const Json json = {{"sealed", record.when},
                     {"by", record.who},
                     {"previous", previous.empty() ? std::string() : sha256_hex(previous)},
                     {"case", record.case_sum},
                     {"numbers", record.numbers_sum},
                     {"as_of", record.as_of},
                     {"seed", record.seed},
                     {"worlds", record.worlds},
                     {"statements", std::move(statements)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Ledger read_ledger(std::string_view bytes) {
  Ledger ledger;
  for (std::size_t number = 1; ledger.whole < bytes.size(); ++number) {
    const std::size_t end = bytes.find('\n', ledger.whole);
    if (end == std::string_view::npos) break;  // the program was killed as it wrote this line
    const std::string_view line = bytes.substr(ledger.whole, end - ledger.whole);
    const Json json = Json::parse(line, nullptr, false);
    std::optional<SealedRecord> record = json.is_object() ? record_of(json) : std::nullopt;
    if (!record) {
      ledger.problem = fmt::format("line {} is no sealed record", number);
      return ledger;
    }
    Members m(json);
    const std::string expected = ledger.last.empty() ? std::string() : sha256_hex(ledger.last);
    if (m.text("previous") != expected) {
      ledger.problem = fmt::format(
          "line {} does not carry the sum of the line before it: that one was changed after it "
          "was sealed, or one was taken out",
          number);
      return ledger;
    }
    ledger.records.push_back(*std::move(record));
    ledger.last = line;
    ledger.whole = end + 1;
  }
  return ledger;
}

}  // namespace offramp
