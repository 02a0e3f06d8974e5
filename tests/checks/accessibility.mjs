// SPDX-License-Identifier: Apache-2.0
// Runs axe-core over HTML pages: on a desk in light and dark, and on a phone. Prints every finding and ends
// with 1 if there is any. Usage: node accessibility.mjs MODULES CHROMIUM PAGE...
// MODULES is a folder that holds axe-core and playwright-core.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, chromium, ...pages] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "here.js"));
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const browser = await require("playwright-core").chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });

const views = [
  ["light", { colorScheme: "light", viewport: { width: 1280, height: 900 } }],
  ["dark", { colorScheme: "dark", viewport: { width: 1280, height: 900 } }],
  ["phone", { colorScheme: "light", viewport: { width: 390, height: 844 }, isMobile: true }],
];
let found = 0;
for (const page of pages) {
  for (const [name, view] of views) {
    const context = await browser.newContext({ ...view, offline: true, bypassCSP: true });
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(resolve(page)).href);
    await tab.evaluate(axe);
    const result = await tab.evaluate(() => globalThis.axe.run());
    for (const rule of result.violations) {
      found += rule.nodes.length;
      console.log(`${page}, ${name}: ${rule.id} (${rule.impact}), ${rule.nodes.length} times: ${rule.help}`);
      for (const node of rule.nodes.slice(0, 3)) console.log(`  ${node.target.join(" ")}\n  ${node.failureSummary}`);
    }
    console.log(`${page}, ${name}: ${result.passes.length} rules passed`);
    await context.close().catch(() => {});  // what was found is known already
  }
}
await browser.close().catch(() => {});
process.exit(found === 0 ? 0 : 1);
