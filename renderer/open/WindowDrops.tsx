/**
 * What is dropped anywhere on the window: in the desktop app folders become projects (in a browser they have no
 * path); files are the composer's, and where there is none, a person is told. Draws nothing.
 */
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { projectPath } from '../../shared/address.ts'
import { readBridge } from '../connection/skeinBridge.ts'
import { strings } from '../strings/strings.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { showToast } from '../ui/Toasts.tsx'

export function WindowDrops() {
  const navigate = useNavigate()
  useEffect(() => {
    const bridge = readBridge()
    /** One after the other; the last one is shown. A refusal is told and stops nothing. */
    async function open(paths: readonly string[]): Promise<void> {
      for (const path of paths) {
        const outcome = await useProjectStore.getState().addProject(path)
        if (outcome.ok) await navigate(projectPath(outcome.value.id))
        else showToast({ text: outcome.error.message })
      }
    }
    const isFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
    function onOver(event: DragEvent): void {
      if (isFiles(event)) event.preventDefault() // what is not prevented cannot be dropped
    }
    function onDrop(event: DragEvent): void {
      const folders = [...(event.dataTransfer?.items ?? [])].flatMap((item) => {
        const file = item.webkitGetAsEntry()?.isDirectory === true ? item.getAsFile() : null
        return file === null ? [] : [file]
      })
      if (bridge === null || folders.length === 0) return
      event.preventDefault() // the composer takes what nobody has taken
      void open(folders.map((folder) => bridge.pathOfFile(folder)).filter((path) => path !== '')) // tells its refusals
    }
    /** Otherwise a browser would show the file in place of the page. */
    function onStray(event: DragEvent): void {
      if (!isFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      showToast({ text: strings.composer.attach.dropNowhere })
    }
    const controller = new AbortController()
    const options = { signal: controller.signal, capture: true }
    window.addEventListener('dragover', onOver, options)
    window.addEventListener('drop', onDrop, options)
    window.addEventListener('drop', onStray, { signal: controller.signal })
    return () => controller.abort()
  }, [navigate])
  return null
}
