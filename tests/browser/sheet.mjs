import { inflateRawSync } from "node:zlib";

/** The rows of a CSV file as the Academy writes it. */
export function rowsOfCsv(bytes) {
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  const rows = [[]];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/gy;
  for (let match = cell.exec(text); match && cell.lastIndex <= text.length; match = cell.exec(text)) {
    const [, written, end] = match;
    rows.at(-1).push(written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written);
    if (end === "") break;
    if (end !== ",") rows.push([]);
  }
  return tidy(rows);
}

/** The rows of the first sheet of an XLSX file. */
export function rowsOfXlsx(bytes) {
  const parts = unzip(bytes);
  const strings = [...(parts.get("xl/sharedStrings.xml") ?? "").matchAll(/<si>(.*?)<\/si>/gs)].map(([, item]) => words(item));
  const rows = [...parts.get("xl/worksheets/sheet1.xml").matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)];
  return tidy(
    rows.map(([, row]) => {
      const cells = [];
      for (const [, about, content] of (row ?? "").matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
        const column = /r="([A-Z]+)/.exec(about)[1];
        const value = /<v>(.*?)<\/v>/s.exec(content ?? "")?.[1];
        const text = about.includes('t="s"') ? strings[Number(value)] : (value ?? words(content ?? ""));
        cells[[...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1] = text;
      }
      return Array.from(cells, (text) => text ?? "");
    }),
  );
}

function words(xml) {
  const texts = [...xml.matchAll(/<t(?: [^>]*)?>(.*?)<\/t>/gs)].map(([, text]) => text).join("");
  const signs = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" };
  return texts.replace(/&(?:lt|gt|quot|apos|amp);/g, (sign) => signs[sign]);
}

/** Text by name, as the table at the end of the file lists it. */
function unzip(bytes) {
  const parts = new Map();
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const [isPacked, size, start] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
    const begin = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const content = bytes.subarray(begin, begin + size);
    const title = bytes.toString("utf8", at + 46, at + 46 + name);
    parts.set(title, (isPacked ? inflateRawSync(content) : content).toString("utf8"));
    at += 46 + name + extra + comment;
  }
  return parts;
}

function tidy(rows) {
  return rows.map((row) => row.map((text) => text.replace(/\s+/g, " ").trim())).filter((row) => row.some(Boolean));
}
