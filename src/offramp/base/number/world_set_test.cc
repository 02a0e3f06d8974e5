// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/world_set.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace offramp {
namespace {

// Every operation against the same on std::set, over sizes that end inside, at and behind a word.
RC_GTEST_PROP(WorldSet, IsASetOfNumbers, ()) {
  const auto worlds = *rc::gen::inRange<std::size_t>(0, 200);
  const auto draw = [&] {
    const auto numbers = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, 200));
    std::set<std::size_t> set;
    for (const std::size_t n : numbers) {
      if (n < worlds) set.insert(n);
    }
    return set;
  };
  const auto made = [&](const std::set<std::size_t>& numbers) {
    WorldSet set(worlds);
    for (const std::size_t n : numbers) set.insert(n);
    return set;
  };
  const std::set<std::size_t> a = draw(), b = draw();
  WorldSet both = made(a), either = made(a), rest = made(a);
  both &= made(b);
  either |= made(b);
  rest -= made(b);
  std::size_t in_both = 0, in_either = 0, in_rest = 0;
  for (std::size_t w = 0; w < worlds; ++w) {
    const bool x = a.count(w) > 0, y = b.count(w) > 0;
    RC_ASSERT(made(a).contains(w) == x);
    RC_ASSERT(both.contains(w) == (x && y));
    RC_ASSERT(either.contains(w) == (x || y));
    RC_ASSERT(rest.contains(w) == (x && !y));
    in_both += x && y, in_either += x || y, in_rest += x && !y;
  }
  RC_ASSERT(both.count() == in_both);
  RC_ASSERT(either.count() == in_either);
  RC_ASSERT(rest.count() == in_rest);
  RC_ASSERT(rest.empty() == (in_rest == 0));
  RC_ASSERT((made(a) == made(b)) == (a == b));
  RC_ASSERT(WorldSet::all(worlds).count() == worlds);
  either.clear();
  RC_ASSERT(either == WorldSet(worlds));
}

}  // namespace
}  // namespace offramp
