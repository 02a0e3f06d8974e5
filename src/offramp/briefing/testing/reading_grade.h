// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>

/// How hard English prose is to read.
namespace offramp::briefing::testing {

/// Sentences end at . ? or ! before a blank or the end; words begin with a letter or digit.
struct ReadingCount {
  std::size_t sentences = 0, words = 0, syllables = 0;

  /// Flesch-Kincaid grade: years of school in the United States. Kincaid, Fishburne, Rogers and Chissom,
  /// Derivation of New Readability Formulas for Navy Enlisted Personnel (1975): .39 words a sentence plus
  /// 11.8 syllables a word less 15.59.
  double grade() const {
    if (sentences == 0 || words == 0) return 0.0;
    const auto w = static_cast<double>(words);
    return 0.39 * w / static_cast<double>(sentences) + 11.8 * static_cast<double>(syllables) / w - 15.59;
  }

  /// Counts a text that ends its last sentence, whether it has a full stop or not.
  void add(std::string_view text) {
    std::size_t in_sentence = 0;
    for (std::size_t i = 0; i < text.size();) {
      if (std::isalnum(static_cast<unsigned char>(text[i])) == 0) {
        const bool ends = (text[i] == '.' || text[i] == '?' || text[i] == '!') &&
                          (i + 1 == text.size() || text[i + 1] == ' ');
        if (ends && in_sentence > 0) ++sentences, in_sentence = 0;
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 ||
                                   text[end] == '\'' || text[end] == '-' || text[end] == ','))
        ++end;
      ++words, ++in_sentence;
      syllables += syllables_of(text.substr(i, end - i));
      i = end;
    }
    if (in_sentence > 0) ++sentences;
  }

  /// Groups of vowels, a silent e at the end left out; at least one. A rule of thumb, as in every such count.
  static std::size_t syllables_of(std::string_view word) {
    const auto vowel = [](char c) {
      return std::string_view("aeiouy").find(
                 static_cast<char>(std::tolower(static_cast<unsigned char>(c)))) != std::string_view::npos;
    };
    std::size_t groups = 0;
    for (std::size_t i = 0; i < word.size(); ++i) groups += vowel(word[i]) && (i == 0 || !vowel(word[i - 1]));
    const bool silent =
        word.size() > 2 && word.back() == 'e' && !vowel(word[word.size() - 2]) && !word.ends_with("le");
    if (silent && groups > 1) --groups;
    return groups > 0 ? groups : 1;
  }
};

}  // namespace offramp::briefing::testing
