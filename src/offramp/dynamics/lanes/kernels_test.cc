// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/lanes/kernels.h"

#include <Random123/philox.h>
#include <gtest/gtest.h>
#include <hwy/highway.h>

#include <bit>
#include <cmath>
#include <limits>
#include <memory>
#include <random>

#include "offramp/base/number/elementary.h"
#include "offramp/base/number/exact_sum.h"
#include "offramp/base/number/trigonometry.h"
#include "offramp/dynamics/lanes/scalar.h"
#include "offramp/dynamics/testing/instruction_sets.h"

namespace offramp::dynamics {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool same_bits(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) ||
         std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

// Four operands and a result, with all that kernels read.
struct Block {
  Block() : keys(7, 9) {
    for (std::size_t l = 0; l < kLanes; ++l) {
      paths[l] = l * 0x1'0000'0007;
      steps[l] = 3 * l;
    }
    frame.slots = slots[0].data();
    frame.times = times.data();
    frame.paths = paths;
    frame.steps = steps;
    frame.keys = &keys;
    frame.step_length = 0.25;
    code.a = 0;
    code.b = kLanes;
    code.c = 2 * kLanes;
    code.out = 3 * kLanes;
    code.d = 4 * kLanes;
  }
  Lanes slots[5] = {};
  Lanes times{};
  alignas(64) std::uint64_t paths[kLanes];
  alignas(64) std::uint64_t steps[kLanes];
  RoundKeys keys;
  Frame frame;
  Coded code;
};

// Numbers of every size, and those at which functions change their ways.
class Numbers {
 public:
  double next() {
    static constexpr double kSpecial[] = {
        0.0,   -0.0,   1.0,    -1.0,  kInfinity, -kInfinity, kNaN,   0x1p-1074,          0x1p-1022,
        1e308, -1e308, 709.78, 709.8, -745.1,    -745.3,     -708.5, 0.7071067811865475, 0.7071067811865476,
        2.0,   64.0,   0.5};
    switch (random_() % 4) {
      case 0:
        return kSpecial[random_() % std::size(kSpecial)];
      case 1:
        return std::bit_cast<double>(random_());
      case 2:
        return static_cast<double>(static_cast<std::int64_t>(random_())) * 0x1p-53;
      default:
        return std::ldexp(static_cast<double>(static_cast<std::int64_t>(random_())),
                          -57);  // to 64
    }
  }
  std::uint64_t whole() { return random_(); }

