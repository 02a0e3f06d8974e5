// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/xmile/xmile_texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "offramp/base/text/scan.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/formats/tree/parts.h"

namespace offramp::formats {
namespace {

constexpr std::size_t kMaxPoints = 100'000;
constexpr std::size_t kMaxAnchors = 10'000;

// The character that an escape stands for, without & and ;. Empty if it stands for none.
std::string unescaped(std::string_view name) {
  if (name == "lt") return "<";
  if (name == "gt") return ">";
  if (name == "amp") return "&";
  if (name == "quot") return "\"";
  if (name == "apos") return "'";
  if (name.size() < 2 || name[0] != '#') return {};
  const int base = name[1] == 'x' ? 16 : 10;
  name.remove_prefix(base == 16 ? 2 : 1);
  std::uint32_t code = 0;
  const auto end = std::from_chars(name.data(), name.data() + name.size(), code, base);
  if (end.ec != std::errc() || end.ptr != name.data() + name.size() || code == 0 || code > 0x10FFFF)
    return {};
  if (code >= 0xD800 && code < 0xE000) return {};
  return to_utf8(static_cast<char32_t>(code));
}

class Decoder {
 public:
  Decoder(const XmlSource& source, std::size_t at, bool escapes)
      : source_(source), at_(at), escapes_(escapes) {}

  dynamics::Equation decoded(std::string_view wanted) {
    anchor();
    const std::string& bytes = source_.bytes();
    while (at_ < bytes.size() && out_.text.size() < wanted.size()) step(bytes);
    return std::move(out_);
  }

