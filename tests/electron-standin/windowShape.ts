/** Where a window stands and how large it is: part of browserWindow.ts. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The one display there is; what may stand on it is all of it. */
export const workArea: Rectangle = { x: 0, y: 0, width: 1920, height: 1080 }

export class WindowShape {
  /** As it is when it is neither maximised nor full screen. */
  normal: Rectangle
  maximized = false
  fullScreen = false

  constructor({ x, y, width = 800, height = 600 }: Partial<Rectangle>) {
    this.normal = {
      x: x ?? Math.round((workArea.width - width) / 2),
      y: y ?? Math.round((workArea.height - height) / 2),
      width,
      height
    }
  }

  get now(): Rectangle {
    return this.maximized || this.fullScreen ? workArea : this.normal
  }
}
