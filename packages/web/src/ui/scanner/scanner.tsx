import { Button } from 'antd';
import { useEffect, useLayoutEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icon.tsx';
import { openDecoder, readPhoto } from './decoder.ts';
import { feel } from './feel.ts';
import styles from './scanner.module.css';
import { createSightings } from './sightings.ts';
import { useCamera } from './use-camera.ts';
import { useWedge } from './use-wedge.ts';

interface ScannerProps {
  /** Told every code once: by the camera, a photo, a hand scanner, or typed. */
  onScan: (text: string) => void;
  /** The picture goes on, nothing is read. */
  paused?: boolean;
  /** Beep and shake with every scan; a screen that judges first does it itself, by `feel`. */
  silent?: boolean;
  /** What the scans are for: when that changes, the label before the camera counts anew. */
  task?: string;
  /** Less of the screen, where something is shown below. */
  small?: boolean;
  /** Lies over the picture's lower edge. */
  children?: ReactNode;
}

const frameEvery = 110;
const widest = 960;

/** Reads labels one after another, whatever is at hand to read them with. */
export function Scanner({ onScan, paused = false, silent = false, task = '', small = false, children }: ScannerProps): ReactNode {
  const { t } = useTranslation();
  const { video, state, again } = useCamera(1_920, 1_080);
  const [typed, setTyped] = useState('');
  const [torch, setTorch] = useState(false);
  const [zoom, setZoom] = useState<number>();
  const [nothing, setNothing] = useState(false);
  const photo = useRef<HTMLInputElement>(null);
  const take = (text: string): void => {
    setNothing(false);
    if (!silent) feel('good');
    onScan(text);
  };
  const now = useRef({ take, paused, task });
  useLayoutEffect(() => {
    now.current = { take, paused, task };
  });
  useWedge(take, !paused);

  const live = state.kind === 'live';
  useEffect(() => {
    if (!live) return;
    const decoder = openDecoder();
    let isNew = createSightings();
    let lookingFor = now.current.task;
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    let over = false;
    let timer = 0;
    const look = async (): Promise<void> => {
      const show = video.current;
      if (pen && show && show.videoWidth > 0 && !now.current.paused) {
        const scale = Math.min(1, widest / Math.max(show.videoWidth, show.videoHeight));
        [canvas.width, canvas.height] = [Math.round(show.videoWidth * scale), Math.round(show.videoHeight * scale)];
        pen.drawImage(show, 0, 0, canvas.width, canvas.height);
        const found = await decoder.read(pen.getImageData(0, 0, canvas.width, canvas.height)).catch(() => []);
        if (now.current.task !== lookingFor) {
          lookingFor = now.current.task;
          isNew = createSightings();
        }
        if (!over && !now.current.paused) for (const text of isNew(found.map((code) => code.text), performance.now())) now.current.take(text);
      }
      if (!over) timer = window.setTimeout(() => void look(), frameEvery);
    };
    void look();
    return () => {
      over = true;
      window.clearTimeout(timer);
      decoder.close();
    };
  }, [live, video]);

  const readFile = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const found = await readPhoto(file).catch(() => []);
    setNothing(found.length === 0);
    for (const { text } of found) take(text);
    if (found.length === 0) feel('wrong');
  };
  const enter = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.trim() === '') return;
    take(typed.trim());
    setTyped('');
  };

  return (
    <div className={styles['scanner']} data-live={live || undefined}>
      <div className={styles['picture']} data-small={small || undefined} hidden={state.kind === 'trouble'}>
        <video ref={video} muted playsInline aria-label={t('scanner.picture')} />
        {live && !paused && <div className={styles['reticle']} aria-hidden="true" />}
        {state.kind === 'starting' && <p className={styles['starting']}>{t('scanner.starting')}</p>}
        {live && (
          <div className={styles['optics']}>
            {state.camera.zoom && (
              <input
                type="range"
                aria-label={t('scanner.zoom')}
                min={state.camera.zoom.min}
                max={state.camera.zoom.max}
                step={state.camera.zoom.step || 0.1}
                value={zoom ?? state.camera.zoom.now}
                onChange={(event) => {
                  setZoom(Number(event.target.value));
                  void state.camera.zoom?.set(Number(event.target.value));
                }}
              />
            )}
            {state.camera.torch && (
              <button
                type="button"
                aria-pressed={torch}
                onClick={() => {
                  setTorch(!torch);
                  void state.camera.torch?.(!torch);
                }}
              >
                <Icon name="sun" size={22} />
                {t('scanner.torch')}
              </button>
            )}
          </div>
        )}
        {children}
      </div>
      {state.kind === 'trouble' && (
        <div className={styles['trouble']}>
          <Icon name="camera" size={28} />
          <div>
            <b>{t(`scanner.trouble.${state.trouble}`)}</b>
            <p>{t(`scanner.advice.${state.trouble}`)}</p>
          </div>
          {state.trouble !== 'insecure' && <Button onClick={again}>{t('act.again')}</Button>}
        </div>
      )}
      <form className={styles['typed']} onSubmit={enter}>
        <input value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={t('scanner.type')} aria-label={t('scanner.type')} autoComplete="off" autoCapitalize="characters" spellCheck={false} enterKeyHint="go" />
        <Button size="large" htmlType="submit" disabled={typed.trim() === ''}>
          {t('scanner.enter')}
        </Button>
        <Button size="large" icon={<Icon name="camera" />} aria-label={t('scanner.photo')} title={t('scanner.photo')} onClick={() => photo.current?.click()} />
        <input ref={photo} type="file" accept="image/*" capture="environment" hidden data-choose="photo" onChange={(event) => void readFile(event.target.files?.[0]).finally(() => (event.target.value = ''))} />
      </form>
      {nothing && (
        <p className={styles['nothing']} role="alert">
          {t('scanner.nothing')}
        </p>
      )}
    </div>
  );
}
