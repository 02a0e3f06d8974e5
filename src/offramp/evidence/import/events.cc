// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/events.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "offramp/evidence/import/day.h"

namespace offramp::evidence {
namespace {

using Fields = std::vector<std::string_view>;

void split(std::string_view line, Fields& fields) {
  fields.clear();
  for (;;) {
    const std::size_t tab = line.find('\t');
    fields.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return;
    line.remove_prefix(tab + 1);
  }
}

// Lines without their ends, LF or CRLF.
class Lines {
 public:
  explicit Lines(std::string_view bytes)
      : left_(bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes) {}
  bool next(std::string_view& line) {
    if (left_.empty()) return false;
    const std::size_t end = left_.find('\n');
    line = left_.substr(0, end);
    left_ = end == std::string_view::npos ? std::string_view{} : left_.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number_;
    return true;
  }
  std::size_t number() const { return number_; }

 private:
  std::string_view left_;
  std::size_t number_ = 0;
};

template <class Number>
bool parse(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

std::string shown(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 40)) out += c < 0x20 || c == 0x7f ? '?' : c;
  return out;
}

// The score, or why there is none.
std::string read_score(std::string_view text, std::optional<double>& score) {
  score.reset();
  if (text.empty()) return {};
  double value = 0.0;
  if (!parse(text, value) || !(value >= -10.0 && value <= 10.0)) {
    return fmt::format("`{}` is not a Goldstein score from -10 to 10", shown(text));
  }
  score = value;
  return {};
}

// A text in double quotes, as Dataverse writes them, without its quotes.
std::string_view bare(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return text;
  return text.substr(1, text.size() - 2);
}

// "Event Date", "Event.Date" and "event_date" are one name.
std::string plain_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') name += static_cast<char>(c - 'A' + 'a');
    if (c >= 'a' && c <= 'z') name += c;
  }
  return name;
}

// Why nothing can be read from such bytes; empty if it can.
std::string unreadable(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") || head.find('\0') != head.npos) {
    return "the file is not UTF-8 text (UTF-16, or not a text at all): save it as UTF-8";
  }
  if (head.starts_with("\x1F\x8B") || head.starts_with("PK\x03\x04"))
    return "the file is packed: unpack it first";
  return {};
}

bool is_one_of(std::string_view actor, std::string_view country, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return true;
  return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
    return !name.empty() && (actor.starts_with(name) || country == name);
  });
}

// What an event is read from, without copies.
struct Row {
  std::int32_t day = 0;
  std::string_view source, source_country, target, target_country, cameo;
  Quad quad = Quad::verbal_cooperation;
  std::optional<double> score;
  std::uint32_t mentions = 1;
};

class Collector {
 public:
  explicit Collector(const EventFilter& filter) : filter_(filter) {}

  void malformed(std::size_t row, std::string message) {
    ++result.malformed;
    if (result.problems.size() < EventImport::kMaxProblems)
      result.problems.push_back({row, std::move(message)});
  }

  void add(const Row& row, std::size_t number) {
    if (row.day < filter_.first_day || row.day > filter_.last_day || !matches(row)) return;
    result.events.push_back({row.day, std::string(row.source), std::string(row.source_country),
                             std::string(row.target), std::string(row.target_country), std::string(row.cameo),
                             row.quad, row.score, row.mentions, number});
  }

  EventImport result;

 private:
  bool matches(const Row& row) const {
    const auto from_to = [&](const auto& sources, const auto& targets) {
      return is_one_of(row.source, row.source_country, sources) &&
             is_one_of(row.target, row.target_country, targets);
    };
    return from_to(filter_.sources, filter_.targets) ||
           (filter_.either_direction && from_to(filter_.targets, filter_.sources));
  }
  const EventFilter& filter_;
};

// Empty when the row is sound.
std::string read_gdelt(const Fields& fields, Row& row) {
  if (fields.size() != 61) return fmt::format("{} columns; GDELT 2.0 events have 61", fields.size());
  const auto date = parse_compact_date(fields[1]);
  if (!date) return fmt::format("`{}` is not a date YYYYMMDD", shown(fields[1]));
  if (!quad_of_cameo(fields[26])) return fmt::format("`{}` is not a CAMEO code", shown(fields[26]));
  int quad = 0;
  if (!parse(fields[29], quad) || quad < 1 || quad > 4)
    return fmt::format("`{}` is not a QuadClass from 1 to 4", shown(fields[29]));
  if (std::string problem = read_score(fields[30], row.score); !problem.empty()) return problem;
  if (!parse(fields[31], row.mentions))
    return fmt::format("`{}` is not a number of mentions", shown(fields[31]));
  row.day = day_number(*date);
  row.source = fields[5];
  row.source_country = fields[7];
  row.target = fields[15];
  row.target_country = fields[17];
  row.cameo = fields[26];
  row.quad = static_cast<Quad>(quad - 1);
  return {};
}

// A date, perhaps with a time of day behind it.
std::optional<Date> read_day(std::string_view text) {
  if (text.size() > 10 && (text[10] == ' ' || text[10] == 'T')) text = text.substr(0, 10);
  return parse_date(text);
}

