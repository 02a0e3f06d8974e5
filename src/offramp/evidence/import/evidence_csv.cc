// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/evidence_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>

#include "offramp/evidence/import/csv.h"
#include "offramp/evidence/import/day.h"

namespace offramp::evidence {
namespace {

constexpr std::string_view kLikelihood = "likelihood:";
constexpr std::string_view kConsistency = "consistency:";
const std::vector<std::string> kColumns = {"id",     "date",  "what",  "by",     "about",  "kind",
                                           "signal", "grade", "group", "source", "because"};

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// Text from a file for a message: short, on one line.
std::string shown(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 60)) out += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
  return out;
}

// "0.8" or "80 %".
std::optional<double> parse_share(std::string_view text) {
  text = trimmed(text);
  const bool percent = text.ends_with('%');
  if (percent) text = trimmed(text.substr(0, text.size() - 1));
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return percent ? value / 100.0 : value;
}

// Sets `problem` and returns nothing when the text is not a likelihood.
std::optional<Quantity> parse_likelihood(std::string_view text, std::string& problem) {
  const Domain domain = Domain::bounded(0.0, 1.0);
  const std::size_t to = text.find(" to ");
  if (to == std::string_view::npos) {
    const auto value = parse_share(text);
    if (value && *value > 0.0 && *value < 1.0) return Quantity::exactly(*value, domain);
  } else {
    const auto low = parse_share(text.substr(0, to));
    const auto high = parse_share(text.substr(to + 4));
    if (low && high && !Quantity::problem(*low, *high, domain))
      return Quantity::interval(*low, *high, domain);
  }
  problem = fmt::format("`{}` is not a likelihood; write 0.8, 80 % or 0.7 to 0.9, strictly between 0 and 1",
                        shown(text));
  return std::nullopt;
}

std::optional<Consistency> parse_consistency(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kWords{"very_inconsistent", "inconsistent", "neutral",
                                                          "consistent", "very_consistent"};
  const auto word = std::find(kWords.begin(), kWords.end(), text);
  if (word == kWords.end()) return std::nullopt;
  return static_cast<Consistency>(word - kWords.begin());
}

class Importer {
 public:
  Importer(std::string_view bytes, std::string file_name)
      : reader_(bytes), result_{{}, 0, 0, Diagnostics(std::move(file_name), std::string(bytes))} {}

  EvidenceImport run() {
    CsvRecord record;
    if (!reader_.next(record)) {
      result_.diagnostics.error({1, 1, 1}, "the file is empty", "the first row names the columns");
      return std::move(result_);
    }
    if (!read_header(record)) return std::move(result_);
    while (reader_.next(record)) {
      ++result_.rows_read;
      sound_ = true;
      EvidenceRow row = read_row(record);
      if (sound_) {
        result_.rows.push_back(std::move(row));
      } else {
        ++result_.rows_skipped;
      }
    }
    if (unlisted_ > 0)
      result_.diagnostics.error({0, 0, 1}, fmt::format("{} more problems are not listed", unlisted_));
    return std::move(result_);
  }

