import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE = 30_000;

/** A real SMTP server whose mails can be read. */
export async function startMailbox() {
  const folder = await mkdtemp(join(tmpdir(), "academy-browser-mail-"));
  const [smtp, web] = [await freePort(), await freePort()];
  const program = join(dirname(createRequire(import.meta.url).resolve("maildev/package.json")), "bin", "maildev");
  const ports = ["--smtp", String(smtp), "--web", String(web), "--ip", "127.0.0.1", "--web-ip", "127.0.0.1"];
  const server = spawn(process.execPath, [program, ...ports, "--silent", "--mail-directory", folder], { stdio: "ignore" });
  process.on("exit", () => server.kill("SIGKILL"));
  const mails = async () => (await fetch(`http://127.0.0.1:${web}/email`)).json();
  await until("the mail server answers", async () => mails().then(() => true, () => false));

  /** The newest mail to this address whose subject and text contain these words, as soon as it is there. */
  const waitFor = (address, subject, words = "") => {
    const isIt = (mail) =>
      mail.subject.includes(subject) && mail.text.includes(words) && mail.to.some((to) => to.address === address);
    return until(`a mail “${subject}${words}” to ${address}`, async () => (await mails()).reverse().find(isIt));
  };
  const stop = () => {
    server.kill("SIGKILL");
    return rm(folder, { recursive: true, force: true });
  };
  return { url: `smtp://127.0.0.1:${smtp}`, mails, waitFor, stop };
}

/** The first link in a mail's text that begins so. */
export function linkIn(mail, beginning) {
  const link = mail.text.split(/[\s<>"()]+/).find((word) => word.startsWith(beginning));
  if (!link) throw new Error(`No link to ${beginning} in this mail:\n${mail.text}`);
  return link.replace(/\.$/, "");
}

async function until(what, question) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await sleep(50);
  }
}

/** A port that nobody listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
