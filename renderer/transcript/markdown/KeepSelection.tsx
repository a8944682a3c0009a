/**
 * Keeps what a person has selected while the text under it grows. A text node that is given a longer text forgets
 * which of its letters were selected, although they are still there.
 */
import { Component } from 'react'
import type { ReactNode } from 'react'

interface KeepSelectionProps {
  readonly children: ReactNode
}

interface Selected {
  readonly anchor: Node
  readonly anchorOffset: number
  readonly focus: Node
  readonly focusOffset: number
}

// A class, because only a class is asked right before the document changes.
export class KeepSelection extends Component<KeepSelectionProps> {
  override getSnapshotBeforeUpdate(): Selected | null {
    const selection = document.getSelection()
    if (!selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode) return null
    const { anchorNode: anchor, anchorOffset, focusNode: focus, focusOffset } = selection
    return { anchor, anchorOffset, focus, focusOffset }
  }

  override componentDidUpdate(_props: unknown, _state: unknown, before: Selected | null): void {
    const selection = document.getSelection()
    if (before === null || !selection) return
    const { anchor, anchorOffset, focus, focusOffset } = before
    const isSame =
      selection.anchorNode === anchor &&
      selection.anchorOffset === anchorOffset &&
      selection.focusNode === focus &&
      selection.focusOffset === focusOffset
    if (isSame || !holds(anchor, anchorOffset) || !holds(focus, focusOffset)) return
    selection.setBaseAndExtent(anchor, anchorOffset, focus, focusOffset)
  }

  override render(): ReactNode {
    return this.props.children
  }
}

function holds(node: Node, offset: number): boolean {
  const length = node instanceof CharacterData ? node.length : node.childNodes.length
  return node.isConnected && offset <= length
}
