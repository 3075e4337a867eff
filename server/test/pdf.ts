import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

export interface ReadPdf {
  /** As its reader is given it, with spaces and ends of lines as one space. */
  readonly text: string;
  readonly pages: number;
  readonly title: string;
  readonly language: string;
  readonly tagged: boolean;
  /** The roles of the structure of its first page, in order. */
  readonly roles: readonly string[];
}

/** Opens a document as somebody's reader would. */
export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await loading.promise;
  const texts: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    texts.push(items.map((item) => ("str" in item ? item.str : "")).join(" "));
  }
  const tree = (await (await document.getPage(1)).getStructTree()) as Tree | null;
  const { info } = (await document.getMetadata()) as { info: { Title?: string; Language?: string } };
  const marked = (await document.getMarkInfo()) as { Marked?: boolean } | null;
  const read = {
    text: texts.join(" ").replaceAll(/\s+/gu, " "),
    pages: document.numPages,
    title: info.Title ?? "",
    language: info.Language ?? "",
    tagged: marked?.Marked === true,
    roles: rolesOf(tree),
  };
  await loading.destroy();
  return read;
}

interface Tree {
  readonly role?: string;
  readonly children?: readonly Tree[];
}

const rolesOf = (tree: Tree | null): string[] =>
  tree ? [...(tree.role ? [tree.role] : []), ...(tree.children ?? []).flatMap(rolesOf)] : [];
