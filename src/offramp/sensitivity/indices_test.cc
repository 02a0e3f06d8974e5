// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/indices.h"
#include <gtest/gtest.h>
#include <cmath>
#include <cstdio>
#include "offramp/base/random.h"
using namespace offramp; using namespace offramp::sensitivity;
TEST(Scratch, Ishigami) {
 for (int mc=0; mc<2; ++mc) for (std::size_t n : {1000u, 8192u, 65536u}) {
  Table t; t.inputs.resize(3); SobolPoints pts(3, 7); std::vector<double> y(n);
  for (auto& in: t.inputs) in.values.resize(n);
  for (std::size_t w=0;w<n;++w){ RandomStream rs({11,0,(std::uint32_t)w,0}); double x[3]; for(int i=0;i<3;++i){ double u= mc? rs.uniform(): pts.at((std::uint32_t)w,i); x[i]=(2*u-1)*M_PI; t.inputs[i].values[w]=x[i];}
   y[w]=std::sin(x[0])+7*std::sin(x[1])*std::sin(x[1])+.1*std::pow(x[2],4)*std::sin(x[0]);}
  Indices r=given_data_indices(t,y);
  printf("n=%zu mc=%d var=%f unexpl=%f\n",n,mc,r.variance,r.unexplained);
  for(auto&i:r.inputs) printf(" S=%.5f +- %.5f  T=%.5f +- %.5f [%.4f %.4f] delta=%.4f+-%.4f src=%.4f\n",i.first.value,i.first.standard_error,i.total.value,i.total.standard_error,i.total.low,i.total.high,i.delta.value,i.delta.standard_error,i.regression->value);
  for(auto&p:r.interactions) printf(" pair %zu %zu %.5f+-%.5f\n",p.a,p.b,p.share.value,p.share.standard_error);
 }
}
