// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/loops/influence.h"

#include <algorithm>
#include <set>

namespace offramp::dynamics {
namespace {

using Adjacent = std::vector<std::vector<std::uint32_t>>;  // [scalar] links that leave it

Adjacent leaving(const Influence& influence) {
  Adjacent out(influence.component.size());
  for (std::uint32_t l = 0; l < influence.links.size(); ++l) out[influence.links[l].from].push_back(l);
  return out;
}

// Tarjan (1972), on a stack of its own.
void find_components(Influence& influence) {
  const Adjacent next = leaving(influence);
  const std::size_t n = next.size();
  std::vector<std::uint32_t> index(n, kNone), low(n, 0);
  std::vector<char> open(n, 0);
  std::vector<std::uint32_t> stack;
  std::vector<std::pair<std::uint32_t, std::size_t>> visits;
  std::uint32_t counter = 0;
  for (std::uint32_t root = 0; root < n; ++root) {
    if (index[root] != kNone) continue;
    visits.emplace_back(root, 0);
    while (!visits.empty()) {
      const std::uint32_t v = visits.back().first;
      const std::size_t at = visits.back().second++;
      if (at == 0) {
        index[v] = low[v] = counter++;
        stack.push_back(v);
        open[v] = 1;
      }
      if (at < next[v].size()) {
        const std::uint32_t to = influence.links[next[v][at]].to;
        if (index[to] == kNone) {
          visits.emplace_back(to, 0);
        } else if (open[to] != 0) {
          low[v] = std::min(low[v], index[to]);
        }
        continue;
      }
      const std::uint32_t done = v;
      visits.pop_back();
      if (!visits.empty()) low[visits.back().first] = std::min(low[visits.back().first], low[done]);
      if (low[done] != index[done]) continue;
      std::vector<std::uint32_t> members;
      while (true) {
        const std::uint32_t member = stack.back();
        stack.pop_back();
        open[member] = 0;
        members.push_back(member);
        if (member == done) break;
      }
      if (members.size() < 2) continue;  // nothing reads itself but through a stock
      for (const std::uint32_t member : members) {
        influence.component[member] = static_cast<std::uint32_t>(influence.components);
      }
      ++influence.components;
    }
  }
}

// Johnson (1975): ways from each scalar through higher ones only, with scalars from which there is no way
// back blocked until there is one.
class Circuits {
 public:
  Circuits(const Influence& influence, std::size_t most)
      : influence_(influence),
        most_(most),
        next_(leaving(influence)),
        blocked_(next_.size(), 0),
        waiting_(next_.size()) {}

  LoopList all() {
    for (start_ = 0; start_ < next_.size() && out_.complete; ++start_) {
      if (influence_.component[start_] == kNone) continue;
      for (std::uint32_t s = 0; s < next_.size(); ++s) {
        blocked_[s] = 0;
        waiting_[s].clear();
      }
      circuit(start_);
    }
    return std::move(out_);
  }

 private:
  bool circuit(std::uint32_t v) {
    bool found = false;
    blocked_[v] = 1;
    for (const std::uint32_t l : next_[v]) {
      const std::uint32_t to = influence_.links[l].to;
      if (to < start_ || influence_.component[to] != influence_.component[start_]) continue;
      if (!out_.complete) return true;
      way_.push_back(l);
      if (to == start_) {
        if (out_.loops.size() == most_) {
          out_.complete = false;
        } else {
          out_.loops.push_back(way_);
        }
        found = true;
      } else if (blocked_[to] == 0 && circuit(to)) {
        found = true;
      }
      way_.pop_back();
    }
    if (found) {
      unblock(v);
    } else {
      for (const std::uint32_t l : next_[v]) {
        const std::uint32_t to = influence_.links[l].to;
        if (to >= start_ && influence_.component[to] == influence_.component[start_]) waiting_[to].insert(v);
      }
    }
    return found;
  }

  void unblock(std::uint32_t v) {
    std::vector<std::uint32_t> free = {v};
    while (!free.empty()) {
      const std::uint32_t u = free.back();
      free.pop_back();
      if (blocked_[u] == 0) continue;
      blocked_[u] = 0;
      free.insert(free.end(), waiting_[u].begin(), waiting_[u].end());
      waiting_[u].clear();
    }
  }

  const Influence& influence_;
  std::size_t most_;
  Adjacent next_;
  std::vector<char> blocked_;
  std::vector<std::set<std::uint32_t>> waiting_;
  std::vector<std::uint32_t> way_;
  std::uint32_t start_ = 0;
  LoopList out_;
};

}  // namespace

Influence influence_of(const Program& program) {
  const auto& scalars = program.flat.scalars;
  Influence out;
  out.component.assign(scalars.size(), kNone);
  const auto changes = [&](std::uint32_t s) {
    if (scalars[s].kind == Scalar::Kind::stock) return true;
    return program.segments[s].first != program.segments[s].second;
  };
  for (std::uint32_t s = 0; s < scalars.size(); ++s) {
    std::set<std::uint32_t> seen;
    const auto link = [&](std::uint32_t from, Link::Kind kind) {
      if (changes(from) && seen.insert(from).second) out.links.push_back({from, s, kind});
    };
    if (scalars[s].kind == Scalar::Kind::stock) {
      for (const std::uint32_t f : scalars[s].inflows) link(f, Link::Kind::inflow);
      for (const std::uint32_t f : scalars[s].outflows) link(f, Link::Kind::outflow);
    } else if (changes(s)) {
      for (const Term& t : scalars[s].value) {
        if (t.op == Op::load) link(t.index, Link::Kind::reads);
      }
    }
  }
  find_components(out);
  return out;
}

LoopList loops_of(const Influence& influence, std::size_t most) {
  return Circuits(influence, most).all();
}

}  // namespace offramp::dynamics