 private:
  void anchor() {
    if (out_.anchors.size() == kMaxAnchors) return;  // places after so many escapes are only near
    const Place place = source_.at_offset(static_cast<std::ptrdiff_t>(at_));
    const auto offset = static_cast<std::uint32_t>(out_.text.size());
    if (!out_.anchors.empty() && out_.anchors.back().offset == offset) out_.anchors.pop_back();
    out_.anchors.push_back({offset, place.line, place.column});
  }
  void step(const std::string& bytes) {
    const std::size_t end = bytes[at_] == '&' && escapes_ ? bytes.find(';', at_) : std::string::npos;
    const std::string special = end == std::string::npos || end - at_ > 12
                                    ? std::string()
                                    : unescaped(std::string_view(bytes).substr(at_ + 1, end - at_ - 1));
    if (!special.empty()) {
      out_.text += special;
      at_ = end + 1;
      anchor();
    } else if (bytes[at_] == '\r') {
      out_.text += '\n';
      at_ += at_ + 1 < bytes.size() && bytes[at_ + 1] == '\n' ? 2 : 1;
      anchor();
    } else {
      out_.text += bytes[at_++];
      if (out_.text.back() == '\n') anchor();
    }
  }
  const XmlSource& source_;
  std::size_t at_;
  bool escapes_;
  dynamics::Equation out_;
};

// Without blanks at the ends; the anchors move along.
void trim(dynamics::Equation& equation) {
  std::size_t front = 0;
  while (front < equation.text.size() && is_blank(equation.text[front])) ++front;
  const Place place = dynamics::place_of(equation, front, front);
  equation.text = trimmed(equation.text);
  if (front == 0) return;
  std::vector<dynamics::Anchor> anchors = {{0, place.line, place.column}};
  for (const dynamics::Anchor& a : equation.anchors) {
    if (a.offset > front) anchors.push_back({a.offset - static_cast<std::uint32_t>(front), a.line, a.column});
  }
  equation.anchors = std::move(anchors);
}

std::optional<std::vector<double>> points(pugi::xml_node list, XmlSource& source) {
  const std::string separator = list.attribute("sep") ? list.attribute("sep").value() : ",";
  if (separator.size() != 1) {
    source.error(source.place(list), "`sep` is one character");
    return std::nullopt;
  }
  std::vector<double> out;
  for (const std::string& part : split(list.text().get(), separator[0])) {
    const auto value = parse_number(trimmed(part));
    if (!value || out.size() == kMaxPoints) {
      source.error(source.place(list), value ? fmt::format("more than {} points", kMaxPoints)
                                             : fmt::format("`{}` is not a number", clean_text(part)));
      return std::nullopt;
    }
    out.push_back(*value);
  }
  return out;
}

std::optional<std::vector<double>> horizontal(pugi::xml_node gf, std::size_t count, XmlSource& source) {
  if (const pugi::xml_node list = gf.child("xpts")) return points(list, source);
  const pugi::xml_node scale = gf.child("xscale");
  if (!scale) {
    source.error(source.place(gf), "a graphical function has neither <xpts> nor <xscale>");
    return std::nullopt;
  }
  const double low = source.number(scale, "min"), high = source.number(scale, "max");
  std::vector<double> x(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double share = count > 1 ? static_cast<double>(i) / static_cast<double>(count - 1) : 0.0;
    x[i] = i + 1 == count && count > 1 ? high : low + share * (high - low);
  }
  return x;
}

}  // namespace

dynamics::Equation equation_in(pugi::xml_node element, const XmlSource& source) {
  dynamics::Equation out;
  for (const pugi::xml_node child : element.children()) {
    const bool cdata = child.type() == pugi::node_cdata;
    if (child.type() != pugi::node_pcdata && !cdata) continue;
    const std::string_view wanted = child.value();
    const std::ptrdiff_t at = child.offset_debug();
    if (at >= 0) out = Decoder(source, static_cast<std::size_t>(at), !cdata).decoded(wanted);
    if (out.text != wanted) {  // a declaration that resolves otherwise: the place is near
      const Place place = source.place(element);
      out = {std::string(wanted), {{0, place.line, place.column}}};
    }
    trim(out);
    if (out.written()) return out;
  }
  return out;
}

dynamics::NamedPlace name_in(pugi::xml_node element, const XmlSource& source) {
  const dynamics::Equation text = equation_in(element, source);
  return {clean_text(text.text), text.written() ? dynamics::place_of(text) : source.place(element)};
}

dynamics::NamedPlace name_of(pugi::xml_node element, const char* attribute, const XmlSource& source) {
  return {XmlSource::text(element, attribute), source.place(element)};
}

bool flag_in(pugi::xml_node element, bool absent) {
  if (!element) return absent;
  return folded(trimmed(element.text().get())) != "false";
}

std::optional<double> number_in(pugi::xml_node element, XmlSource& source) {
  const std::string_view text = trimmed(element.text().get());
  const auto value = parse_number(text);
  if (!value) {
    source.error(source.place(element), fmt::format("<{}> holds `{}`, which is not a number",
                                                    clean_text(element.name()), clean_text(text)));
  }
  return value;
}

std::optional<dynamics::Lookup> lookup_in(pugi::xml_node gf, XmlSource& source) {
  dynamics::Lookup out;
  const std::string type = XmlSource::text(gf, "type");
  if (type == "discrete" || XmlSource::text(gf, "discrete") == "true") {
    out.kind = dynamics::Lookup::Kind::discrete;
  } else if (type == "extrapolate") {
    out.kind = dynamics::Lookup::Kind::extrapolate;
  } else if (!type.empty() && type != "continuous") {
    source.error(source.place(gf),
                 fmt::format("`{}` is no type of graphical function; continuous, extrapolate and "
                             "discrete are",
                             type));
    return std::nullopt;
  }
  const pugi::xml_node list = gf.child("ypts");
  if (!list) {
    source.error(source.place(gf), "a graphical function has no <ypts>");
    return std::nullopt;
  }
  auto y = points(list, source);
  if (!y) return std::nullopt;
  auto x = horizontal(gf, y->size(), source);
  if (!x) return std::nullopt;
  if (x->size() != y->size()) {
    source.error(source.place(gf), fmt::format("a graphical function has {} in x and {} in y",
                                               counted(x->size(), "point"), y->size()));
    return std::nullopt;
  }
  if (!std::is_sorted(x->begin(), x->end())) {
    source.error(source.place(gf), "the points of a graphical function must not fall in x");
    return std::nullopt;
  }
  out.x = std::move(*x);
  out.y = std::move(*y);
  return out;
}

}  // namespace offramp::formats
