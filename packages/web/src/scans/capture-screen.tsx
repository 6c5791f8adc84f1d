import { Link } from '@tanstack/react-router';
import { Button, Switch } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sayTrouble } from '../api/trouble.ts';
import { enqueuePages } from '../offline/the-queue.ts';
import { useMe } from '../shell/me.ts';
import { Icon } from '../ui/icon.tsx';
import { Room } from '../ui/room.tsx';
import { feel } from '../ui/scanner/feel.ts';
import { useCamera } from '../ui/scanner/use-camera.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { say } from '../ui/toast.ts';
import styles from './capture.module.css';
import { addPage, dropAllPages, pageFiles, useCapturedPages } from './captured-pages.ts';
import type { Quad } from './page-edges.ts';
import { PageTray } from './page-tray.tsx';
import { takeStill } from './take-still.ts';
import { usePageEdges } from './use-page-edges.ts';

const key = 'qige.capture.auto';
const two = (number: number): string => String(number).padStart(2, '0');

/** Paper under the phone's camera, page after page, straight into intake. */
export function CaptureScreen(): ReactNode {
  const { t } = useTranslation();
  const { video, state, again } = useCamera(3_840, 2_160);
  const pages = useCapturedPages(useMe().id);
  const [auto, setAuto] = useState(() => localStorage.getItem(key) !== 'no');
  const [retake, setRetake] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [sending, setSending] = useState(false);
  const photos = useRef<HTMLInputElement>(null);
  const live = state.kind === 'live';

  async function take(quad: Quad | undefined): Promise<void> {
    const show = video.current;
    if (!show || busy || show.videoWidth === 0) return;
    setBusy(true);
    try {
      addPage(await takeStill(show, quad), retake);
      setRetake(undefined);
      feel('good');
    } catch (error) {
      feel('wrong');
      say(sayTrouble(t, error), { tone: 'wrong' });
    } finally {
      setBusy(false);
    }
  }
  const { quad, ready } = usePageEdges(video, live, (still) => {
    if (auto) void take(still);
  });

  async function sendAll(): Promise<void> {
    setSending(true);
    const now = new Date();
    const name = t('capture.name', { date: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`, time: `${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}` });
    const count = pages.length;
    try {
      const outcome = await enqueuePages(name, pageFiles(), { says: t('capture.says', { count, name }), href: '/capture', stale: ['/batches', '/files'] });
      if (outcome.kind === 'refused') return say(sayTrouble(t, outcome.error), { tone: 'wrong' });
      dropAllPages();
      say(t(outcome.kind === 'done' ? 'capture.sent' : 'capture.kept', { count }));
    } catch (error) {
      say(sayTrouble(t, error), { tone: 'wrong' });
    } finally {
      setSending(false);
    }
  }
  useShortcuts(t('capture.title'), [{ keys: 'space', says: t('capture.shutter'), off: !live, run: () => void take(quad) }]);

  const chosen = (input: HTMLInputElement): void => {
    for (const file of input.files ?? []) addPage(file);
    input.value = '';
  };
  return (
    <Room
      title={t('capture.title')}
      note={t('capture.note')}
      tools={
        <Link to="/scans">
          <Button>{t('capture.toIntake')}</Button>
        </Link>
      }
    >
      <div className={styles['screen']}>
        <div className={styles['view']} hidden={state.kind === 'trouble'}>
          <video ref={video} muted playsInline aria-label={t('scanner.picture')} />
          <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" data-found={quad !== undefined || undefined}>
            {quad && <polygon points={quad.map(({ x, y }) => `${x},${y}`).join(' ')} style={{ fillOpacity: 0.08 + 0.25 * ready }} />}
          </svg>
          {state.kind === 'starting' && <p className={styles['starting']}>{t('scanner.starting')}</p>}
        </div>
        {state.kind === 'trouble' && (
          <div className={styles['trouble']}>
            <b>{t(`scanner.trouble.${state.trouble}`)}</b>
            <p>{t('capture.withoutCamera')}</p>
            {state.trouble !== 'insecure' && <Button onClick={again}>{t('act.again')}</Button>}
          </div>
        )}
        <p className={styles['says']} role="status">
          {retake ? t('capture.retaking', { number: pages.findIndex((one) => one.id === retake) + 1 }) : live ? t(quad ? (auto ? 'capture.still' : 'capture.found') : 'capture.noEdges') : ''}
        </p>
        <PageTray pages={pages} again={retake} onAgain={setRetake} />
        <div className={styles['tools']}>
          <label>
            <Switch
              checked={auto}
              onChange={(on) => {
                setAuto(on);
                localStorage.setItem(key, on ? 'yes' : 'no');
              }}
            />
            {t('capture.auto')}
          </label>
          <button type="button" className={styles['shutter']} disabled={!live || busy} aria-label={t('capture.shutter')} title={t('capture.shutter')} onClick={() => void take(quad)} />
          <Button size="large" style={{ height: 48, justifySelf: 'end' }} icon={<Icon name="pages" />} onClick={() => photos.current?.click()}>
            {t('capture.photos')}
          </Button>
          <input ref={photos} type="file" accept="image/*" capture="environment" multiple hidden data-choose="pages" onChange={(event) => chosen(event.target)} />
        </div>
        <Button type="primary" size="large" block style={{ height: 52 }} disabled={pages.length === 0} loading={sending} onClick={() => void sendAll()}>
          {t('capture.send', { count: pages.length })}
        </Button>
      </div>
    </Room>
  );
}
