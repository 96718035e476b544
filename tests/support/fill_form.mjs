// Fill in a PDF form with PDF.js, the viewer of Firefox, and save it.
// Arguments: the form, the new file, and the values by the names of fields as JSON.
import fs from "node:fs";

// What only drawing needs, and browsers have.
globalThis.DOMMatrix = globalThis.ImageData = globalThis.Path2D = class {};
const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");

const [, , form, target, json] = process.argv;
const data = new Uint8Array(fs.readFileSync(form));
const pdf = await getDocument({ data, verbosity: VerbosityLevel.ERRORS }).promise;
const fields = await pdf.getFieldObjects();
for (const [name, value] of Object.entries(JSON.parse(json)))
  for (const { id, type, exportValues } of fields.get(name))
    pdf.annotationStorage.setValue(id, { value: type === "radiobutton" ? exportValues === value : value });
fs.writeFileSync(target, await pdf.saveDocument());
