// Bundles the desk's script. Ends with exit status 1, and esbuild's own words, when it cannot.

import { build } from "esbuild";

await build({
  entryPoints: { admin: "static/admin/article_form.js" },
  outdir: "static/build",
  bundle: true,
  format: "esm",
  // Class fields, :has() and top-level await: every browser that the style sheets are written for.
  target: ["chrome109", "firefox121", "safari16.4"],
  minify: true,
  sourcemap: false,
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
}).catch(() => process.exit(1));
