// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/redaction/namer.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/document/text.h"

namespace offramp::briefing {
namespace {

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}
// Bytes of other alphabets too: whether such a letter is a capital is not asked, it counts as one.
bool is_foreign(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}
bool is_letter(char c) {
  return is_capital(c) || is_small(c) || is_foreign(c);
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool in_identifier(char c) {
  return is_capital(c) || is_small(c) || is_digit(c) || c == '_' || is_foreign(c);
}

// Marks of punctuation that are no ASCII, and would else look like letters.
std::string plain_marks(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kMarks[] = {
      {"\u2018", "'"}, {"\u2019", "'"},   {"\u201c", "\""}, {"\u201d", "\""}, {"\u2013", "-"},
      {"\u2014", "-"}, {"\u2026", "..."}, {"\u00a0", " "},  {"\u00b1", "+-"}, {"\u00a7", " "}};
  std::string out(text);
  for (const auto& [mark, plain] : kMarks) {
    for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at + plain.size()))
      out.replace(at, mark.size(), plain);
  }
  return out;
}

std::string in_small(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::string in_capitals(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = is_small(c) ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

bool is_known_word(std::string_view word) {
  static const std::set<std::string_view> kWords = {
      "January",   "February",  "March",   "April",    "May",      "June",   "July",
      "August",    "September", "October", "November", "December", "Monday", "Tuesday",
      "Wednesday", "Thursday",  "Friday",  "Saturday", "Sunday",   "Party"};
  return kWords.contains(word);
}

struct Word {
  std::string_view text;
  bool first = false;  ///< of a sentence
};

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  bool first = true;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_letter(text[i])) {
      first = first || text[i] == '.' || text[i] == ':' || text[i] == '?' || text[i] == '!';
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < text.size() && is_letter(text[i])) ++i;
    words.push_back({text.substr(begin, i - begin), first});
    first = false;
  }
  return words;
}

// Where a name stands as a whole word, from a place on.
std::size_t find_name(std::string_view text, std::string_view name, std::size_t from) {
  for (std::size_t at = text.find(name, from); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !in_identifier(text[at - 1])) && (end == text.size() || !in_identifier(text[end])))
      return at;
  }
  return std::string_view::npos;
}

void replace_name(std::string& text, const std::string& name, const std::string& letter) {
  for (std::size_t at = find_name(text, name, 0); at != std::string::npos;
       at = find_name(text, name, at + letter.size())) {
    std::size_t begin = at;
    for (const std::string_view article : {"the ", "The "}) {
      if (at >= 4 && text.compare(at - 4, 4, article) == 0 && (at == 4 || !in_identifier(text[at - 5])))
        begin = at - 4;
    }
    text.replace(begin, at + name.size() - begin, letter);
    at = begin;
  }
}

std::vector<std::string_view> prose_of(const Case& c) {
  std::vector<std::string_view> texts = {c.title, c.question};
  for (const std::string& note : c.notes) texts.push_back(note);
  for (const Input& input : c.inputs) texts.push_back(input.quantity.provenance.because);
  for (const Party& party : c.parties) texts.push_back(party.description);
  for (const Issue& issue : c.issues) {
    texts.insert(texts.end(), {issue.name, issue.description});
    for (const Option& option : issue.options) texts.insert(texts.end(), {option.name, option.description});
  }
  for (const RedLine& line : c.red_lines) texts.push_back(line.never.provenance.because);
  for (const EvidenceItem& item : c.evidence) texts.insert(texts.end(), {item.what, item.provenance.because});
  for (const WatchItem& item : c.watch) texts.push_back(item.what);
  for (const Explanation& explanation : c.explanations) texts.push_back(explanation.say);
  return texts;
}

}  // namespace

Namer::Namer(const Case& c) {
  claim_of_parties(c);
  claim_of(c);
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    std::vector<std::string> names = {clean_text(c.parties[p].name), c.parties[p].id,
                                      in_capitals(c.parties[p].id)};
    for (const std::string& name : names) {
      if (name.size() < 2 || (name == c.parties[p].id && !is_capital(name.front()))) continue;
      names_.emplace_back(name, party(p));
    }
  }
  std::stable_sort(names_.begin(), names_.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  for (const std::string_view text : prose_of(c)) {
    for (const Word& word : words_of(plain_marks(text))) {
      if (std::all_of(word.text.begin(), word.text.end(), is_small))
        written_small_.insert(std::string(word.text));
    }
  }
}

