import { Popover } from 'antd';
import { type ReactNode, useState } from 'react';

/** What a button unfolds beneath it: the next to be reached by Tab, and put away by Escape. */
export function Unfold({ content, children }: { content: ReactNode; children: ReactNode }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <span
      style={{ position: 'relative' }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        event.currentTarget.querySelector('button')?.focus();
      }}
    >
      <Popover trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} getPopupContainer={(button) => button.parentElement ?? document.body} content={content}>
        {children}
      </Popover>
    </span>
  );
}
