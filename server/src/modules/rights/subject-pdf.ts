import { createRequire } from "node:module";
import type { DisclosedItem, Disclosure } from "./subject-disclosure.rules.ts";
import type { FilePage } from "./subject-file.rules.ts";
import { plainDay } from "./subject-words.rules.ts";

// Fonts that hold the names of people here: the built-in ones of PDF end with western Europe.
const resolve = createRequire(import.meta.url).resolve;
const REGULAR = resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf");
const BOLD = resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf");

const MARGIN = 56;
const SIZES = { H1: 20, H2: 15, H3: 11.5, P: 10 } as const;
type Tag = keyof typeof SIZES;
const BEFORE: Readonly<Record<Tag, number>> = { H1: 0, H2: 18, H3: 11, P: 3 };
/** A heading does not stand alone at the end of a page. */
const ROOM: Readonly<Record<Tag, number>> = { H1: 120, H2: 110, H3: 70, P: 20 };

/**
 * The same contents as a tagged document: headings, paragraphs and language stand in its structure, so that a screen
 * reader goes through it as through a page. `madeAt` keeps equal contents equal.
 */
export async function filePdf(page: FilePage, disclosure: Disclosure, madeAt: Date): Promise<Buffer> {
  // Seldom needed, and an eighth of a second of every start.
  const { default: PDFDocument } = await import("pdfkit");
  const document = new PDFDocument({
    size: "A4",
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    pdfVersion: "1.7",
    lang: "en-GB",
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    info: { Title: page.title, CreationDate: madeAt, ModDate: madeAt },
  });
  const pieces: Buffer[] = [];
  const whole = new Promise<Buffer>((done, failed) => {
    document.on("data", (piece: Buffer) => pieces.push(piece));
    document.on("end", () => done(Buffer.concat(pieces)));
    document.on("error", failed);
  });
  document.registerFont("regular", REGULAR).registerFont("bold", BOLD);
  const root = document.struct("Document");
  document.addStructure(root);
  const write = (tag: Tag, text: string, label?: string) => writeBlock(document, root, tag, text, label);

  write("H1", page.title);
  for (const { label, value } of page.about) write("P", value, label);
  for (const { name, items } of disclosure.parts) {
    write("H2", name);
    for (const item of items) writeItem(write, item);
  }
  write("H2", "What was withheld, and why");
  if (disclosure.withheld.length === 0) write("P", "Nothing was withheld.");
  for (const { reason, count } of disclosure.withheld) write("P", reason, String(count));
  if (disclosure.withheld.length > 0) write("P", "Schedules and paragraphs are those of the Data Protection Act 2018.");
  for (const { heading, lines } of page.notes) {
    write("H2", heading);
    for (const line of lines) write("P", line);
  }
  root.end();
  numberPages(document, page);
  document.end();
  return whole;
}

type Write = (tag: Tag, text: string, label?: string) => void;

function writeItem(write: Write, { title, on, facts, texts }: DisclosedItem): void {
  write("H3", on === null ? title : `${title}, ${plainDay(on)}`);
  for (const { label, value } of facts) write("P", value, label);
  for (const { label, text } of texts) write("P", text, label);
}

function writeBlock(document: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement, tag: Tag, text: string, label?: string): void {
  if (document.y + ROOM[tag] > document.page.height - MARGIN) document.addPage();
  else document.y += BEFORE[tag];
  document.x = MARGIN;
  root.add(
    document.struct(tag, {}, () => {
      document.fontSize(SIZES[tag]).font(tag === "P" ? "regular" : "bold");
      if (label === undefined) document.text(text, { lineGap: 2 });
      else {
        document.font("bold").text(`${label}: `, { continued: true, lineGap: 2 });
        document.font("regular").text(text, { lineGap: 2 });
      }
    }),
  );
}

/** Outside of the structure: a screen reader knows the page without being told at the foot of each. */
function numberPages(document: PDFKit.PDFDocument, { about }: FilePage): void {
  const { count } = document.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(index);
    document.page.margins.bottom = 0;
    document.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
    document
      .font("regular")
      .fontSize(8)
      .text(`${about[0]?.value ?? ""}, page ${index + 1} of ${count}`, MARGIN, document.page.height - MARGIN + 18, { lineBreak: false });
    document.endMarkedContent();
  }
}
