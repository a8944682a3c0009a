/**
 * A promise that is made when it is first asked for and then kept, as `use()` wants it: a part of the
 * page that is drawn again does not wait again. One that comes to nothing (the file of a chunk could
 * not be fetched) is forgotten, and tried anew the next time.
 */
export function once<Value>(load: () => Promise<Value>): () => Promise<Value | null> {
  let loading: Promise<Value | null> | null = null
  return () => {
    loading ??= load().catch(() => {
      // What needs it is drawn without; nothing is lost but looks.
      loading = null
      return null
    })
    return loading
  }
}
