import { execFile } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** Where one of these marks stands in what an Academy keeps: its folder, and its database if that lies elsewhere. */
export async function traces({ folder, database }, marks) {
  const files = await filesWith(folder, marks);
  return database ? [...files, ...(await tablesWith(database, marks))] : files;
}

/** The files below a folder in which one of these marks stands, in capitals or small letters. */
async function filesWith(folder, marks) {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const found = await Promise.all(files.map(async (file) => marksIn(await readFile(file), marks).map((mark) => `${file}: ${mark}`)));
  return found.flat();
}

/** The tables of a PostgreSQL database in which one of these marks stands, as letters or as bytes. */
async function tablesWith(database, marks) {
  const { stdout } = await promisify(execFile)(await program("pg_dump"), ["--data-only", "--inserts", database], {
    maxBuffer: 1 << 30,
  });
  const forms = marks.flatMap((mark) => [mark, Buffer.from(mark).toString("hex")]);
  const lines = stdout.split("\n").filter((line) => marksIn(Buffer.from(line), forms).length > 0);
  return [...new Set(lines.map((line) => `${line.split(" ")[2]}: ${marksIn(Buffer.from(line), forms).join(", ")}`))];
}

function marksIn(bytes, marks) {
  const text = bytes.toString("latin1").toLowerCase();
  return marks.filter((mark) => text.includes(Buffer.from(mark).toString("latin1").toLowerCase()));
}

async function program(name) {
  const versions = await readdir("/usr/lib/postgresql").catch(() => []);
  return versions.length > 0 ? join("/usr/lib/postgresql", versions.sort().at(-1), "bin", name) : name;
}