 private:
  std::mt19937_64 random_{1};
};

using InstructionSets = testing::InstructionSets;
INSTANTIATE_TEST_SUITE_P(Highway, InstructionSets, testing::instruction_sets(),
                         testing::instruction_set_name);

template <class Truth>
void expect_op(Block& block, Op op, Truth truth) {
  kernels().of[static_cast<std::size_t>(op)](block.frame, block.code);
  for (std::size_t l = 0; l < kLanes; ++l) {
    const double a = block.slots[0][l], b = block.slots[1][l], c = block.slots[2][l];
    const double want = truth(a, b, c, block.times[l]);
    ASSERT_TRUE(same_bits(block.slots[3][l], want))
        << "operation " << static_cast<int>(op) << " of " << a << ", " << b << ", " << c << " gave "
        << block.slots[3][l] << ", not " << want;
  }
}

double truth_of(bool b) {
  return b ? 1.0 : 0.0;
}

void expect_arithmetic(Block& block) {
  const auto op = [&](Op o, auto f) {
    expect_op(block, o, [f](double a, double b, double c, double) { return f(a, b, c); });
  };
  op(Op::load, [](double a, double, double) { return a; });
  op(Op::negative, [](double a, double, double) { return -a; });
  op(Op::not_, [](double a, double, double) { return truth_of(a == 0.0); });
  op(Op::absolute, [](double a, double, double) { return std::fabs(a); });
  op(Op::exponential, [](double a, double, double) { return portable_exp(a); });
  op(Op::logarithm, [](double a, double, double) { return portable_log(a); });
  op(Op::logarithm_10, [](double a, double, double) { return portable_log(a) / portable_log(10.0); });
  op(Op::square_root, [](double a, double, double) { return std::sqrt(a); });
  op(Op::truncate, [](double a, double, double) { return std::trunc(a); });
  op(Op::round, [](double a, double, double) { return std::trunc(a + std::copysign(0.5, a)); });
  op(Op::add, [](double a, double b, double) { return a + b; });
  op(Op::subtract, [](double a, double b, double) { return a - b; });
  op(Op::multiply, [](double a, double b, double) { return a * b; });
  op(Op::divide, [](double a, double b, double) { return a / b; });
  op(Op::modulo, [](double a, double b, double) { return std::fmod(a, b); });
  op(Op::power, [](double a, double b, double) { return portable_pow(a, b); });
}

void expect_logic(Block& block) {
  const auto op = [&](Op o, auto f) {
    expect_op(block, o, [f](double a, double b, double c, double) { return f(a, b, c); });
  };
  op(Op::less, [](double a, double b, double) { return truth_of(a < b); });
  op(Op::at_most, [](double a, double b, double) { return truth_of(a <= b); });
  op(Op::greater, [](double a, double b, double) { return truth_of(a > b); });
  op(Op::at_least, [](double a, double b, double) { return truth_of(a >= b); });
  op(Op::equal, [](double a, double b, double) { return truth_of(a == b); });
  op(Op::unequal, [](double a, double b, double) { return truth_of(a != b); });
  op(Op::and_, [](double a, double b, double) { return truth_of(a != 0.0 && b != 0.0); });
  op(Op::or_, [](double a, double b, double) { return truth_of(a != 0.0 || b != 0.0); });
  op(Op::minimum, [](double a, double b, double) { return a < b || std::isnan(a) ? a : b; });
  op(Op::maximum, [](double a, double b, double) { return a > b || std::isnan(a) ? a : b; });
  op(Op::choose, [](double a, double b, double c) { return a != 0.0 ? b : c; });
  op(Op::safe_divide, [](double a, double b, double c) { return b == 0.0 ? c : a / b; });
}

void expect_times(Block& block) {
  constexpr double kStep = 0.25, kNear = 1e-6 * kStep;
  expect_op(block, Op::step, [](double a, double b, double, double t) { return t - b >= -kNear ? a : 0.0; });
  expect_op(block, Op::ramp, [](double a, double b, double c, double t) {
    return t - b > 0.0 ? a * (std::min(t, c) - b) : 0.0;
  });
  expect_op(block, Op::pulse, [](double a, double b, double c, double t) {
    double off = t - b;
    if (off > -kNear && c > 0.0) off -= c * std::floor((off + kNear) / c);
    return off > -kNear && off < kStep - kNear ? a / kStep : 0.0;
  });
}

TEST_P(InstructionSets, EveryOperationHasTheBitsOfTheScalarOne) {
  const auto block = std::make_unique<Block>();
  Numbers numbers;
  for (int round = 0; round < 3000; ++round) {
    const double exponent = round % 2 == 0 ? numbers.next() : static_cast<double>(round % 150 - 75);
    for (std::size_t l = 0; l < kLanes; ++l) {
      block->slots[0][l] = numbers.next();
      block->slots[1][l] = round % 3 == 0 ? exponent : numbers.next();  // powers of one exponent go together
      block->slots[2][l] = numbers.next();
      block->times[l] = static_cast<double>(l) * 0.25 + (round % 5) * 1e-7;
    }
    ASSERT_NO_FATAL_FAILURE(expect_arithmetic(*block));
    ASSERT_NO_FATAL_FAILURE(expect_logic(*block));
    ASSERT_NO_FATAL_FAILURE(expect_times(*block));
  }
}

double fused(std::size_t op, double a, double b) {
  return op == 0 ? a + b : op == 1 ? a - b : op == 2 ? a * b : a / b;
}

double joined(std::size_t join, double t, double c) {
  return join < kFusable ? fused(join, t, c) : fused(join - kFusable, c, t);
}

template <class Truth>
void expect_fused(Block& block, Kernel kernel, Truth truth) {
  kernel(block.frame, block.code);
  for (std::size_t l = 0; l < kLanes; ++l) {
    const double want = truth(block.slots[0][l], block.slots[1][l], block.slots[2][l], block.slots[4][l]);
    ASSERT_TRUE(same_bits(block.slots[3][l], want));
  }
}

TEST_P(InstructionSets, FusedOperationsAreRoundedEachOnItsOwn) {
  const auto block = std::make_unique<Block>();
  Numbers numbers;
  for (int round = 0; round < 100; ++round) {
    for (auto& slot : block->slots) {
      for (double& x : slot) x = numbers.next();
    }
    for (std::size_t i = 0; i < kFusable; ++i) {
      for (std::size_t j = 0; j < kJoins; ++j) {
        ASSERT_NO_FATAL_FAILURE(
            expect_fused(*block, kernels().pair[i * kJoins + j],
                         [&](double a, double b, double c, double) { return joined(j, fused(i, a, b), c); }));
        for (std::size_t k = 0; k < kJoins; ++k) {
          ASSERT_NO_FATAL_FAILURE(expect_fused(*block, kernels().chain[(i * kJoins + j) * kJoins + k],
                                               [&](double a, double b, double c, double d) {
                                                 return joined(k, joined(j, fused(i, a, b), c), d);
                                               }));
          if (j >= kFusable || k >= kFusable) continue;
          ASSERT_NO_FATAL_FAILURE(expect_fused(*block, kernels().both[(i * kFusable + j) * kFusable + k],
                                               [&](double a, double b, double c, double d) {
                                                 return fused(k, fused(i, a, b), fused(j, c, d));
                                               }));
        }
      }
    }
  }
}

TEST_P(InstructionSets, TablesAreReadAsOneByOne) {
  const auto block = std::make_unique<Block>();
  Numbers numbers;
  for (const std::size_t points : {1u, 2u, 3u, 7u, 25u, 26u, 200u}) {
    for (const auto kind : {Lookup::Kind::continuous, Lookup::Kind::extrapolate, Lookup::Kind::discrete}) {
      Lookup table;
      table.kind = kind;
      for (std::size_t p = 0; p < points; ++p) {
        table.x.push_back(static_cast<double>(p / 2) - 3.0 + 0.3 * static_cast<double>(p % 2));
        table.y.push_back(std::ldexp(static_cast<double>(numbers.whole() >> 11), -53));
      }
      if (points > 2) table.x[1] = table.x[0];  // two points at one place
      const TableCode code(table);
      block->code.table = &code;
      for (int round = 0; round < 50; ++round) {
        for (double& x : block->slots[0])
          x = round % 10 == 0 ? numbers.next() : std::round(numbers.next() * 10) / 10;
        ASSERT_NO_FATAL_FAILURE(expect_op(*block, Op::lookup, [&](double x, double, double, double) {
          return look_up(table, x);
        })) << points;
      }
    }
  }
}

double uniform_of(const Block& block, std::size_t lane, std::uint32_t word) {
  const std::uint64_t path = block.paths[lane];
  const r123::Philox4x32::key_type key = {{7, 9}};
  const r123::Philox4x32::ctr_type counter = {{word, static_cast<std::uint32_t>(block.steps[lane]),
                                               static_cast<std::uint32_t>(path),
                                               static_cast<std::uint32_t>(path >> 32)}};
  const r123::Philox4x32::ctr_type drawn = r123::Philox4x32()(counter, key);
  const std::uint64_t cell = (static_cast<std::uint64_t>(drawn[0]) << 20) | (drawn[1] >> 12);
  return (static_cast<double>(cell) + 0.5) * 0x1p-52;
}

TEST_P(InstructionSets, RandomNumbersAreThoseOfRandom123) {
  const auto block = std::make_unique<Block>();
  Lanes u{};
  for (std::uint32_t word = 0; word < 400; ++word) {
    kernels().uniform(block->frame, word * 0x01234567u, u.data());
    for (std::size_t l = 0; l < kLanes; ++l) ASSERT_EQ(u[l], uniform_of(*block, l, word * 0x01234567u));
  }
  block->code.index = draw_word(0, 77);
  block->slots[0].fill(3.0);
  block->slots[1].fill(2.0);
  const auto drawn = [&](Op op, auto f) {
    kernels().of[static_cast<std::size_t>(op)](block->frame, block->code);
    for (std::size_t l = 0; l < kLanes; ++l) {
      ASSERT_EQ(block->slots[3][l], f(uniform_of(*block, l, draw_word(0, 77)))) << static_cast<int>(op);
    }
  };
  drawn(Op::uniform, [](double x) { return 3.0 + (2.0 - 3.0) * x; });
  drawn(Op::normal, [](double x) { return 3.0 + 2.0 * normal_quantile(x); });
  drawn(Op::exponential_draw, [](double x) { return -3.0 * portable_log(x); });
  drawn(Op::poisson_draw, [](double x) { return poisson_of(3.0, x); });
  drawn(Op::bernoulli_draw, [](double x) { return x < 3.0 ? 1.0 : 0.0; });
  drawn(Op::lognormal, [](double x) {
    const double ratio = 2.0 / 3.0, variance = portable_log(1.0 + ratio * ratio);
    return portable_exp(portable_log(3.0) - 0.5 * variance + std::sqrt(variance) * normal_quantile(x));
  });
}

TEST_P(InstructionSets, NormalQuantilesDownToTheLastCell) {
  Numbers numbers;
  alignas(64) double z[4 * kLanes], u[4 * kLanes];
  for (int round = 0; round < 1000; ++round) {
    for (std::size_t i = 0; i < 4 * kLanes; ++i) {
      const double cell = std::ldexp(static_cast<double>(numbers.whole() >> 12) + 0.5, -52);
      const double small = std::ldexp(cell, -static_cast<int>(numbers.whole() % 50));
      u[i] = round % 3 == 0 ? cell : small;
      if (round % 3 == 1 && 1.0 - small < 1.0) u[i] = 1.0 - small;
      z[i] = u[i];
    }
    kernels().normal(z, 4 * kLanes);
    for (std::size_t i = 0; i < 4 * kLanes; ++i) ASSERT_EQ(z[i], normal_quantile(u[i])) << u[i];
  }
}

TEST_P(InstructionSets, SumsLoseNothing) {
  Numbers numbers;
  int exact = 0;
  for (int round = 0; round < 3000; ++round) {
    Lanes values{};
    for (double& x : values) {
      x = round % 4 == 0 ? numbers.next()
                         : std::ldexp(numbers.next(), static_cast<int>(numbers.whole() % 20));
      if (round % 4 != 0 && !(std::fabs(x) < 1e3 && std::fabs(x) > 1e-3)) x = 0.0;
    }
    for (const bool squares : {false, true}) {
      const WholeSum sum = squares ? kernels().sum_of_squares(values.data()) : kernels().sum(values.data());
      if (!sum.exact) continue;
      ++exact;
      ExactSum whole, one_by_one;
      whole.add_whole(sum.low, sum.exponent);
      whole.add_whole(sum.high, sum.exponent + 26);
      for (const double x : values) one_by_one.add(squares ? x * x : x);
      ASSERT_EQ(whole.words(), one_by_one.words());
    }
  }
  EXPECT_GT(exact, 3000);
}

// Lanes that are left out have nothing to do; lanes that have are never left
// out.
TEST_P(InstructionSets, NothingThatHappensIsPassedOver) {
  Numbers numbers;
  int quiet = 0;
  for (int round = 0; round < 2000; ++round) {
    Lanes rate{}, u{};
    for (std::size_t l = 0; l < kLanes; ++l) {
      rate[l] = round % 2 == 0 ? numbers.next() : std::fabs(std::ldexp(numbers.next(), -8));
      u[l] = std::ldexp(static_cast<double>(numbers.whole() >> 12) + 0.5, -52);
    }
    const LaneMask mask = kernels().may_happen(rate.data(), u.data(), 0.5);
    for (std::size_t l = 0; l < kLanes; ++l) {
      const bool sound = rate[l] >= 0.0 && rate[l] < kInfinity;
      const bool happens = !sound || (rate[l] != 0.0 && -portable_log(u[l]) / rate[l] < 0.5);
      if ((mask >> l & 1u) == 0) {
        ASSERT_FALSE(happens) << rate[l] << " " << u[l];
        ++quiet;
      }
    }
  }
  EXPECT_GT(quiet, 10'000);
}

}  // namespace
}  // namespace offramp::dynamics
