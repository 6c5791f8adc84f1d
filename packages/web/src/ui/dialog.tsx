import { Modal, type ModalProps } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';

/** A question or a form before the screen. While it closes it still says what it said; afterwards what one worked with before has the focus again. */
export function Dialog(props: ModalProps): ReactNode {
  const [said, setSaid] = useState(props);
  if (props.open && said !== props) setSaid(props);
  const [asker] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement === document.body && asker instanceof HTMLElement) asker.focus({ preventScroll: true });
    },
    [asker],
  );
  return <Modal destroyOnHidden {...said} open={props.open ?? false} />;
}
