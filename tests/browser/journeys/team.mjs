import { readFile } from "node:fs/promises";

import { chooseLanguage, openContext, signIn } from "../browser.mjs";
import { accessibility, overflow } from "../checks.mjs";
import { linkIn } from "../mailbox.mjs";
import { Findings } from "../report.mjs";
import { rowsOfCsv, rowsOfXlsx } from "../sheet.mjs";
import { accept, study, submit } from "./buyer.mjs";

const DAY = 24 * 3600 * 1000;
/** As many as figures must be over to be told. */
const PEOPLE = 5;
const WRONG_LINE = 4;

const WORDS = {
  en: { family: "Ashwood", given: "Tamsin", role: "Member", course: "paid-leave", reminder: "A reminder to go on with" },
  vi: { family: "Đoàn", given: "Khánh", role: "Thành viên", course: "chemicals", reminder: "Nhắc bạn học tiếp" },
};

/** A coordinator brings people in from a spreadsheet, gives them a course, and shows the figures. */
export function teamJourney(language, width) {
  const view = { language, width };
  const name = `a coordinator imports people, assigns, reminds and exports figures in ${language} at ${width} px`;
  return { name, play: (world) => play(world, view, WORDS[language]) };
}

async function play(world, view, words) {
  const { academy, browser, mailbox } = world;
  const [desk, hand] = [await openContext(browser, view), await openContext(browser, view)];
  const page = await desk.newPage();
  try {
    await signIn(page, academy, academy.person("learning-coordinator"));
    await chooseLanguage(page, view.language);
    const people = Array.from({ length: PEOPLE }, (_, number) => ({
      name: `${words.family} ${words.given} ${number + 1}`,
      email: `team-${view.language}-${number + 1}@linden.example`,
    }));
    await importPeople(page, academy, people, words);
    const learner = await hand.newPage();
    for (const person of people.toReversed()) {
      await hand.clearCookies();
      const link = linkIn(await mailbox.waitFor(person.email, ""), `${academy.url}/invitations/`);
      await accept(learner, link, view.language);
    }
    const team = await openTeam(page, academy, words);
    await assign(page, team, words);
    await remind(page, team, words, people[0]);
    const mail = await mailbox.waitFor(people[0].email, `${words.reminder} ${await titleOf(words.course, view.language)}`);
    await learn(learner, linkIn(mail, `${academy.url}/enrolments/`), words.course, view.language);
    await isSeen(page, team, words, people[0]);
    await exportFigures(page, academy, words.course);
  } finally {
    await chooseLanguage(page, "en").catch(() => {});
    await desk.close();
    await hand.close();
  }
}

/** The first file has a wrong row: it says which and why, and nothing is imported; the mended one is. */
async function importPeople(page, academy, people, words) {
  await page.goto(`${academy.url}/imports`);
  const template = await fetchBytes(page, "/imports/templates/people.csv");
  const headings = rowsOfCsv(template)[0];
  const sheet = (emails) => {
    const lines = people.map(({ name }, number) => [name, emails[number], "", words.role].join(","));
    return Buffer.from([headings.join(","), ...lines, ""].join("\r\n"));
  };
  const emails = people.map((person) => person.email);
  await upload(page, sheet(emails.with(WRONG_LINE - 2, "at home")));
  const refused = page.locator("main tbody tr");
  await reloadUntil(page, refused);
  const [line, reason] = [await refused.locator("th").innerText(), await refused.locator("td").innerText()];
  if (!line.includes(String(WRONG_LINE)) || reason.trim() === "") throw new Error(`“${line}”, “${reason}”`);
  await sound(page);
  await page.goto(`${academy.url}/people?search=${encodeURIComponent(words.family)}`);
  if ((await page.locator("main tbody tr").count()) > 0) throw new Error("A file with a wrong row was imported");
  await page.goto(`${academy.url}/imports`);
  await upload(page, sheet(emails));
  const decision = page.locator("main form[action$='/decision'] button");
  await reloadUntil(page, decision);
  await sound(page);
  await submit(page, decision);
  await reloadUntil(page, page.locator("main a.button:not(.button-main)[href='/imports']"));
  await sound(page);
}

async function upload(page, buffer) {
  await page.setInputFiles("#file-people", { name: "people.csv", mimeType: "text/csv", buffer });
  await submit(page, page.locator("form[action='/imports/people'] button"));
}

