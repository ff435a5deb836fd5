import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { HtmlValidate, StaticConfigLoader } from "html-validate";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ["html-validate:recommended"],
    rules: {
      // How templates break their lines, and how a browser writes them, is nobody's business.
      "no-trailing-whitespace": "off",
      "void-style": "off",
      "attribute-boolean-style": "off",
      "doctype-style": "off",
      // Boxes to tick that mean one list share its name, as buttons to choose one of do.
      "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "reset", "submit"] }],
      // Vietnamese titles are longer, and nothing breaks.
      "long-title": "off",
    },
  }),
);

/** What axe finds against WCAG 2.2 A and AA, one line for each element. */
export async function accessibility(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
    RULES,
  );
  return violations.flatMap((rule) =>
    rule.nodes.map((node) => `axe ${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.split("\n").slice(1).join(" ").trim()}`),
  );
}

/** What html-validate finds in the HTML as it was served. */
export async function validity(html) {
  const { results } = await validator.validateString(html);
  return results.flatMap((result) =>
    result.messages.map((message) => `html ${message.ruleId} at ${message.line}:${message.column}: ${message.message}`),
  );
}

/** Elements that make the page wider than the screen. */
export function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const name = (element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}${[...element.classList].map((part) => `.${part}`).join("")}`;
    const wide = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > width + 1);
    const deepest = wide.filter((element) => ![...element.children].some((child) => wide.includes(child)));
    return [`the page is ${document.documentElement.scrollWidth} px wide on a screen of ${width}: ${deepest.slice(0, 5).map(name).join(", ")}`];
  });
}

/** Listens to a page from now on: errors in the console, and requests to other hosts. */
export function listen(page, origin) {
  const heard = [];
  page.on("console", (message) => {
    if (message.type() === "error") heard.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => heard.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) heard.push(`request to another host: ${request.url()}`);
  });
  return heard;
}
