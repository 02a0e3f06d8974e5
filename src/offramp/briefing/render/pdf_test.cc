// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/pdf.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "offramp/briefing/testing/stand_in.h"

namespace offramp::briefing {
namespace {

struct Pdf : testing::StandIns {
  /// A shell script that finds the file to write in $out.
  void chromium(const std::string& script) const {
    program("chromium", "case $a in --print-to-pdf=*) out=${a#*=};; esac", script);
  }
  std::string refusal(int seconds = 60) const {
    try {
      print_pdf("<p>x", {}, seconds);
    } catch (const PdfError& error) {
      return error.what();
    }
    return "nothing thrown";
  }
};

TEST_F(Pdf, PrintsAPage) {
  if (!find_chromium()) GTEST_SKIP() << "no Chromium on PATH";
  EXPECT_EQ(print_pdf("<!DOCTYPE html><title>t</title><p>Hello").substr(0, 5), "%PDF-");
  EXPECT_TRUE(nothing_left());
}

TEST_F(Pdf, GivesWhatChromiumMadeAndClearsUp) {
  chromium("{ echo %PDF-1.4; seq 100; echo %%EOF; } >\"$out\"");
  const std::string pdf = print_pdf("<p>x");
  EXPECT_EQ(pdf.substr(0, 9), "%PDF-1.4\n");
  EXPECT_TRUE(pdf.ends_with("100\n%%EOF\n"));
  EXPECT_TRUE(nothing_left());
}

TEST_F(Pdf, SaysWhatWentWrongAndLeavesNothing) {
  chromium("exit 1");
  EXPECT_NE(refusal().find("could not print the page"), std::string::npos);
  chromium("echo half >\"$out\"");
  EXPECT_NE(refusal().find("could not print the page"), std::string::npos);
  chromium("exec sleep 100");
  EXPECT_NE(refusal(0).find("took longer than 0 s"), std::string::npos);
  EXPECT_TRUE(nothing_left());
  ::setenv("TMPDIR", "/nonexistent", 1);
  EXPECT_NE(refusal().find("no temporary folder can be made in /nonexistent"), std::string::npos);
  ::setenv("TMPDIR", scratch.c_str(), 1);
  ::setenv("PATH", scratch.c_str(), 1);
  EXPECT_EQ(refusal(), kNoChromium);
}

TEST_F(Pdf, StopsAndEndsChromium) {
  chromium("exec sleep 100");
  StopSource source;
  source.request_stop();
  EXPECT_THROW(print_pdf("<p>x", source.token()), Stopped);
  EXPECT_TRUE(nothing_left());
}

}  // namespace
}  // namespace offramp::briefing
