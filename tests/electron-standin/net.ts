/** `net`: requests of the main process. Node's own do what is asked of Electron's here, redirects included. */
import { request as httpRequest } from 'node:http'
import type { ClientRequest, RequestOptions } from 'node:http'

export const net = {
  request: (options: RequestOptions): ClientRequest => httpRequest(options)
}
