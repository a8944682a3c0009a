/**
 * Folders dropped anywhere on the window of the desktop app become projects; files are left to the composer.
 * Draws nothing, and does nothing in a browser, where a folder has no path.
 */
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { readBridge } from '../connection/skeinBridge.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { showToast } from '../ui/Toasts.tsx'

export function DropFolders() {
  const navigate = useNavigate()
  useEffect(() => {
    const bridge = readBridge()
    if (bridge === null) return undefined
    /** One after the other; the last one is shown. A refusal is told and stops nothing. */
    async function open(paths: readonly string[]): Promise<void> {
      for (const path of paths) {
        const outcome = await useProjectStore.getState().addProject(path)
        if (outcome.ok) await navigate(`/projects/${outcome.value.id}`)
        else showToast({ text: outcome.error.message })
      }
    }
    function onOver(event: DragEvent): void {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault()
    }
    function onDrop(event: DragEvent): void {
      const folders = [...(event.dataTransfer?.items ?? [])].flatMap((item) => {
        const file = item.webkitGetAsEntry()?.isDirectory === true ? item.getAsFile() : null
        return file === null ? [] : [file]
      })
      if (folders.length === 0) return
      event.preventDefault() // the composer takes what nobody has taken
      void open(folders.map((folder) => bridge?.pathOfFile(folder) ?? '').filter((path) => path !== '')) // tells its refusals
    }
    const controller = new AbortController()
    const options = { signal: controller.signal, capture: true }
    window.addEventListener('dragover', onOver, options)
    window.addEventListener('drop', onDrop, options)
    return () => controller.abort()
  }, [navigate])
  return null
}
