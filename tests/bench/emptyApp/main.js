// The least an Electron app can be: windows with a text field that has the caret. What Skein is measured beside.
import { createServer } from 'node:http'
import { app, BrowserWindow } from 'electron'

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html')
  response.end('<!doctype html><title>Empty</title><textarea autofocus></textarea>')
})

app.on('window-all-closed', () => app.quit())
app.on('quit', () => server.close())

void app.whenReady().then(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const webPreferences = {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false
  }
  for (let count = 0; count < Number(process.env.WINDOWS ?? 1); count += 1) {
    const window = new BrowserWindow({ width: 1200, height: 800, webPreferences })
    void window.loadURL(`http://127.0.0.1:${server.address().port}/`)
  }
})
