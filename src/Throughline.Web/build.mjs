// Builds wwwroot/built from Assets: one stylesheet, one script per file in Assets/scripts, and the images.
import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const root = fileURLToPath(new URL('.', import.meta.url))
const out = join(root, 'wwwroot', 'built')
const sources = async (folder, ending) =>
  existsSync(join(root, folder))
    ? (await readdir(join(root, folder))).filter((name) => name.endsWith(ending)).sort().map((name) => join(root, folder, name))
    : []

// MOJ Frontend names node_modules/govuk-frontend from the project's own folder, hence the second load path.
const compile = (path) =>
  sass.compile(path, {
    loadPaths: [join(root, 'Assets', 'styles'), root, join(root, 'node_modules')],
    quietDeps: true,
    silenceDeprecations: ['if-function', 'import', 'global-builtin', 'mixed-decls'],
    logger: sass.Logger.silent
  }).css

const styles = [join(root, 'Assets', 'styles', 'app.scss'), ...(await sources(join('Assets', 'styles', 'pages'), '.scss')), join(root, 'Assets', 'styles', 'print.scss')]
// For the page somebody opens at a bedside: small, and whole without a script.
const lean = compile(join(root, 'Assets', 'styles', 'lean', 'lean.scss')).replace(/^@charset "UTF-8";/, '')
const css = styles.map(compile).map((text) => text.replace(/^@charset "UTF-8";/, '')).join('\n')

await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
const common = { bundle: true, minify: true, charset: 'utf8', legalComments: 'none', logLevel: 'warning', absWorkingDir: root }

await esbuild.build({
  ...common,
  stdin: { contents: css, loader: 'css', resolveDir: root, sourcefile: 'app.css' },
  outfile: join(out, 'app.css'),
  loader: { '.woff2': 'file', '.svg': 'file', '.png': 'file' },
  assetNames: 'files/[name]-[hash]',
  target: ['chrome109', 'firefox115', 'safari15.6']
})
await esbuild.build({
  ...common,
  stdin: { contents: lean, loader: 'css', resolveDir: root, sourcefile: 'lean.css' },
  outfile: join(out, 'lean.css'),
  target: ['chrome109', 'firefox115', 'safari15.6']
})
await esbuild.build({
  ...common,
  entryPoints: await sources(join('Assets', 'scripts'), '.js'),
  outdir: out,
  format: 'esm',
  target: 'es2022'
})
for (const image of await sources(join('Assets', 'images'), '')) await cp(image, join(out, basename(image)))
