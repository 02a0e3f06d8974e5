// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/events.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "offramp/base/text/date.h"
#include "offramp/base/text/file_text.h"
#include "offramp/evidence/import/coding/actors.h"
#include "offramp/evidence/import/event_layout.h"
#include "offramp/evidence/import/table/cell.h"
#include "offramp/evidence/import/written_date.h"

namespace offramp::evidence {
namespace {

using Fields = std::vector<std::string_view>;

std::vector<std::string> trimmed_names(const std::vector<std::string>& names) {
  std::vector<std::string> list;
  for (const std::string& name : names) list.emplace_back(trimmed(name));
  return list;
}

std::string plural(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

// What an event is read from, without copies where that can be.
struct Row {
  std::int32_t day = 0;
  std::string_view id, source, source_country, target, target_country;
  std::string cameo;
  Quad quad = Quad::verbal_cooperation;
  std::optional<double> score;
};

// Tells whether an event was listed before.
class Repeats {
 public:
  enum class Answer { fresh, same, clash };
  Answer look(const std::vector<Event>& events, const Event& event, bool by_day) {
    if (event.id.empty()) return Answer::fresh;
    const auto [from, to] = by_content_.equal_range(hash(event));
    for (auto at = from; at != to; ++at) {
      if (same(events[at->second], event)) return Answer::same;
    }
    by_content_.emplace(hash(event), events.size());
    const std::string key = by_day ? fmt::format("{}\t{}", event.id, event.day) : event.id;
    return by_id_.emplace(std::hash<std::string>{}(key), events.size()).second ? Answer::fresh
                                                                               : Answer::clash;
  }

 private:
  static bool same(const Event& a, const Event& b) {
    return a.day == b.day && a.id == b.id && a.source == b.source && a.target == b.target &&
           a.cameo == b.cameo;
  }
  static std::size_t hash(const Event& event) {
    return std::hash<std::string>{}(
        fmt::format("{}\t{}\t{}\t{}\t{}", event.id, event.day, event.source, event.target, event.cameo));
  }
  std::unordered_multimap<std::size_t, std::size_t> by_content_;
  std::unordered_map<std::size_t, std::size_t> by_id_;
};

class Importer {
 public:
  Importer(const FileText& file, const EventLayout& layout, const EventFilter& filter)
      : file_(file),
        layout_(layout),
        filter_(filter),
        sources_(trimmed_names(filter.sources)),
        targets_(trimmed_names(filter.targets)),
        scheme_(layout.format == EventFormat::icews ? ActorScheme::names : ActorScheme::codes),
        search_(everybody(sources_, targets_), scheme_) {
    result_.layout = event_format_name(layout.format);
  }

  EventImport run() {
    EventRows rows(file_.text(), layout_.separator);
    Fields fields;
    while (rows.next(fields, layout_.width)) {
      if (rows.line() <= layout_.header_line) continue;
      if (is_header(fields)) {
        ++headers_;
        continue;
      }
      ++result_.rows;
      Row row;
      std::string problem = rows.problem().empty() ? read(fields, row) : rows.problem();
      if (!problem.empty()) {
        malformed(rows.line(), std::move(problem));
      } else {
        add(row, rows.line());
      }
    }
    add_notes();
    return std::move(result_);
  }

 private:
  static std::vector<std::string> everybody(std::vector<std::string> all,
                                            const std::vector<std::string>& more) {
    for (const std::string& name : more) {
      if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
    }
    return all;
  }

  std::string_view cell(const Fields& fields, std::size_t column) const {
    if (column >= fields.size()) return {};
    const std::string_view text = trimmed(fields[column]);
    return is_blank(text) ? std::string_view{} : text;
  }

  // Files joined end to end repeat their header.
  bool is_header(const Fields& fields) const {
    if (layout_.header_line == 0 || layout_.column.date >= fields.size()) return false;
    const std::string_view cell = trimmed(fields[layout_.column.date]);
    if (cell.empty() || (cell.front() >= '0' && cell.front() <= '9')) return false;
    const std::string name = plain_name(cell);
    return name == "eventdate" || name == "sqldate" || name == "day" || name == "date";
  }

  void malformed(std::size_t line, std::string message) {
    ++result_.malformed;
    if (result_.problems.size() < EventImport::kMaxProblems)
      result_.problems.push_back({line, std::move(message)});
  }

  // Empty when the row is sound.
  std::string read(const Fields& fields, Row& row) {
    if (std::string problem = check_width(fields); !problem.empty()) return problem;
    if (std::string problem = read_day(cell(fields, layout_.column.date), row.day); !problem.empty())
      return problem;
    if (std::string problem = read_code(fields, row); !problem.empty()) return problem;
    if (const std::string_view text = cell(fields, layout_.column.score); !text.empty()) {
      row.score = parse_decimal(text);
      if (!row.score || !(*row.score >= -10.0 && *row.score <= 10.0)) {
        return fmt::format("`{}` is not a Goldstein score from -10 to 10", shown(text));
      }
    }
    row.id = cell(fields, layout_.column.id);
    row.source = cell(fields, layout_.column.source);
    row.source_country = cell(fields, layout_.column.source_country);
    row.target = cell(fields, layout_.column.target);
    row.target_country = cell(fields, layout_.column.target_country);
    return {};
  }

  // Tables of GDELT's two versions joined end to end are told apart by the date of entry, near the end of a
  // row.
  std::string check_width(const Fields& fields) {
    if (fields.size() == layout_.width) return {};
    if (layout_.header_line == 0) {
      const auto entered = [&](std::size_t width, std::size_t column, std::size_t digits) {
        return fields.size() == width && fields[column].size() == digits &&
               std::all_of(fields[column].begin(), fields[column].end(),
                           [](char c) { return c >= '0' && c <= '9'; });
      };
      if (entered(61, 59, 14) || entered(58, 56, 8) || entered(57, 56, 8)) {
        ++other_version_;
        return {};
      }
      return fmt::format("{} columns; {} events have {}", fields.size(), event_format_name(layout_.format),
                         layout_.width);
    }
    return fmt::format("{} columns; the header has {}{}", fields.size(), layout_.width,
                       fields.size() > layout_.width
                           ? fmt::format(", so one of the {} stands in a field without quotes",
                                         separator_name(layout_.separator))
                           : std::string());
  }

  std::string read_day(std::string_view text, std::int32_t& day) {
    auto date = parse_date(text);
    if (!date) date = parse_compact_date(text);
    if (!date) {
      const WrittenDate written = read_written_date(text);
      if (!written.certain && (written.day_first || written.month_first)) look_at_dates();
      date = order_.resolve(written);
      if (!date) return order_.problem(text);
    }
    day = day_number(*date);
    return {};
  }

  // Only when the first date comes that needs it: a pass over the whole column.
  void look_at_dates() {
    if (looked_) return;
    looked_ = true;
    EventRows rows(file_.text(), layout_.separator);
    Fields fields;
    while (rows.next(fields, layout_.width)) {
      if (rows.line() <= layout_.header_line) continue;
      order_.see(read_written_date(cell(fields, layout_.column.date)));
    }
  }

  std::string read_code(const Fields& fields, Row& row) {
    std::string_view code = cell(fields, layout_.column.code);
    if (code.size() > 2 && code.ends_with(".0"))
      code.remove_suffix(2);  // a number in the eyes of a spreadsheet
    const std::string_view title = cell(fields, layout_.column.title);
    if (code.empty() && !title.empty()) {
      const auto by_title = cameo_of_title(title);
      if (!by_title) return fmt::format("no CAMEO code, and `{}` is the title of none", shown(title));
      row.cameo = *by_title;
      ++by_title_;
    }
    const std::string_view quad = cell(fields, layout_.column.quad);
    if (!quad.empty()) {
      const auto number = parse_decimal(quad);
      if (number != 1.0 && number != 2.0 && number != 3.0 && number != 4.0) {
        return fmt::format("`{}` is not a QuadClass from 1 to 4", shown(quad));
      }
      row.quad = static_cast<Quad>(static_cast<int>(*number) - 1);
      if (row.cameo.empty()) row.cameo = whole_gdelt_code(code, row.quad);
    } else if (row.cameo.empty()) {
      row.cameo = whole_icews_code(code);
    }
    const auto by_code = quad_of_cameo(row.cameo);
    if (!by_code) return fmt::format("`{}` is not a CAMEO code", shown(code));
    if (quad.empty()) row.quad = *by_code;
    if (!code.empty() && row.cameo != code) ++zeros_;
    return {};
  }

  bool is_one_of(std::string_view actor, std::string_view country,
                 const std::vector<std::string>& wanted) const {
    return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
             return is_actor(name, actor, country, scheme_);
           });
  }

