// Copies the few third-party files the pages load, builds the theme, and writes VENDOR.json.
//   npm ci --ignore-scripts && node vendor.mjs [static folder] [test folder]
// The result is committed. People who only run or test the project need no Node.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const [out = "../src/rodtrad/web/static/vendor", testOut = "../tests/vendor"] = process.argv.slice(2);
const lock = JSON.parse(readFileSync("package-lock.json")).packages;

// Grows by need. Each name is a file in @navikt/aksel-icons/dist/svg.
const ICONS = ["ArrowLeft", "ArrowRight", "ArrowUndo", "Bell", "Buildings3", "Calendar", "ChatElipsis", "Checkmark", "CheckmarkCircle",
  "Clock", "CloudSlash", "CloudUp", "Cog", "DoorOpen", "ExclamationmarkTriangle", "Footprint", "Globe", "Handshake", "Hourglass", "House", "Inbox", "InformationSquare",
  "KeyVertical", "Leave", "Link", "MagnifyingGlass", "MenuGrid", "MinusCircle", "PadlockLocked", "Pencil", "PersonCircle",
  "PersonGroup", "PersonPlus", "Phone", "Plus", "PrinterSmall", "ShieldCheckmark", "Tasklist", "XMark"];

const FILES = {
  "@digdir/designsystemet-css": { "dist/src/index.css": "designsystemet.css", "LICENSE": "designsystemet.LICENSE" },
  "@digdir/designsystemet-web": { "dist/umd/index.js": "designsystemet-web.js" },
  "@fontsource-variable/inter": {
    "files/inter-latin-wght-normal.woff2": "inter-latin.woff2",
    "files/inter-latin-ext-wght-normal.woff2": "inter-latin-ext.woff2",
    "LICENSE": "inter.OFL",
  },
  "@navikt/aksel-icons": Object.fromEntries(ICONS.map((i) => [`dist/svg/${i}.svg`, `icons/${i}.svg`])),
};
const TEST_FILES = { "axe-core": { "axe.min.js": "axe.min.js", "LICENSE": "axe.LICENSE" } };

// The Aksel package carries no licence file; its package.json says MIT.
const AKSEL_LICENCE = readFileSync("aksel-icons.LICENSE");

function vendor(files, folder, extra = {}) {
  rmSync(folder, { recursive: true, force: true });
  const report = {};
  const write = (name, bytes) => {
    mkdirSync(dirname(`${folder}/${name}`), { recursive: true });
    writeFileSync(`${folder}/${name}`, bytes);
    return createHash("sha256").update(bytes).digest("hex");
  };
  for (const [pkg, wanted] of Object.entries(files)) {
    const { version, license, integrity } = lock[`node_modules/${pkg}`];
    report[pkg] = { version, license, integrity, files: {} };
    for (const [from, to] of Object.entries(wanted)) {
      let bytes = readFileSync(`node_modules/${pkg}/${from}`);
      if (/\.(js|css)$/.test(to)) // ManifestStaticFilesStorage stops on a source map that is not there
        bytes = Buffer.from(bytes.toString().replace(/\n?\/[/*]# sourceMappingURL=.*?(\*\/)?\s*$/m, "\n"));
      report[pkg].files[to] = write(to, bytes);
    }
  }
  for (const [pkg, made] of Object.entries(extra))
    for (const [to, bytes] of Object.entries(made)) {
      report[pkg] ??= { version: lock[`node_modules/${pkg}`].version, license: lock[`node_modules/${pkg}`].license, files: {} };
      report[pkg].files[to] = write(to, bytes);
    }
  writeFileSync(`${folder}/VENDOR.json`, JSON.stringify(report, null, 1) + "\n");
  for (const [pkg, { version, license }] of Object.entries(report)) console.log(pkg, version, license);
}

const CLI = "node_modules/@digdir/designsystemet/dist/bin/designsystemet.js";
execFileSync("node", [CLI, "tokens", "create", "--clean", "true"], { stdio: "ignore" });
execFileSync("node", [CLI, "tokens", "build", "--clean", "true", "-o", "theme-build"], { stdio: "ignore" });
const theme = readFileSync("theme-build/standard.css");
rmSync("design-tokens", { recursive: true, force: true });
rmSync("theme-build", { recursive: true, force: true });

vendor(FILES, out, {
  "@digdir/designsystemet": { "theme-standard.css": theme },
  "@navikt/aksel-icons": { "aksel-icons.LICENSE": AKSEL_LICENCE },
});
vendor(TEST_FILES, testOut);
