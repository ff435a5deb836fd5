import { chromium } from "playwright-core";

const PATIENCE = 15_000;

export async function openBrowser() {
  try {
    return await launch(process.getuid?.() === 0 ? ["--no-sandbox"] : []);
  } catch (error) {
    // Some containers give an ordinary user no sandbox either. Only our own pages are opened here.
    if (!/sandbox/i.test(error.message)) throw error;
    return launch(["--no-sandbox"]);
  }
}

function launch(rest) {
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  return chromium.launch({
    executablePath: process.env.ACADEMY_TEST_CHROMIUM ?? "/usr/bin/chromium",
    args: [...quiet, "--disable-dev-shm-usage", ...rest],
  });
}

/** The ways in which a page is looked at: each pair of language, width and scheme at least once, or all eight. */
export function views(everything) {
  const all = [];
  for (const language of ["en", "vi"])
    for (const width of [360, 1280]) for (const scheme of ["light", "dark"]) all.push({ language, width, scheme });
  const isOfThePairs = ({ language, width, scheme }) =>
    ((language === "en") === (width === 360)) === (scheme === "light");
  return everything ? all : all.filter(isOfThePairs);
}

export async function openContext(browser, view, rest = {}) {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.width === 360 ? 740 : 800 },
    colorScheme: view.scheme ?? "light",
    locale: view.language === "vi" ? "vi-VN" : "en-GB",
    reducedMotion: "reduce",
    hasTouch: view.width === 360,
    ...rest,
  });
  context.setDefaultTimeout(PATIENCE);
  return context;
}

/** Signs in through the page, as a person does. */
export async function signIn(page, academy, person) {
  await page.goto(`${academy.url}/sign-in`);
  await page.fill("input[name=email]", person.email);
  await page.fill("input[name=password]", person.password);
  const form = page.locator("form", { has: page.locator("input[name=password]") });
  await form.locator("button[type=submit], button:not([type])").first().click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** Chooses a language where the page offers it, if it is not the one already. */
export async function chooseLanguage(page, language) {
  if ((await page.getAttribute("html", "lang")) === language) return;
  const choice = page.locator(`button[name="language"][value="${language}"]`).first();
  await choice.evaluate((element) => element.click());
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
}