 private:
  bool read_header(const CsvRecord& record) {
    const auto fail = [&](std::string text, std::string hint = {}) {
      result_.diagnostics.error({record.line, 1, 1}, std::move(text), std::move(hint));
    };
    if (!record.problem.empty()) fail("row 1: " + record.problem);
    for (const std::string& field : record.fields) {
      const std::string name(trimmed(field));
      const bool type = (name.starts_with(kLikelihood) && name.size() > kLikelihood.size()) ||
                        (name.starts_with(kConsistency) && name.size() > kConsistency.size());
      if (!type && std::find(kColumns.begin(), kColumns.end(), name) == kColumns.end()) {
        const std::string_view near = nearest_name(name.substr(0, 60), kColumns);
        fail(fmt::format("row 1: unknown column `{}`{}", shown(name),
                         near.empty() ? std::string() : fmt::format("; did you mean `{}`?", near)),
             "columns are id, date, what, by, about, kind, signal, grade, group, source, because, "
             "likelihood:TYPE, consistency:TYPE");
      } else if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
        fail(fmt::format("row 1: column `{}` stands twice", shown(name)));
      }
      names_.push_back(name);
    }
    for (const char* required : {"date", "about", "kind"}) {
      if (std::find(names_.begin(), names_.end(), required) == names_.end())
        fail(fmt::format("row 1: column `{}` is missing", required));
    }
    return !result_.diagnostics.has_errors();
  }

  void fail(const CsvRecord& record, std::string text) {
    sound_ = false;
    if (result_.diagnostics.errors() >= EvidenceImport::kMaxProblems) {
      ++unlisted_;
      return;
    }
    result_.diagnostics.error({record.line, 1, 1}, fmt::format("row {}: {}", record.row, text));
  }

  std::string_view cell(const CsvRecord& record, std::string_view name) const {
    const auto at = std::find(names_.begin(), names_.end(), name);
    return at == names_.end() ? std::string_view{}
                              : trimmed(record.fields[static_cast<std::size_t>(at - names_.begin())]);
  }

  EvidenceRow read_row(const CsvRecord& record) {
    EvidenceRow row;
    if (!record.problem.empty()) return fail(record, record.problem), row;
    if (record.fields.size() != names_.size()) {
      fail(record, fmt::format("{} fields; the header names {}", record.fields.size(), names_.size()));
      return row;
    }
    row.row = record.row;
    row.line = record.line;
    row.id = cell(record, "id");
    if (row.id.empty()) row.id = fmt::format("row_{}", record.row);
    if (!ids_.insert(row.id).second) fail(record, fmt::format("id `{}` stands twice", shown(row.id)));
    row.what = cell(record, "what");
    row.by = cell(record, "by");
    row.about = cell(record, "about");
    if (row.about.empty()) fail(record, "`about` is empty");
    row.group = cell(record, "group");
    row.source = cell(record, "source");
    row.because = cell(record, "because");
    read_coded(record, row);
    read_types(record, row);
    return row;
  }

  void read_coded(const CsvRecord& record, EvidenceRow& row) {
    if (const auto date = parse_date(cell(record, "date"))) {
      row.day = day_number(*date);
    } else {
      fail(record, fmt::format("`{}` is not a date; write 2022-03-29", shown(cell(record, "date"))));
    }
    const auto kind = cell(record, "kind"), signal = cell(record, "signal");
    if (kind == "word" || kind == "deed") {
      row.kind = kind == "word" ? Kind::word : Kind::deed;
      if (!signal.empty()) fail(record, "`signal` belongs to a costly_signal only");
    } else if (kind == "costly_signal") {
      row.kind = signal == "sunk_cost" ? Kind::sunk_cost : Kind::tied_hands;
      if (signal != "sunk_cost" && signal != "tied_hands") {
        fail(record, fmt::format("`{}` is not a signal; write sunk_cost or tied_hands", shown(signal)));
      }
    } else {
      fail(record, fmt::format("`{}` is not a kind; write word, costly_signal or deed", shown(kind)));
    }
    if (const auto grade = cell(record, "grade"); !grade.empty()) {
      if (const auto parsed = parse_grade(grade)) {
        row.grade = *parsed;
      } else {
        fail(record, fmt::format("`{}` is not a grade; write A1 to F6", shown(grade)));
      }
    }
  }

  void read_types(const CsvRecord& record, EvidenceRow& row) {
    for (std::size_t n = 0; n < names_.size(); ++n) {
      const std::string_view text = trimmed(record.fields[n]);
      if (text.empty()) continue;
      if (names_[n].starts_with(kLikelihood)) {
        std::string problem;
        if (auto quantity = parse_likelihood(text, problem)) {
          row.likelihood.emplace_back(names_[n].substr(kLikelihood.size()), std::move(*quantity));
        } else {
          fail(record, problem);
        }
      } else if (names_[n].starts_with(kConsistency)) {
        if (const auto word = parse_consistency(text)) {
          row.consistency.emplace_back(names_[n].substr(kConsistency.size()), *word);
        } else {
          fail(record,
               fmt::format(
                   "`{}` is not a consistency; write very_inconsistent, inconsistent, neutral, consistent "
                   "or very_consistent",
                   shown(text)));
        }
      }
    }
    if (sound_ && row.likelihood.empty() && row.consistency.empty())
      fail(record, "no likelihood and no consistency is given");
    for (const auto& [type, quantity] : row.likelihood) {
      for (const auto& [other, word] : row.consistency) {
        if (type == other)
          fail(record, fmt::format("type `{}` has both a likelihood and a consistency", shown(type)));
      }
    }
  }

  CsvReader reader_;
  EvidenceImport result_;
  std::vector<std::string> names_;
  std::set<std::string> ids_;
  bool sound_ = true;
  std::size_t unlisted_ = 0;
};

}  // namespace

EvidenceImport import_evidence(std::string_view bytes, std::string file_name) {
  return Importer(bytes, std::move(file_name)).run();
}

}  // namespace offramp::evidence