  bool matches(const Row& row) const {
    if (row.day < filter_.first_day || row.day > filter_.last_day) return false;
    const auto from_to = [&](const auto& sources, const auto& targets) {
      return is_one_of(row.source, row.source_country, sources) &&
             is_one_of(row.target, row.target_country, targets);
    };
    return from_to(sources_, targets_) || (filter_.either_direction && from_to(targets_, sources_));
  }

  void add(Row& row, std::size_t line) {
    search_.see(row.source, row.source_country);
    search_.see(row.target, row.target_country);
    if (!matches(row)) return;
    Event event{row.day,
                std::string(row.id),
                std::string(row.source),
                std::string(row.source_country),
                std::string(row.target),
                std::string(row.target_country),
                std::move(row.cameo),
                row.quad,
                row.score,
                line};
    switch (repeats_.look(result_.events, event, layout_.format == EventFormat::icews)) {
      case Repeats::Answer::same:
        ++result_.repeated;
        return;
      case Repeats::Answer::clash:
        ++clashes_;
        break;
      case Repeats::Answer::fresh:
        break;
    }
    result_.events.push_back(std::move(event));
  }

  void add_notes() {
    const auto note = [&](std::string text) { result_.notes.push_back(std::move(text)); };
    if (!file_.note().empty()) note(file_.note());
    if (layout_.separator != '\t') {
      note(fmt::format("the fields are separated by {}, not by tabs; read as such",
                       separator_name(layout_.separator)));
    }
    if (headers_ > 0)
      note(fmt::format("the header comes again on {} and is passed over", plural(headers_, "line")));
    if (other_version_ > 0) {
      note(fmt::format("{} of GDELT's other version {} read, too", plural(other_version_, "row"),
                       other_version_ == 1 ? "is" : "are"));
    }
    if (order_.needed() && !order_.reading().empty()) {
      note(fmt::format("dates with slashes, dashes or points are read as {}{}", order_.reading(),
                       order_.decided() ? "" : ", which no date here confirms"));
    }
    if (by_title_ > 0) {
      note(fmt::format("{} no CAMEO code; classed by the title in Event Text",
                       by_title_ == 1 ? "1 row has" : fmt::format("{} rows have", by_title_)));
    }
    if (zeros_ > 0) {
      note(fmt::format("{} lost the leading zero and got it back, as 010 for 10",
                       plural(zeros_, "event code")));
    }
    if (result_.repeated > 0) {
      note(fmt::format(
          "{} an event listed before (same identifier, day, actors and code); it counts once",
          result_.repeated == 1 ? "1 row repeats" : fmt::format("{} rows repeat", result_.repeated)));
    }
    if (clashes_ > 0) {
      note(fmt::format("{} the identifier of an event before but another content; each counts",
                       clashes_ == 1 ? "1 row has" : fmt::format("{} rows have", clashes_)));
    }
    const auto unscored = static_cast<std::size_t>(std::count_if(
        result_.events.begin(), result_.events.end(), [](const Event& e) { return !e.goldstein; }));
    if (unscored > 0) {
      note(fmt::format("{} no score; counted, without adding to the net score",
                       unscored == 1 ? "1 event has" : fmt::format("{} events have", unscored)));
    }
    for (std::string& text : search_.missing()) note(std::move(text));
  }

  const FileText& file_;
  const EventLayout& layout_;
  const EventFilter& filter_;
  std::vector<std::string> sources_, targets_;
  ActorScheme scheme_;
  ActorSearch search_;
  EventImport result_;
  Repeats repeats_;
  DateOrder order_{layout_.format == EventFormat::icews ? DateOrder::Usual::month_first
                                                        : DateOrder::Usual::none};
  bool looked_ = false;
  std::size_t headers_ = 0, other_version_ = 0, by_title_ = 0, zeros_ = 0, clashes_ = 0;
};

}  // namespace

EventImport import_events(std::string_view bytes, const EventFilter& filter) {
  EventImport refused;
  const FileText file(bytes);
  if (!file.problem().empty()) {
    refused.refusal = file.problem();
    return refused;
  }
  const EventLayoutReading found = find_event_layout(file.text());
  if (!found.layout) {
    refused.refusal = found.refusal;
    return refused;
  }
  return Importer(file, *found.layout, filter).run();
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
