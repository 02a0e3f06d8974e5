// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/text/file_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "offramp/base/unicode/unicode.h"

namespace offramp {
namespace {

constexpr std::size_t kLook = 4096;  // bytes by which a file is told

unsigned byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
}

// Windows-1252 where it differs from Latin-1 (0x80 to 0x9F); bytes without a meaning become U+FFFD.
constexpr std::array<std::uint16_t, 32> kWindows{
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

bool begins_with_word(std::string_view head, std::string_view word) {
  while (!head.empty() && (head[0] == ' ' || head[0] == '\t' || head[0] == '\n' || head[0] == '\r')) {
    head.remove_prefix(1);
  }
  return head.size() >= word.size() && std::equal(word.begin(), word.end(), head.begin(), [](char w, char c) {
           return w == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
         });
}

constexpr std::string_view kAsText = "; open it there and save it as CSV UTF-8";

std::string zip_problem(std::string_view head) {
  const auto holds = [&](std::string_view part) { return head.find(part) != std::string_view::npos; };
  if (holds("opendocument")) return "the file is an OpenDocument file" + std::string(kAsText);
  if (holds("xl/") || holds("[Content_Types].xml"))
    return "the file is an Excel workbook" + std::string(kAsText);
  return "the file is a zip archive; unpack it first";
}

struct Signature {
  std::string_view bytes, what;
};

// What a file that is no text is, told by its first bytes; empty if nothing speaks against text.
std::string binary_problem(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv)) return zip_problem(head);
  static constexpr Signature kPacked[] = {{"\x1F\x8B"sv, "gzip"},
                                          {"BZh"sv, "bzip2"},
                                          {"\xFD"
                                           "7zXZ\0"sv,
                                           "xz"},
                                          {"\x28\xB5\x2F\xFD"sv, "zstd"},
                                          {"7z\xBC\xAF\x27\x1C"sv, "7z"},
                                          {"Rar!\x1A"sv, "rar"}};
  for (const Signature& s : kPacked) {
    if (head.starts_with(s.bytes)) {
      return "the file is packed (" + std::string(s.what) + "); unpack it first";
    }
  }
  static constexpr Signature kOther[] = {{"\xD0\xCF\x11\xE0"sv, "an old Excel or Word file (.xls, .doc)"},
                                         {"SQLite format 3"sv, "an SQLite database"},
                                         {"PAR1"sv, "a Parquet table"},
                                         {"RDX2\n"sv, "an R workspace"},
                                         {"RDX3\n"sv, "an R workspace"},
                                         {"%PDF-"sv, "a PDF"}};
  for (const Signature& s : kOther) {
    if (head.starts_with(s.bytes)) return "the file is " + std::string(s.what) + std::string(kAsText);
  }
  if (begins_with_word(head, "<!doctype html") || begins_with_word(head, "<html")) {
    return "the file is a web page, not the data; download the data file itself";
  }
  return {};
}

enum class Wide { no, little, big, utf32 };

// By the mark, or by zero bytes: in UTF-16 of a western text nearly every second byte is 0 and the others are
// not.
Wide wide_kind(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with("\xFF\xFE\0\0"sv) || head.starts_with("\0\0\xFE\xFF"sv)) return Wide::utf32;
  if (head.starts_with("\xFF\xFE"sv)) return Wide::little;
  if (head.starts_with("\xFE\xFF"sv)) return Wide::big;
  std::size_t zeros[2] = {0, 0};
  const std::size_t pairs = head.size() / 2;
  for (std::size_t i = 0; i < 2 * pairs; ++i) zeros[i % 2] += head[i] == '\0' ? 1 : 0;
  if (pairs < 2) return Wide::no;
  if (zeros[1] * 4 >= pairs * 3 && zeros[0] * 8 <= pairs) return Wide::little;
  if (zeros[0] * 4 >= pairs * 3 && zeros[1] * 8 <= pairs) return Wide::big;
  return Wide::no;
}

}  // namespace

FileText::FileText(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kLook);
  problem_ = binary_problem(head);
  if (!problem_.empty()) return;
  const Wide wide = wide_kind(head);
  if (wide == Wide::utf32) {
    problem_ = "the file is UTF-32; save it as UTF-8";
    return;
  }
  if (wide != Wide::no) {
    from_utf16(bytes, wide == Wide::big);
  } else {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    text_ = bytes;
    if (!valid_utf8(bytes)) from_windows(bytes);
  }
  if (text_.substr(0, kLook).find('\0') == std::string_view::npos) return;
  problem_ = "the file is no text (it holds zero bytes); save it as UTF-8";
  text_ = {};
  note_.clear();
}

void FileText::from_utf16(std::string_view bytes, bool big_endian) {
  const auto unit = [&](std::size_t i) {
    const unsigned first = byte_at(bytes, i), second = byte_at(bytes, i + 1);
    return big_endian ? (first << 8) | second : (second << 8) | first;
  };
  converted_.reserve(bytes.size() / 2);
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    std::uint32_t code = unit(i);
    if (i == 0 && code == 0xFEFFu) continue;
    if (code >= 0xD800u && code < 0xDC00u) {
      const std::uint32_t low = i + 3 < bytes.size() ? unit(i + 2) : 0u;
      if (low >= 0xDC00u && low < 0xE000u) {
        code = 0x10000u + ((code - 0xD800u) << 10) + (low - 0xDC00u);
        i += 2;
      } else {
        code = 0xFFFDu;
      }
    } else if (code >= 0xDC00u && code < 0xE000u) {
      code = 0xFFFDu;
    }
    converted_ += to_utf8(code);
  }
  if (bytes.size() % 2 != 0) converted_ += to_utf8(0xFFFDu);
  text_ = converted_;
  note_ = "the file is UTF-16; it is read as such";
}

void FileText::from_windows(std::string_view bytes) {
  converted_.reserve(bytes.size() + bytes.size() / 16);
  std::size_t lines = 0, foreign = 0;
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, std::min(bytes.find('\n'), bytes.size() - 1) + 1);
    bytes.remove_prefix(line.size());
    ++lines;
    if (valid_utf8(line)) {
      converted_ += line;
      continue;
    }
    ++foreign;
    for (const char c : line) {
      const auto byte = static_cast<unsigned char>(c);
      converted_ += to_utf8(byte >= 0x80u && byte < 0xA0u ? kWindows[byte - 0x80u] : byte);
    }
  }
  text_ = converted_;
  note_ = std::to_string(foreign) + " of " + std::to_string(lines) +
          " lines are not UTF-8; they are read as Windows-1252";
}

}  // namespace offramp