std::string Namer::party(std::size_t index) {
  std::string letters;
  for (std::size_t left = index + 1; left > 0; left = (left - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  return "Party " + letters;
}

void Namer::claim(const std::string& id, std::string_view kind) {
  const bool number =
      std::all_of(id.begin(), id.end(), [](char c) { return !in_identifier(c) || is_digit(c); });
  if (number || ids_.contains(id)) return;
  // What is made of other identifiers ("no_deal.fry") is found part by part.
  if (id.find('.') != std::string::npos) return;
  ids_.emplace(id, fmt::format("{}_{}", kind, ++counts_[std::string(kind)]));
}

void Namer::claim_of_parties(const Case& c) {
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    std::string letter = in_small(party(p));
    std::replace(letter.begin(), letter.end(), ' ', '_');
    ids_.emplace(c.parties[p].id, std::move(letter));
  }
  for (const std::vector<PartyType>& types : c.types) {
    for (const PartyType& type : types) claim(type.id, "type");
  }
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    for (const BonusTerm& bonus : c.interests[p].bonuses) claim(bonus.id, "bonus");
    for (const Commitment& commitment : c.acceptance[p].commitments) claim(commitment.id, "commitment");
    if (c.no_deal[p]) {
      for (const Component& part : c.no_deal[p]->components) claim(part.name, "part");
    }
    for (const PartyType& type : c.types[p]) {
      for (const BonusTerm& bonus : type.interests.bonuses) claim(bonus.id, "bonus");
      for (const Commitment& commitment : type.acceptance.commitments) claim(commitment.id, "commitment");
      for (const std::string& bonus : type.dropped_bonuses) claim(bonus, "bonus");
      if (!type.no_deal) continue;
      for (const Component& part : type.no_deal->components) claim(part.name, "part");
    }
  }
}

void Namer::claim_of(const Case& c) {
  for (const Issue& issue : c.issues) {
    claim(issue.id, "issue");
    if (issue.numeric()) continue;
    for (const Option& option : issue.options) claim(option.id, "option");
  }
  for (const RedLine& line : c.red_lines) claim(line.id, "line");
  for (const Poll& poll : c.polls) claim(poll.id, "poll");
  for (const End& end : c.ends) claim(end.id, "end");
  for (const Ratifier& ratifier : c.ratifiers) claim(ratifier.id, "ratifier");
  for (const Spoiler& spoiler : c.spoilers) claim(spoiler.id, "spoiler");
  for (const Circumstance& circumstance : c.circumstances) claim(circumstance.id, "circumstance");
  for (const Factor& factor : c.factors) claim(factor.id, "factor");
  for (const EvidenceItem& item : c.evidence) {
    claim(item.id, "evidence");
    if (!item.group.empty()) claim(item.group, "report");
  }
  for (const WatchItem& item : c.watch) claim(item.id, "watch");
  for (const TalkPayoffs& talk : c.talk) {
    for (const Option& answer : talk.answers) claim(answer.id, "answer");
  }
  for (const DraftText& draft : c.drafts) claim(draft.id, "draft");
  for (const Source& source : c.sources) claim(source.id, "source");
  for (const Variant& variant : c.variants) claim(variant.id, "variant");
}

std::string Namer::identifiers(std::string_view text) const {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (!in_identifier(text[i])) {
      out += text[i++];
      continue;
    }
    const std::size_t begin = i;
    while (i < text.size() && (in_identifier(text[i]) || text[i] == '-')) ++i;
    const std::string_view word = text.substr(begin, i - begin);
    const auto found = ids_.find(word);
    out += found == ids_.end() ? word : std::string_view(found->second);
  }
  return out;
}

std::string Namer::with_letters(std::string_view text) const {
  std::string out = clean_text(text);
  for (const auto& [name, letter] : names_) replace_name(out, name, letter);
  return out;
}

bool Namer::may_name(std::string_view text) const {
  const std::vector<Word> words = words_of(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i].text;
    if (std::all_of(word.begin(), word.end(), is_small)) continue;
    const bool letter =
        i > 0 && words[i - 1].text == "Party" && std::all_of(word.begin(), word.end(), is_capital);
    if (letter || is_known_word(word)) continue;
    const bool rest_small = std::all_of(word.begin() + 1, word.end(), is_small);
    if (!(words[i].first && is_capital(word.front()) && rest_small &&
          written_small_.contains(in_small(word))))
      return true;
  }
  return false;
}

std::string Namer::text(std::string_view text, std::string_view instead) const {
  if (text.empty()) return {};
  const std::string_view trimmed = text;
  if (ids_.contains(trimmed) || trimmed.find('_') != std::string_view::npos) return std::string(instead);
  std::string out = with_letters(text);
  return may_name(plain_marks(out)) ? std::string(instead) : out;
}

}  // namespace offramp::briefing