/** An import is worked on elsewhere; its page asks again by itself, only less often. */
async function reloadUntil(page, locator) {
  for (let turn = 0; turn < 60 && (await locator.count()) === 0; turn += 1) {
    await page.waitForTimeout(200);
    await page.reload();
  }
  if ((await locator.count()) === 0) throw new Error(`Waited in vain:\n${await page.locator("main").innerText()}`);
}

/** The address of the team, in which only the new people are found. */
async function openTeam(page, academy, words) {
  await page.goto(`${academy.url}/teams`);
  await page.locator("main input[name=search]").fill(words.family);
  await submit(page, page.locator("main form.search button"));
  const found = await page.locator("main tbody th a").allInnerTexts();
  if (found.length !== PEOPLE) throw new Error(`${words.family} are called ${found.join(", ")}`);
  await sound(page);
  return page.url();
}

async function assign(page, team, words) {
  for (const tick of await page.locator("tbody [name=person]").all()) await tick.check();
  await submit(page, page.locator(".selection .button-main"));
  await page.selectOption("select[name=course]", words.course);
  await page.fill("[name=due_on]", new Date(Date.now() + 30 * DAY).toISOString().slice(0, 10));
  await sound(page);
  await submit(page, page.locator("form[action$='/assignments'] button[type=submit]"));
  await page.goto(team);
}

async function remind(page, team, words, person) {
  await page.locator(`tbody [name=person][aria-label="${person.name}"]`).check({ force: true });
  await submit(page, page.locator(".selection button[formaction$='/reminders']"));
  await page.locator(".notice, [role=status]").first().waitFor();
  await page.goto(team);
}

/** From the link of the reminder to the end, as the first of the people, who is still signed in. */
async function learn(page, enrolment, course, language) {
  await page.goto(enrolment);
  await submit(page, page.locator("main form[action$='/opening'] button").first());
  await study(page, course, language);
}

/** The team says so: one is done, the others are not. */
async function isSeen(page, team, words, person) {
  await page.goto(team);
  await sound(page);
  const title = await titleOf(words.course, await page.getAttribute("html", "lang"));
  const rows = page.locator("tbody tr");
  for (const row of await rows.all()) {
    const name = (await row.locator("th a").innerText()).trim();
    const cell = row.locator(`td[data-label="${title}"] .cell`);
    const isDone = (await cell.getAttribute("class")).includes("cell-done");
    if (isDone !== (name === person.name)) throw new Error(`${name}: ${await cell.innerText()}`);
  }
}

/** The files hold what the screen shows, line by line, and the new people are among the figures. */
async function exportFigures(page, academy, course) {
  await page.goto(`${academy.url}/reports?by=course`);
  await sound(page);
  const shown = await page.locator("main .report-figures table").evaluate((table) =>
    [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, " ").trim())),
  );
  const title = await titleOf(course, await page.getAttribute("html", "lang"));
  const own = shown.find(([first]) => first === title);
  if (!own || Number(own[1]) < PEOPLE) throw new Error(`Not enough took ${title}: ${JSON.stringify(shown)}`);
  for (const [format, read] of [["csv", rowsOfCsv], ["xlsx", rowsOfXlsx]]) {
    const link = await page.locator(`main a[href^='/reports/tables/${format}']`).getAttribute("href");
    const rows = read(await fetchBytes(page, link)).slice(0, shown.length);
    if (JSON.stringify(rows) !== JSON.stringify(shown)) {
      throw new Error(`${format} has ${JSON.stringify(rows)}, the screen ${JSON.stringify(shown)}`);
    }
  }
}

/** What a course is called. */
export async function titleOf(course, language) {
  const manifest = await readFile(`courses/library/${course}/course.toml`, "utf8");
  return new RegExp(`\\[title\\][^[]*?${language} = "(.*)"`).exec(manifest)[1];
}

/** What a link of the page gives to whoever is signed in there. */
async function fetchBytes(page, path) {
  const answer = await page.request.get(new URL(path, page.url()).href);
  if (!answer.ok()) throw new Error(`${path} answers ${answer.status()}`);
  return answer.body();
}

async function sound(page) {
  const findings = [...(await accessibility(page)), ...(await overflow(page))];
  if (findings.length > 0) throw new Findings([`at ${page.url()}`, ...findings]);
}
