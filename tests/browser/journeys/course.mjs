import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** The journeys start at the root of the repository. */
const LIBRARY = join("courses", "library");

/** The right answers of a course, by the text of each question, read from its files as a teacher reads them. */
export async function rightAnswers(course, language) {
  const folder = join(LIBRARY, course, "modules");
  const answers = new Map();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(`.${language}.md`))) {
    const text = await readFile(join(folder, file), "utf8");
    for (const block of text.split(/^### /m).slice(1)) answers.set(...answerOf(block.split(/^## /m)[0]));
  }
  return answers;
}

function answerOf(block) {
  const lines = block.split("\n");
  const title = plain(lines[0].replace(/\{[^}]*\}\s*$/, ""));
  const after = (mark) => lines.filter((line) => line.startsWith(mark)).map((line) => plain(line.slice(mark.length)));
  return [
    title,
    {
      options: [...after("[(X)]"), ...after("[[X]]")],
      number: lines.map((line) => /^\[\[=\s*([-\d.]+)/.exec(line)?.[1]).find(Boolean),
      text: lines.map((line) => /^\[\[(?![=?X \]])([^\]|]+)/.exec(line)?.[1]).find(Boolean),
      order: lines.map((line) => /^\d+\. (.+)/.exec(line)?.[1]).filter(Boolean).map(plain),
      pairs: lines.map((line) => /^- (.+) = (.+)/.exec(line)).filter(Boolean).map(([, left, right]) => [plain(left), plain(right)]),
    },
  ];
}

/** Words without the marks of Markdown and with single spaces, as a page shows them. */
export function plain(text) {
  return text.replace(/[*_`]/g, "").replace(/\s+/g, " ").trim();
}

/** Fills in the question that the page shows. */
export async function answer(page, answers, language) {
  const title = plain(await page.locator("h1").innerText());
  const right = answers.get(title);
  if (!right) throw new Error(`No answer is known to “${title}”`);
  const orders = page.locator("ol.order li, ol.order [class=order-item]");
  const pairs = page.locator(".pair");
  if (await page.locator("label.choice").count()) {
    for (const choice of await page.locator("label.choice").all()) {
      const input = choice.locator("input");
      const wanted = right.options.includes(plain(await choice.innerText()));
      if (wanted) await choice.click();
      else if (await input.isChecked()) await choice.click();
    }
  } else if (await pairs.count()) {
    for (const pair of await pairs.all()) {
      const left = plain(await pair.locator("label").innerText());
      const found = right.pairs.find(([one]) => one === left);
      if (!found) throw new Error(`No pair for “${left}” in “${title}”`);
      await pair.locator("select").selectOption({ label: found[1] });
    }
  } else if (await orders.count()) {
    for (const item of await orders.all()) {
      const text = plain(await item.locator(".order-text").innerText());
      await item.locator("select").evaluate((select, place) => (select.value = place), String(right.order.indexOf(text) + 1));
    }
  } else {
    const typed = right.number ?? right.text;
    await page.fill("[name=response]", language === "vi" && right.number ? typed.replace(".", ",") : typed);
  }
}
