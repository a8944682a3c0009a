/**
 * Which kinds of file the system may be asked to open for a person: those that are shown, played or edited, and nothing
 * else. A list of what may, because what runs has too many names to list: programs, installers, links, certificates,
 * settings, shortcuts to other machines, notebooks, archives that unpack themselves. Pure; used by `systemOpener.ts`.
 */

const text =
  '.adoc .astro .bib .c .cc .cfg .cjs .conf .cpp .cs .css .csv .cts .cxx .dart .diff .ejs .elm .env .f90 .fs .glsl .go .gql .graphql .h .haml .hbs .hcl .hh .hpp .hrl .hs .hxx .ini .j2 .java .json .json5 .jsonc .jsonl .kt .less .lock .log .markdown .md .mdx .mjs .ml .mli .mts .mustache .ndjson .nim .org .patch .po .prisma .properties .proto .pug .rs .rst .sass .scala .scss .sol .sql .styl .svelte .swift .tex .text .tf .tfvars .toml .ts .tsv .tsx .twig .txt .v .vue .wat .wgsl .yaml .yml .zig'
const pictures = '.avif .bmp .gif .heic .heif .ico .jpeg .jpg .png .tif .tiff .webp'
const sounds = '.aac .aif .aiff .flac .m4a .mp3 .oga .ogg .opus .wav'
const films = '.avi .m4v .mkv .mov .mp4 .mpeg .mpg .ogv .webm'
/** The forms of office documents in which no macro can be. */
const documents = '.docx .pdf .pptx .xlsx'
/** Text that Windows and macOS may give to what runs it: a script host, a language's own launcher. Linux edits it. */
const scripts =
  '.clj .cljs .coffee .d .erl .ex .exs .fsx .gd .gradle .groovy .jl .js .jsx .kts .lisp .lua .m .nix .php .pl .pm .py .pyi .r .rb .scm .tcl .vim'
/** Names that begin with a dot and are text everywhere. */
const dotfiles =
  '.babelrc .browserslistrc .clang-format .dockerignore .editorconfig .env .eslintignore .eslintrc .gitattributes .gitignore .gitkeep .gitmodules .mailmap .npmignore .npmrc .nvmrc .prettierignore .prettierrc .ruby-version .stylelintrc .tool-versions'

const shown: ReadonlySet<string> = new Set(
  [text, pictures, sounds, films, documents, dotfiles].flatMap((kinds) => kinds.split(' '))
)
const shownOnLinux: ReadonlySet<string> = new Set(scripts.split(' '))
/** What is looked at of a file whose name tells nothing: as much as `file` and browsers look at. */
export const headBytes = 4_096

/**
 * Whether a file of this name is shown rather than run. `head` is its beginning, asked for a name without an extension
 * only; null when that is not known.
 */
export function isShownKind(name: string, head: Uint8Array | null, platform: NodeJS.Platform): boolean {
  // Signs that are not seen, or turn the order of others around, are in a name to make it look like another.
  if (/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(name)) return false
  // Windows does not look at dots and spaces at the end of a name.
  if (/[. ]$/u.test(name)) return false
  const dot = name.lastIndexOf('.')
  if (dot === -1) return head !== null && isPlainText(head)
  const kind = name.slice(dot)
  // In ASCII alone: other letters become these when they are made small, but not for the system.
  if (!/^\.[\w+-]+$/u.test(kind)) return false
  const small = kind.toLowerCase()
  return shown.has(small) || (platform === 'linux' && shownOnLinux.has(small))
}

/**
 * Text that nobody takes for anything else: a system that cannot tell by the name looks inside, and would start a
 * script, give a page to a browser, or follow a launcher.
 */
export function isPlainText(head: Uint8Array): boolean {
  if (head.includes(0)) return false
  let text: string
  try {
    // The last letter may be cut.
    text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
  } catch {
    return false
  }
  if (/^[\s\uFEFF]*(?:#!|%!|%PDF|\[|\{\\rtf|<)/u.test(text)) return false
  return !/<(?:!doctype|\?|html|head|title|body|script|style|table|svg|a\s|h1|iframe|img|object|embed|meta|link|plist)/iu.test(
    text
  )
}
