/**
 * How the app is built into `out/`, and how it is served in development. Three programs: the main
 * process, the preload, the page.
 */
import { readdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { classicScripts } from './scripts/build/classicScripts.ts'
import { oneFilePage } from './scripts/build/oneFilePage.ts'
import { oneFileWorker } from './scripts/build/oneFileWorker.ts'
import { sealedScripts } from './scripts/build/sealedScripts.ts'

/** In development the page's server passes the API on to the session server, which scripts/dev.ts put here. */
const sessionServer = `http://127.0.0.1:${process.env['SKEIN_DEV_PORT'] ?? '0'}`

/** Page routes are deeper than one level, and electron-vite insists on `./`: this has the last word. */
const assetsFromRoot: Plugin = { name: 'assets-from-root', enforce: 'post', config: () => ({ base: '/' }) }

/** Puts early.ts in front of the app's own script. In development that is the source, which the server translates. */
const earlyScript: Plugin = {
  name: 'early-script',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle, filename }) => {
      if (!filename.endsWith('index.html')) return []
      const built = Object.values(bundle ?? {}).find((file) => file.type === 'chunk' && file.name === 'early')
      const src = built === undefined ? '/early.ts' : `/${built.fileName}`
      return [{ tag: 'script', attrs: { type: 'module', async: true, src }, injectTo: 'head-prepend' }]
    }
  }
}

/** Where the page finds its workers: entries like its own, so that what is in them is known to be built in. */
const workerAddresses: Plugin = {
  name: 'worker-addresses',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle, filename }) => {
      if (!filename.endsWith('index.html')) return []
      const built = Object.values(bundle ?? {}).find(
        (file) => file.type === 'chunk' && file.name === 'colourWorker'
      )
      const content = built === undefined ? '/transcript/markdown/code/colourWorker.ts' : `/${built.fileName}`
      return [{ tag: 'meta', attrs: { name: 'colour-worker', content }, injectTo: 'head' }]
    }
  }
}

/**
 * Mermaid carries a second way to arrange a diagram, elkjs, which is 1.6 MB and a fifth of the app. A diagram that
 * asks for it is arranged by dagre instead, as Mermaid's own small build does.
 */
const withoutElk: Plugin = {
  name: 'without-elk',
  enforce: 'pre',
  resolveId(source, importer) {
    if (importer === undefined || !/^\.\/elk-\w+\.mjs$/.test(source)) return undefined
    const dagre = readdirSync(dirname(importer)).find((name) => /^dagre-\w+\.mjs$/.test(name))
    if (dagre === undefined)
      throw new Error(`beside ${importer} there is no dagre to take the place of elkjs`)
    return resolve(dirname(importer), dagre)
  }
}

/** What is built in, with the text of its licence, for scripts/packaging/. Not part of any package. */
const licence = { fileName: 'bundled.json' }

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: true,
      license: licence,
      rolldownOptions: {
        // Both composition roots, so that browser mode is exactly what a packaged window talks to, and their worker.
        input: {
          main: resolve('electron/main.ts'),
          headless: resolve('electron/headless.ts'),
          historyWorker: resolve('electron/historyWorker.ts')
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          // Names of functions and classes stay, for the log's sake.
          minify: { compress: true, mangle: { keepNames: true }, codegen: true }
        }
      }
    }
  },
  preload: {
    build: {
      outDir: 'out/preload',
      license: licence,
      externalizeDeps: false, // a sandboxed preload is one self-contained CommonJS file
      rolldownOptions: {
        input: { preload: resolve('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: 'renderer',
    plugins: [
      react(),
      tailwindcss(),
      assetsFromRoot,
      earlyScript,
      workerAddresses,
      withoutElk,
      oneFilePage({ page: 'diagram.html', entry: 'diagram' }),
      oneFileWorker({ page: 'index.html', entry: 'colourWorker' }),
      classicScripts({ page: 'index.html', entries: ['early', 'index'] }),
      sealedScripts({ page: 'index.html' })
    ],
    server: {
      host: '127.0.0.1',
      proxy: {
        '/api': { target: sessionServer },
        '/ws': { target: sessionServer, ws: true }
      }
    },
    build: {
      outDir: 'out/renderer',
      minify: true,
      license: licence,
      // Only the page itself has a document in which files can be fetched ahead: not the worker, not the frame.
      modulePreload: {
        resolveDependencies: (_file, dependencies, { hostId }) =>
          /(?:^|\/)index[^/]*$/.test(hostId) ? dependencies : []
      },
      chunkSizeWarningLimit: 2_000, // kB; the page comes from this machine, one file is the quickest
      rolldownOptions: {
        // The app, what runs before it, the frame in which diagrams are drawn, and the worker that colours code.
        input: {
          index: resolve('renderer/index.html'),
          early: resolve('renderer/early.ts'),
          diagram: resolve('renderer/diagram.html'),
          colourWorker: resolve('renderer/transcript/markdown/code/colourWorker.ts')
        }
      }
    }
  }
})
