// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/table/csv.h"

namespace offramp::evidence {
namespace {

// The first line without its end.
std::string_view first_line(std::string_view text) {
  return text.substr(0, text.find_first_of("\r\n"));
}

}  // namespace

CsvReader::CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {
  if (stated_separator(text_) == '\0') return;
  at_ = first_line(text_).size();
  skip_line_end();
}

bool CsvReader::at_line_end() const {
  return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
}

void CsvReader::skip_line_end() {
  const bool carriage = at_ < text_.size() && text_[at_] == '\r';
  if (carriage) ++at_;
  if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  ++line_;
}

// After the opening quote.
void CsvReader::quoted(CsvRecord& record, std::string& field) {
  const std::size_t start = at_;
  const int start_line = line_;
  while (at_ < text_.size()) {
    const char c = text_[at_++];
    if (c == '\n' || (c == '\r' && (at_ >= text_.size() || text_[at_] != '\n'))) ++line_;
    if (c != '"') {
      field += c;
    } else if (at_ < text_.size() && text_[at_] == '"') {
      field += '"';
      ++at_;
    } else {
      if (!at_line_end() && text_[at_] != separator_) record.problem = "text after a closing quote";
      return;
    }
  }
  // Never closed: give up on this line only, so that one lost quote does not swallow the file.
  record.problem = "a quote that is never closed";
  at_ = start;
  line_ = start_line;
  field.clear();
}

bool CsvReader::next(CsvRecord& record) {
  while (at_ < text_.size() && at_line_end()) skip_line_end();
  if (at_ >= text_.size()) return false;
  record = {{}, line_, ++row_, {}};
  for (;;) {
    std::string field;
    if (at_ < text_.size() && text_[at_] == '"') {
      ++at_;
      quoted(record, field);
    }
    while (!at_line_end() && (text_[at_] != separator_ || !record.problem.empty())) {
      if (text_[at_] == '"' && record.problem.empty()) record.problem = "a quote inside an unquoted field";
      field += text_[at_++];
    }
    if (record.fields.size() < kMostFields) {
      record.fields.push_back(std::move(field));
    } else if (record.problem.empty()) {
      record.problem = "more than 10000 fields";
    }
    if (at_line_end()) break;
    ++at_;  // the separator
  }
  skip_line_end();
  return true;
}

std::string_view separator_name(char separator) {
  switch (separator) {
    case ';':
      return "semicolons";
    case '\t':
      return "tabs";
    case '|':
      return "bars";
    default:
      return "commas";
  }
}

char stated_separator(std::string_view text) {
  const std::string_view line = first_line(text);
  return line.size() == 5 && (line.starts_with("sep=") || line.starts_with("SEP=")) ? line[4] : '\0';
}

}  // namespace offramp::evidence