constexpr std::array<std::string_view, 7> kIcewsColumns{"Event Date",    "Source Name", "Source Country",
                                                        "CAMEO Code",    "Intensity",   "Target Name",
                                                        "Target Country"};

std::string read_icews(const Fields& fields, std::size_t width, const std::array<std::size_t, 7>& at,
                       Row& row) {
  if (fields.size() != width) return fmt::format("{} columns; the header has {}", fields.size(), width);
  const auto field = [&](std::size_t n) { return bare(fields[at[n]]); };
  const std::string_view day = field(0), code = field(3);
  const auto date = read_day(day);
  if (!date) return fmt::format("`{}` is not a date YYYY-MM-DD", shown(day));
  const auto quad = quad_of_cameo(code);
  if (!quad) return fmt::format("`{}` is not a CAMEO code", shown(code));
  if (std::string problem = read_score(field(4), row.score); !problem.empty()) return problem;
  row.day = day_number(*date);
  row.source = field(1);
  row.source_country = field(2);
  row.cameo = code;
  row.quad = *quad;
  row.target = field(5);
  row.target_country = field(6);
  return {};
}

}  // namespace

std::optional<Quad> quad_of_cameo(std::string_view code) {
  if (code.size() < 2 || code.size() > 4) return std::nullopt;
  if (!std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  const int root = (code[0] - '0') * 10 + (code[1] - '0');
  if (root < 1 || root > 20) return std::nullopt;
  if (root <= 5) return Quad::verbal_cooperation;
  if (root <= 8) return Quad::material_cooperation;
  return root <= 13 ? Quad::verbal_conflict : Quad::material_conflict;
}

bool is_icews(std::string_view bytes) {
  return plain_name(bytes.substr(0, bytes.find('\n'))).find("eventdate") != std::string::npos;
}

EventImport import_gdelt(std::string_view bytes, const EventFilter& filter) {
  Collector collector(filter);
  if (std::string problem = unreadable(bytes); !problem.empty()) {
    collector.malformed(1, std::move(problem));
    return std::move(collector.result);
  }
  Lines lines(bytes);
  std::string_view line;
  Fields fields;
  while (lines.next(line)) {
    if (line.empty()) continue;
    ++collector.result.rows;
    split(line, fields);
    Row row;
    if (std::string problem = read_gdelt(fields, row); !problem.empty()) {
      collector.malformed(lines.number(), std::move(problem));
    } else {
      collector.add(row, lines.number());
    }
  }
  return std::move(collector.result);
}

EventImport import_icews(std::string_view bytes, const EventFilter& filter) {
  Collector collector(filter);
  if (std::string problem = unreadable(bytes); !problem.empty()) {
    collector.malformed(1, std::move(problem));
    return std::move(collector.result);
  }
  Lines lines(bytes);
  std::string_view line;
  Fields fields;
  if (!lines.next(line)) {
    collector.malformed(1, "the file is empty; its first row names the columns");
    return std::move(collector.result);
  }
  split(line, fields);
  const std::size_t width = fields.size();
  std::array<std::size_t, 7> at{};
  for (std::size_t n = 0; n < kIcewsColumns.size(); ++n) {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](std::string_view field) {
      return plain_name(field) == plain_name(kIcewsColumns[n]);
    });
    at[n] = static_cast<std::size_t>(found - fields.begin());
    if (at[n] == width)
      collector.malformed(1, fmt::format("the header has no column `{}`", kIcewsColumns[n]));
  }
  if (collector.result.malformed > 0) return std::move(collector.result);
  while (lines.next(line)) {
    if (line.empty()) continue;
    ++collector.result.rows;
    split(line, fields);
    Row row;
    if (std::string problem = read_icews(fields, width, at, row); !problem.empty()) {
      collector.malformed(lines.number(), std::move(problem));
    } else {
      collector.add(row, lines.number());
    }
  }
  return std::move(collector.result);
}

std::vector<EventMonth> by_month(const std::vector<Event>& events) {
  if (events.empty()) return {};
  const auto index = [](std::int32_t day) {
    const Date date = date_of(day);
    return date.year * 12 + date.month - 1;
  };
  const auto [first, last] = std::minmax_element(
      events.begin(), events.end(), [](const Event& a, const Event& b) { return a.day < b.day; });
  const int begin = index(first->day), end = index(last->day);
  std::vector<EventMonth> months(static_cast<std::size_t>(end - begin + 1));
  for (int m = begin; m <= end; ++m) {
    months[static_cast<std::size_t>(m - begin)].year = m / 12;
    months[static_cast<std::size_t>(m - begin)].month = m % 12 + 1;
  }
  for (const Event& event : events) {
    EventMonth& month = months[static_cast<std::size_t>(index(event.day) - begin)];
    const auto quad = static_cast<std::size_t>(event.quad);
    ++month.count[quad];
    if (event.goldstein) {
      month.goldstein[quad] += *event.goldstein;
    } else {
      ++month.unscored[quad];
    }
  }
  return months;
}

}  // namespace offramp::evidence
