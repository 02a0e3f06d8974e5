// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// Text out of the bytes of files that other programs wrote.
namespace offramp {

/// A file's text in UTF-8, whatever it was written in.
///
/// Read as they stand: UTF-8 with or without a byte-order mark. Read with a note: UTF-16 of either byte
/// order, with a mark, or without one when every second byte of its beginning is 0; and, line by line, bytes
/// that are no UTF-8 as Windows-1252 (the code page of western Windows, of which Latin-1 is a part), so that
/// a file joined from both is right in all its lines. Refused with what the file is and what to do: archives,
/// workbooks, databases, PDF and other files that are no text at all.
class FileText {
 public:
  /// `bytes` must outlive the object, which keeps a copy only of what it had to convert. Never throws on any
  /// bytes.
  explicit FileText(std::string_view bytes);
  FileText(const FileText&) = delete;  // the text may be a view of the object itself
  FileText& operator=(const FileText&) = delete;

  /// UTF-8 without a byte-order mark; empty if there is a problem.
  std::string_view text() const { return text_; }
  /// Why the file cannot be read as text, with the cure: "the file is a zip archive; unpack it first". Empty
  /// if it can.
  const std::string& problem() const { return problem_; }
  /// What was done to read it: "the file is UTF-16; it is read as such". Empty for UTF-8.
  const std::string& note() const { return note_; }

 private:
  void from_utf16(std::string_view bytes, bool big_endian);
  void from_windows(std::string_view bytes);
  std::string converted_;
  std::string_view text_;
  std::string problem_, note_;
};

}  // namespace offramp
