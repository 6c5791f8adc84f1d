import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sayTrouble } from '../api/trouble.ts';
import { Icon } from '../ui/icon.tsx';
import { useIsPhone } from '../ui/use-phone.ts';
import { say } from '../ui/toast.ts';
import { chosenFiles, droppedFiles, type IncomingFile } from './dropped-files.ts';
import { takeIn } from './uploads.ts';
import styles from './scans.module.css';

const kinds = '.pdf,.jpg,.jpeg,.png,.tif,.tiff,.webp,.bmp,.heic,.heif,image/*,application/pdf';

/** Files and whole folders, dropped anywhere on the screen or chosen here; on a phone the camera first. */
export function DropZone(): ReactNode {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();

  const take = (incoming: readonly IncomingFile[]): void => {
    if (incoming.length === 0) say(t('intake.nothingIn'));
    takeIn(incoming, null).catch((error: unknown) => say(sayTrouble(t, error), { tone: 'wrong' }));
  };
  const takeRef = useRef(take);
  useLayoutEffect(() => {
    takeRef.current = take;
  });

  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const items = event.dataTransfer?.items;
      if (items) void droppedFiles(items).then((incoming) => takeRef.current(incoming));
    };
    window.addEventListener('dragover', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);

  const chosen = (input: HTMLInputElement): void => {
    take(chosenFiles(input.files));
    input.value = '';
  };
  return (
    <div className={styles['drop']} data-over={over || undefined}>
      <Icon name="intake" size={28} />
      <div className={styles['dropSays']}>
        <p>{t(phone ? 'intake.dropPhone' : 'intake.drop')}</p>
        <p className={styles['faint']}>{t('intake.kinds')}</p>
      </div>
      <div className={styles['dropTools']}>
        {phone && (
          <Button type="primary" size="large" icon={<Icon name="camera" />} onClick={() => void navigate({ to: '/capture' })}>
            {t('capture.begin')}
          </Button>
        )}
        <Button type={phone ? 'default' : 'primary'} size={phone ? 'large' : 'middle'} onClick={() => files.current?.click()}>
          {t('intake.files')}
        </Button>
        {!phone && <Button onClick={() => folder.current?.click()}>{t('intake.folder')}</Button>}
      </div>
      <input ref={files} type="file" multiple accept={kinds} hidden data-choose="files" onChange={(event) => chosen(event.target)} />
      <input ref={folder} type="file" multiple hidden data-choose="folder" {...{ webkitdirectory: '' }} onChange={(event) => chosen(event.target)} />
    </div>
  );
}
