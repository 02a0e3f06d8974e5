// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/word.h"

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string_view>
#include <vector>

#include "offramp/base/run/child_process.h"
#include "offramp/base/run/files.h"
#include "offramp/base/run/temporary_folder.h"
#include "offramp/base/run/write_files.h"
#include "offramp/base/text/date.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/svg.h"
#include "offramp/briefing/render/html.h"
#include "offramp/briefing/render/html_blocks.h"

namespace offramp::briefing {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = std::size_t{1} << 30;
constexpr int kPictureWidth = 1440;  // pixels: twice what the page shows

/// The colours and fonts of the light page: `--ink` to `#1c1d1f`.
std::map<std::string, std::string> page_colours() {
  const std::string_view style = page_style();
  std::string_view root = style.substr(style.find(":root {") + 7);
  root = root.substr(0, root.find('}'));
  std::map<std::string, std::string> colours;
  for (std::size_t at = root.find("--"); at != std::string_view::npos; at = root.find("--", at)) {
    const std::size_t colon = root.find(':', at), end = root.find(';', colon);
    colours[std::string(root.substr(at, colon - at))] = std::string(root.substr(colon + 2, end - colon - 2));
    at = end;
  }
  return colours;
}

/// The rules of the page that draw, with their colours written out: a drawing alone knows no variables.
std::string drawing_style() {
  const std::map<std::string, std::string> colours = page_colours();
  std::string out;
  std::string_view rest = page_style();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.starts_with("svg ")) out += std::string(line) + "\n";
  }
  for (std::size_t at = out.find("var("); at != std::string::npos; at = out.find("var(", at)) {
    const std::size_t end = out.find(')', at);
    const auto colour = colours.find(out.substr(at + 4, end - at - 4));
    out.replace(at, end - at + 1, colour == colours.end() ? "black" : colour->second);
  }
  return out;
}

/// Draws pictures into a folder; none without rsvg-convert.
class Pictures {
 public:
  Pictures(const fs::path& folder, const StopToken& stop, int seconds)
      : folder_(folder), stop_(stop), seconds_(seconds), program_(find_program({"rsvg-convert"})) {}

  /// The name of its file in the folder, whose path is nobody's business; empty if it cannot be drawn.
  std::string draw(const std::string& svg) {
    if (!program_ || svg.empty()) return {};
    if (style_.empty()) style_ = drawing_style();
    const fs::path drawing = folder_ / fmt::format("figure-{}.svg", ++count_);
    const fs::path picture = fs::path(drawing).replace_extension(".png");
    if (write_file(drawing, with_style(svg, style_))) return {};
    std::string problem;
    const ChildStatus status =
        run_child({program_->string(), "--width", std::to_string(kPictureWidth), "--keep-aspect-ratio",
                   "--background-color", "white", "--output", picture.string(), drawing.string()},
                  seconds_, stop_, problem);
    return ended_well(status) ? picture.filename().string() : std::string();
  }

 private:
  fs::path folder_;
  const StopToken& stop_;
  int seconds_;
  std::optional<fs::path> program_;
  std::string style_;
  int count_ = 0;
};

std::string styled(std::string_view style, const std::string& html) {
  return html.empty() ? html : fmt::format("<div data-custom-style=\"{}\"><p>{}</p></div>\n", style, html);
}

std::string figure_html(const Figure& f, Pictures& pictures) {
  std::string out = fmt::format("<p{}><strong>{}</strong></p>\n", id_attribute(f.id), text_html(f.title));
  const std::string picture = pictures.draw(f.wide);
  if (!picture.empty()) {
    out += fmt::format("<p><img src=\"{}\" alt=\"{}\" width=\"100%\"></p>\n", escape_html(picture),
                       escape_html(f.description));
  }
  out += styled("Caption", text_html(f.caption));
  if (!f.data.rows.empty()) out += table_html(f.data);
  return out;
}

std::string word_html(const Document& document, Pictures& pictures) {
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n",
      escape_html(document.title));
  out += styled("Marking", escape_html(document.marking));
  out += styled("Subtitle", escape_html(document.question));
  std::string facts;
  for (const Text& fact : document.facts) facts += (facts.empty() ? "" : " · ") + text_html(fact);
  out += styled("Date", facts);
  const auto figure = [&](const Figure& f) { return figure_html(f, pictures); };
  bool front = false;
  for (const Section& section : document.sections) {
    if (front && !section.front) out += "<h1>Annex: everything behind the two pages</h1>\n";
    front = section.front;
    if (!section.title.empty())
      out += fmt::format("<h2{}>{}</h2>\n", id_attribute(section.id), escape_html(section.title));
    out += styled("Audience", escape_html(section.audience));
    for (const Block& block : section.blocks) out += block_html(block, figure);
  }
  return out + "</body>\n</html>\n";
}

/// Seconds from 1970 to that day; zip files begin in 1980.
std::string epoch(const std::string& date) {
  constexpr std::int64_t kDay = 86'400;
  const std::int64_t first = day_number({1980, 1, 1});
  const auto day = parse_date(date);
  return std::to_string(kDay * std::max<std::int64_t>(first, day ? day_number(*day) : first));
}

}  // namespace

bool has_pandoc() {
  return find_program({"pandoc"}).has_value();
}

std::string print_word(const Document& document, const std::string& date, const StopToken& stop,
                       int seconds) {
  const auto pandoc = find_program({"pandoc"});
  if (!pandoc) throw WordError(kNoPandoc);
  const TemporaryFolder folder;
  if (folder.problem()) throw WordError(*folder.problem());
  Pictures pictures(folder.path(), stop, seconds);
  const fs::path page = folder.path() / "briefing.html", made = folder.path() / "briefing.docx";
  if (const auto problem = write_file(page, word_html(document, pictures))) throw WordError(*problem);
  std::string problem;
  const ChildStatus status =
      run_child({pandoc->string(), "--from=html", "--to=docx", "--resource-path=" + folder.path().string(),
                 "--output=" + made.string(), page.string()},
                seconds, stop, problem, {{"SOURCE_DATE_EPOCH", epoch(date)}});
  if (!status) throw WordError(problem);
  const FileBytes docx = read_file(made, kMostBytes);
  if (!ended_well(status) || docx.problem || !docx.bytes.starts_with("PK"))
    throw WordError(fmt::format("{} could not make the Word file", pandoc->string()));
  return docx.bytes;
}

}  // namespace offramp::briefing
