/**
 * How the app is built into `out/`, and how it is served in development. Three programs: the main
 * process, the preload, the page.
 */
import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

/** In development the page's server passes the API on to the session server, which scripts/dev.ts put here. */
const sessionServer = `http://127.0.0.1:${process.env['SKEIN_DEV_PORT'] ?? '0'}`

/** Page routes are deeper than one level, and electron-vite insists on `./`: this has the last word. */
const assetsFromRoot: Plugin = { name: 'assets-from-root', enforce: 'post', config: () => ({ base: '/' }) }

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: true,
      rolldownOptions: {
        // Both composition roots, so that browser mode is exactly what a packaged window talks to.
        input: { main: resolve('electron/main.ts'), headless: resolve('electron/headless.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
      }
    }
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false, // a sandboxed preload is one self-contained CommonJS file
      rolldownOptions: {
        input: { preload: resolve('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), tailwindcss(), assetsFromRoot],
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
      chunkSizeWarningLimit: 2_000, // kB; the page comes from this machine, one file is the quickest
      rolldownOptions: {
        // The app, and the frame in which diagrams are drawn.
        input: { index: resolve('renderer/index.html'), diagram: resolve('renderer/diagram.html') }
      }
    }
  }
})
