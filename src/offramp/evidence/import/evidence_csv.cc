// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/evidence_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "offramp/base/text/file_text.h"
#include "offramp/evidence/import/event_layout.h"
#include "offramp/evidence/import/evidence_header.h"
#include "offramp/evidence/import/table/cell.h"
#include "offramp/evidence/import/table/csv.h"
#include "offramp/evidence/import/written_date.h"

namespace offramp::evidence {
namespace {

// "0.8", "0,8" or "80 %".
std::optional<double> parse_share(std::string_view text) {
  text = trimmed(text);
  const bool percent = text.ends_with('%');
  if (percent) text.remove_suffix(1);
  const auto value = parse_decimal(text);
  return value && percent ? *value / 100.0 : value;
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
    if (low && high && *low > 0.0 && *high < 1.0 && !Quantity::problem(*low, *high, domain))
      return Quantity::interval(*low, *high, domain);
  }
  problem = fmt::format("`{}` is not a likelihood; write 0.8, 80 % or 0.7 to 0.9, strictly between 0 and 1",
                        shown(text));
  return std::nullopt;
}

// A word as the case file writes it: small letters, underscores for blanks and hyphens.
std::string plain_word(std::string_view text) {
  std::string word(trimmed(text));
  for (char& c : word) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == ' ' || c == '-') c = '_';
  }
  return word;
}

std::optional<Consistency> parse_consistency(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kWords{"very_inconsistent", "inconsistent", "neutral",
                                                          "consistent", "very_consistent"};
  const auto word = std::find(kWords.begin(), kWords.end(), plain_word(text));
  if (word == kWords.end()) return std::nullopt;
  return static_cast<Consistency>(word - kWords.begin());
}

class Importer {
 public:
  Importer(std::string_view bytes, std::string file_name)
      : file_(bytes), result_{{}, 0, 0, Diagnostics(std::move(file_name), std::string(file_.text()))} {}

  EvidenceImport run() {
    if (!file_.problem().empty()) {
      result_.diagnostics.error({}, file_.problem());
      return std::move(result_);
    }
    separator_ = evidence_separator(file_.text());
    CsvReader reader(file_.text(), separator_);
    CsvRecord record;
    if (!reader.next(record)) {
      result_.diagnostics.error({1, 1, 1}, "the file is empty", "the first row names the columns");
      return std::move(result_);
    }
    const std::vector<std::string> names = record.fields;
    if (!read_header(record)) return std::move(result_);
    if (!file_.note().empty()) result_.diagnostics.warning({}, file_.note());
    while (reader.next(record)) {
      if (record.fields == names) {
        result_.diagnostics.warning({record.line, 1, 1},
                                    fmt::format("row {}: the header comes again", record.row),
                                    "it is passed over");
        continue;
      }
      if (blank(record)) continue;  // as spreadsheets leave below a table
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
    if (order_.needed() && !order_.reading().empty()) {
      result_.diagnostics.warning({}, fmt::format("dates are read as {}", order_.reading()));
    }
    return std::move(result_);
  }

 private:
  bool read_header(const CsvRecord& record) {
    const EventLayoutReading events = find_event_layout(file_.text());
    if (events.layout) {
      result_.diagnostics.error({record.line, 1, 1},
                                fmt::format("this is a table of coded events ({}), not of evidence",
                                            event_format_name(events.layout->format)),
                                "give it with --events");
      return false;
    }
    header_ = read_evidence_header(record, separator_, EvidenceImport::kMaxProblems, result_.diagnostics);
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
    const auto at = header_.column.find(name);
    return at == header_.column.end() ? std::string_view{} : trimmed(record.fields[at->second]);
  }

  // As many fields as the header has, but for empty ones at the end.
  bool fits(CsvRecord record) {
    if (!record.problem.empty()) return fail(record, record.problem), false;
    while (record.fields.size() > header_.width && trimmed(record.fields.back()).empty())
      record.fields.pop_back();
    if (record.fields.size() != header_.width) {
      fail(record, fmt::format("{} fields; the header names {}{}", record.fields.size(), header_.width,
                               record.fields.size() > header_.width
                                   ? fmt::format("; put a field that holds {} in double quotes",
                                                 separator_name(separator_))
                                   : std::string()));
      return false;
    }
    for (const std::size_t n : header_.nameless) {
      if (trimmed(record.fields[n]).empty()) continue;
      fail(record, fmt::format("`{}` stands in a column without a name", shown(record.fields[n])));
      return false;
    }
    return true;
  }

  static bool blank(const CsvRecord& record) {
    return record.problem.empty() &&
           std::all_of(record.fields.begin(), record.fields.end(),
                       [](const std::string& field) { return trimmed(field).empty(); });
  }

  EvidenceRow read_row(const CsvRecord& record) {
    EvidenceRow row;
    if (!fits(record)) return row;
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
    read_date(record, row);
    read_coded(record, row);
    read_types(record, row);
    return row;
  }

  // The column's order of day and month is looked for only when the first date comes that needs it.
  void read_date(const CsvRecord& record, EvidenceRow& row) {
    const std::string_view text = cell(record, "date");
    const WrittenDate written = read_written_date(text);
    if (!written.certain && !looked_) {
      looked_ = true;
      CsvReader reader(file_.text(), separator_);
      CsvRecord each;
      const std::size_t column = header_.column.at("date");
      for (reader.next(each); reader.next(each);) {
        if (column < each.fields.size()) order_.see(read_written_date(each.fields[column]));
      }
    }
    if (const auto date = order_.resolve(written)) {
      row.day = day_number(*date);
    } else {
      fail(record, order_.problem(text));
    }
  }

  void read_coded(const CsvRecord& record, EvidenceRow& row) {
    const std::string kind = plain_word(cell(record, "kind")), signal = plain_word(cell(record, "signal"));
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
    std::set<std::string_view> liked;
    for (const auto& [type, n] : header_.likelihood) {
      const std::string_view text = trimmed(record.fields[n]);
      if (text.empty()) continue;
      std::string problem;
      if (auto quantity = parse_likelihood(text, problem)) {
        row.likelihood.emplace_back(type, std::move(*quantity));
        liked.insert(type);
      } else {
        fail(record, problem);
      }
    }
    for (const auto& [type, n] : header_.consistency) {
      const std::string_view text = trimmed(record.fields[n]);
      if (text.empty()) continue;
      if (liked.contains(type)) {
        fail(record, fmt::format("type `{}` has both a likelihood and a consistency", shown(type)));
      } else if (const auto word = parse_consistency(text)) {
        row.consistency.emplace_back(type, *word);
      } else {
        fail(record,
             fmt::format(
                 "`{}` is not a consistency; write very_inconsistent, inconsistent, neutral, consistent "
                 "or very_consistent",
                 shown(text)));
      }
    }
    if (sound_ && row.likelihood.empty() && row.consistency.empty())
      fail(record, "no likelihood and no consistency is given");
  }

  const FileText file_;
  EvidenceImport result_;
  EvidenceHeader header_;
  DateOrder order_;
  char separator_ = ',';
  std::set<std::string> ids_;
  bool sound_ = true, looked_ = false;
  std::size_t unlisted_ = 0;
};

}  // namespace

EvidenceImport import_evidence(std::string_view bytes, std::string file_name) {
  return Importer(bytes, std::move(file_name)).run();
}

}  // namespace offramp::evidence
