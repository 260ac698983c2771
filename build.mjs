// Bundles the desk's scripts, for each language with its words. Ends with exit status 1, and esbuild's own words, when
// it cannot.

import { readdir } from "node:fs/promises";
import { build } from "esbuild";

const folder = "static/build";
const catalogues = (await readdir(folder)).filter((name) => name.startsWith("texts."));

await Promise.all(
  catalogues.map((catalogue) =>
    build({
      entryPoints: { article_form: "static/admin/article_form.js", focal_point: "static/admin/focal_point.js" },
      outdir: `${folder}/${catalogue.split(".")[1]}`,
      alias: { catalogue: `./${folder}/${catalogue}` },
      bundle: true,
      format: "esm",
      // Class fields, :has() and top-level await: every browser that the style sheets are written for.
      target: ["chrome109", "firefox121", "safari16.4"],
      minify: true,
      sourcemap: false,
      legalComments: "none",
      charset: "utf8",
      logLevel: "warning",
    }),
  ),
).catch(() => process.exit(1));
