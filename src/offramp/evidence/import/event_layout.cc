// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/event_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "offramp/base/text/date.h"
#include "offramp/evidence/import/table/cell.h"

namespace offramp::evidence {
namespace {

using Fields = std::vector<std::string_view>;

constexpr std::size_t kHeaderLines = 10;  // among which a header is looked for
constexpr std::size_t kSampleLines = 50;  // by which the number of columns is told

void split(std::string_view line, Fields& fields) {
  fields.clear();
  for (;;) {
    const std::size_t tab = line.find('\t');
    fields.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return;
    line.remove_prefix(tab + 1);
  }
}

// At tabs outside of quotes; a quote closes where a tab or the end of the line follows.
void split_outside_quotes(std::string_view line, Fields& fields) {
  fields.clear();
  for (;;) {
    std::size_t end = line.find('\t');
    if (line.starts_with('"')) {
      const std::size_t closing = line.find("\"\t", 1);
      end = closing == std::string_view::npos ? closing : closing + 1;
    }
    fields.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return;
    line.remove_prefix(end + 1);
  }
}

std::string_view bare(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return text;
  return text.substr(1, text.size() - 2);
}

// A column by one of its plain names.
struct Name {
  std::size_t EventColumns::*column;
  std::string_view shown;  // as the format writes it
  std::array<std::string_view, 3> plain;
  bool required;
};

constexpr Name kIcews[] = {{&EventColumns::date, "Event Date", {"eventdate"}, true},
                           {&EventColumns::source, "Source Name", {"sourcename"}, true},
                           {&EventColumns::source_country, "Source Country", {"sourcecountry"}, true},
                           {&EventColumns::code, "CAMEO Code", {"cameocode"}, false},
                           {&EventColumns::title, "Event Text", {"eventtext"}, false},
                           {&EventColumns::score, "Intensity", {"intensity"}, true},
                           {&EventColumns::target, "Target Name", {"targetname"}, true},
                           {&EventColumns::target_country, "Target Country", {"targetcountry"}, true},
                           {&EventColumns::id, "Event ID", {"eventid"}, false}};
constexpr Name kGdelt[] = {{&EventColumns::date, "SQLDATE", {"sqldate", "day", "date"}, true},
                           {&EventColumns::source, "Actor1Code", {"actor1code"}, true},
                           {&EventColumns::source_country, "Actor1CountryCode", {"actor1countrycode"}, true},
                           {&EventColumns::target, "Actor2Code", {"actor2code"}, true},
                           {&EventColumns::target_country, "Actor2CountryCode", {"actor2countrycode"}, true},
                           {&EventColumns::code, "EventCode", {"eventcode", "cameocode"}, true},
                           {&EventColumns::quad, "QuadClass", {"quadclass"}, true},
                           {&EventColumns::score, "GoldsteinScale", {"goldsteinscale", "goldstein"}, true},
                           {&EventColumns::id, "GLOBALEVENTID", {"globaleventid"}, false}};

// A table known by some names of its header, all of which must be there.
struct Foreign {
  std::array<std::string_view, 3> names;  // empty ones are not looked for
  std::string_view what;
};
constexpr Foreign kForeign[] = {
    {{"eventtype", "subeventtype"}, "an ACLED table, which codes neither CAMEO events nor Goldstein scores"},
    {{"typeofviolence", "sidea"}, "a UCDP table of violent events, without CAMEO codes and Goldstein scores"},
    {{"conflictid", "sidea"}, "a UCDP table of conflicts, not of events"},
    {{"eventmode", "quadcode"}, "a POLECAT table, coded by PLOVER and not by CAMEO"},
    {{"actorname", "recipientname"}, "a POLECAT table, coded by PLOVER and not by CAMEO"},
    {{"numevents", "cameocode"},
     "GDELT's reduced table, whose rows are sums over events; take the daily tables"},
    {{"mentionidentifier"}, "GDELT's table of mentions; take the table of events (export.CSV)"},
    {{"gkgrecordid"}, "GDELT's knowledge graph; take the table of events (export.CSV)"},
    {{"iyear", "imonth", "iday"}, "a table of the Global Terrorism Database, which has no CAMEO codes"},
    {{"dispnum"}, "a Correlates of War table of disputes, not of events"},
    {{"about", "kind"}, "a table of evidence, which --evidence takes"}};

std::string foreign_kind(const std::set<std::string>& names) {
  for (const Foreign& kind : kForeign) {
    const bool all = std::all_of(kind.names.begin(), kind.names.end(), [&](std::string_view name) {
      return name.empty() || names.contains(std::string(name));
    });
    if (all) return fmt::format("this is {}; GDELT and ICEWS event tables are read", kind.what);
  }
  return {};
}

bool matches(const Name& name, std::string_view plain) {
  return !plain.empty() && std::find(name.plain.begin(), name.plain.end(), plain) != name.plain.end();
}

template <class Names>
std::size_t count_known(const Names& known, const std::set<std::string>& names) {
  return static_cast<std::size_t>(std::count_if(std::begin(known), std::end(known), [&](const Name& name) {
    return std::any_of(name.plain.begin(), name.plain.end(), [&](std::string_view plain) {
      return !plain.empty() && names.contains(std::string(plain));
    });
  }));
}

// Fills the columns; what is missing or stands twice, in one sentence.
template <class Names>
std::string place_columns(const Names& known, const std::vector<std::string>& header, EventColumns& columns) {
  std::string missing;
  for (const Name& name : known) {
    for (std::size_t n = 0; n < header.size(); ++n) {
      if (!matches(name, header[n])) continue;
      if (columns.*name.column != EventColumns::kNone) {
        return fmt::format("the header has two columns `{}`; delete the wrong one", name.shown);
      }
      columns.*name.column = n;
    }
    if (name.required && columns.*name.column == EventColumns::kNone) {
      missing += fmt::format("{}`{}`", missing.empty() ? "" : ", ", name.shown);
    }
  }
  if (columns.code == EventColumns::kNone && columns.title == EventColumns::kNone) {
    missing += fmt::format("{}`CAMEO Code` or `Event Text`", missing.empty() ? "" : ", ");
  }
  return missing.empty()
             ? std::string()
             : fmt::format("the header lacks {}; take the table as its makers publish it", missing);
}

// The layout that a header names, or why it cannot be used; neither if the line is no header.
EventLayoutReading by_header(const Fields& fields, char separator, std::size_t line) {
  std::vector<std::string> header;
  for (const std::string_view field : fields) header.push_back(plain_name(field));
  while (!header.empty() && header.back().empty()) header.pop_back();
  const std::set<std::string> names(header.begin(), header.end());
  EventLayoutReading result;
  if (names.size() >= 2) result.refusal = foreign_kind(names);
  const std::size_t icews = count_known(kIcews, names), gdelt = count_known(kGdelt, names);
  if (!result.refusal.empty() || std::max(icews, gdelt) < 2) return result;
  EventLayout layout{
      icews >= gdelt ? EventFormat::icews : EventFormat::gdelt2, separator, header.size(), line, {}};
  if (layout.format != EventFormat::icews && header.size() <= 58 && !names.contains("dateadded")) {
    layout.format = names.contains("actor1geoadm2code") ? EventFormat::gdelt2 : EventFormat::gdelt1;
  }
  result.refusal = icews >= gdelt ? place_columns(kIcews, header, layout.column)
                                  : place_columns(kGdelt, header, layout.column);
  if (result.refusal.empty()) result.layout = layout;
  return result;
}

EventLayoutReading find_header(std::string_view text, char separator) {
  EventRows rows(text, separator);
  Fields fields;
  for (std::size_t n = 0; n < kHeaderLines && rows.next(fields, 0); ++n) {
    EventLayoutReading found = by_header(fields, separator, rows.line());
    if (found.layout || !found.refusal.empty()) return found;
  }
  return {};
}

bool is_gdelt_width(std::size_t width) {
  return width == 57 || width == 58 || width == 61;
}

EventColumns gdelt_columns() {
  EventColumns c;  // the codebook counts from 1
  c.id = 0;
  c.date = 1;
  c.source = 5;
  c.source_country = 7;
  c.target = 15;
  c.target_country = 17;
  c.code = 26;
  c.quad = 29;
  c.score = 30;
  return c;
}

bool all_digits(std::string_view text, std::size_t count) {
  return text.size() == count &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// What a first line without a known header or number of columns looks like.
std::string unknown_table(std::string_view text) {
  Fields fields;
  EventRows tabs(text, '\t'), commas(text, ',');
  tabs.next(fields, 0);
  const std::size_t by_tabs = fields.size();
  if (by_tabs == 27) return fmt::format("this is {}", kForeign[7].what);
  if (by_tabs == 16 && all_digits(fields[1], 14) && all_digits(fields[2], 14)) {
    return fmt::format("this is {}", kForeign[6].what);
  }
  commas.next(fields, 0);
  if (fields.size() > 40 && parse_compact_date(trimmed(fields[1]))) {
    return fmt::format(
        "a GDELT table with its fields separated by commas, and commas inside fields without quotes ({} "
        "fields); take it as GDELT publishes it, with tabs",
        fields.size());
  }
  return fmt::format(
      "neither a GDELT event table (61 columns, or 57 or 58 in version 1.0) nor an ICEWS one (a header "
      "with `Event Date`, `Source Name` ...); the first line has {} field{} by tabs, {} by commas",
      by_tabs, by_tabs == 1 ? "" : "s", fields.size());
}

// By the number of columns of the first lines.
EventLayoutReading by_width(std::string_view text, const std::vector<char>& separators) {
  EventLayoutReading result;
  std::size_t most = 0;
  for (const char separator : separators) {
    std::map<std::size_t, std::size_t> lines;
    EventRows rows(text, separator);
    Fields fields;
    for (std::size_t n = 0; n < kSampleLines && rows.next(fields, 61); ++n) ++lines[fields.size()];
    for (const auto& [width, count] : lines) {
      if (!is_gdelt_width(width) || count <= most) continue;
      most = count;
      result.layout = EventLayout{width == 61 ? EventFormat::gdelt2 : EventFormat::gdelt1, separator, width,
                                  0, gdelt_columns()};
    }
  }
  if (!result.layout) result.refusal = unknown_table(text);
  return result;
}

}  // namespace

std::string_view event_format_name(EventFormat format) {
  switch (format) {
    case EventFormat::icews:
      return "ICEWS";
    case EventFormat::gdelt1:
      return "GDELT 1.0";
    default:
      return "GDELT 2.0";
  }
}

EventRows::EventRows(std::string_view text, char separator)
    : left_(text), separator_(separator), csv_(separator == '\t' ? std::string_view{} : text, separator) {
  if (text.find('\n') == std::string_view::npos) line_end_ = '\r';
}

bool EventRows::next_line(std::string_view& line) {
  if (left_.empty()) return false;
  const std::size_t end = left_.find(line_end_);
  line = left_.substr(0, end);
  left_ = end == std::string_view::npos ? std::string_view{} : left_.substr(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  ++line_;
  return true;
}

bool EventRows::next(Fields& fields, std::size_t width) {
  if (separator_ == '\t') {
    std::string_view line;
    do {
      if (!next_line(line)) return false;
    } while (trimmed(line).empty() || (line_ == 1 && stated_separator(line) != '\0'));
    split(line, fields);
    if (width != 0 && fields.size() > width && line.find('"') != std::string_view::npos) {
      split_outside_quotes(line, fields);
    }
    for (std::string_view& field : fields) field = bare(field);
  } else {
    if (!csv_.next(record_)) return false;
    line_ = static_cast<std::size_t>(record_.line);
    fields.assign(record_.fields.begin(), record_.fields.end());
  }
  while (width != 0 && fields.size() > width && trimmed(fields.back()).empty()) fields.pop_back();
  return true;
}

EventLayoutReading find_event_layout(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return {std::nullopt, "the file is empty; GDELT and ICEWS event tables are read"};
  }
  std::vector<char> separators{'\t', ',', ';', '|'};
  if (const char stated = stated_separator(text); stated != '\0') separators = {stated};
  EventLayoutReading refused;
  for (const char separator : separators) {
    EventLayoutReading found = find_header(text, separator);
    if (found.layout) return found;
    if (refused.refusal.empty()) refused = std::move(found);
  }
  return refused.refusal.empty() ? by_width(text, separators) : refused;
}

}  // namespace offramp::evidence
