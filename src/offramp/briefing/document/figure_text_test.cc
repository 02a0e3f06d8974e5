// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/document/figure_text.h"

#include <gtest/gtest.h>

namespace offramp::briefing {
namespace {

TEST(FormatFigure, SaysNoMoreThanIsKnown) {
  EXPECT_EQ(format_figure(Format::count, 4096), "4,096");
  EXPECT_EQ(format_figure(Format::count, 0), "0");
  EXPECT_EQ(format_figure(Format::count, 1e20), "1.0e+20");
  EXPECT_EQ(format_figure(Format::percent, 0.634), "63 %");
  EXPECT_EQ(format_figure(Format::word, 0.6), "likely");
  EXPECT_EQ(format_figure(Format::points, 0.614), "61");
  EXPECT_EQ(format_figure(Format::gain, -0.12),
            "\xE2\x88\x92"
            "12");
  EXPECT_EQ(format_figure(Format::gain, 0.001), "0");
  EXPECT_EQ(format_figure(Format::tenth, 4.25), "+4.2");
  EXPECT_EQ(format_figure(Format::change, 0.13), "+13");
  EXPECT_EQ(format_figure(Format::change, 0.0096), "+1");
  EXPECT_EQ(format_figure(Format::change, 0.006), "+0.6");
  EXPECT_EQ(format_figure(Format::change, 0.0002), "under +0.1");
  EXPECT_EQ(format_figure(Format::change, 0.0), "0");
  EXPECT_EQ(format_figure(Format::bits, -0.001), "0.00");
  EXPECT_EQ(format_figure(Format::fraction, -0.026), "−0.03");
  EXPECT_EQ(format_figure(Format::thousandth, 0.2291), "0.229");
  EXPECT_EQ(format_figure(Format::fine_points, 0.6134), "61.3");
  EXPECT_EQ(format_figure(Format::fine_points, -0.0004), "0.0");
  EXPECT_EQ(format_figure(Format::margin, -0.061), "±6");
  EXPECT_EQ(format_figure(Format::utility, 0.85), "0.85000");
  EXPECT_EQ(format_figure(Format::number, -17.834), "−17.83");
  EXPECT_EQ(format_figure(Format::number, -0.0), "0");
  EXPECT_EQ(format_figure(Format::average, 7.44), "7.4");
  EXPECT_EQ(format_figure(Format::average, 1203.4), "1,203");
}

}  // namespace
}  // namespace offramp::briefing
