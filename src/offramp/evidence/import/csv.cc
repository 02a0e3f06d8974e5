// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/csv.h"

namespace offramp::evidence {

CsvReader::CsvReader(std::string_view bytes) : bytes_(bytes) {
  if (bytes_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

bool CsvReader::at_line_end() const {
  return at_ >= bytes_.size() || bytes_[at_] == '\n' ||
         (bytes_[at_] == '\r' && (at_ + 1 >= bytes_.size() || bytes_[at_ + 1] == '\n'));
}

void CsvReader::skip_line_end() {
  if (at_ < bytes_.size() && bytes_[at_] == '\r') ++at_;
  if (at_ < bytes_.size() && bytes_[at_] == '\n') ++at_;
  ++line_;
}

// After the opening quote.
void CsvReader::quoted(CsvRecord& record, std::string& field) {
  const std::size_t start = at_;
  const int start_line = line_;
  while (at_ < bytes_.size()) {
    const char c = bytes_[at_++];
    if (c == '\n') ++line_;
    if (c != '"') {
      field += c;
    } else if (at_ < bytes_.size() && bytes_[at_] == '"') {
      field += '"';
      ++at_;
    } else {
      if (!at_line_end() && bytes_[at_] != ',') record.problem = "text after a closing quote";
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
  while (at_ < bytes_.size() && at_line_end()) skip_line_end();
  if (at_ >= bytes_.size()) return false;
  record = {{}, line_, ++row_, {}};
  for (;;) {
    std::string field;
    if (at_ < bytes_.size() && bytes_[at_] == '"') {
      ++at_;
      quoted(record, field);
    }
    while (!at_line_end() && (bytes_[at_] != ',' || !record.problem.empty())) {
      if (bytes_[at_] == '"' && record.problem.empty()) record.problem = "a quote inside an unquoted field";
      field += bytes_[at_++];
    }
    record.fields.push_back(std::move(field));
    if (at_line_end()) break;
    ++at_;  // the comma
  }
  skip_line_end();
  return true;
}

}  // namespace offramp::evidence
