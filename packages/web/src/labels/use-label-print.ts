import { type LabelSize, type LabelTemplateId, listLabelTemplatesEndpoint, previewLabelsEndpoint, type PrintLabels, printLabelsEndpoint } from '@qige/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refresh, useAsk, type ReplyOf } from '../api/ask.ts';
import { sendForFile } from '../api/send.ts';
import { sayTrouble } from '../api/trouble.ts';
import { say } from '../ui/toast.ts';
import { useAskLabels } from './use-ask-labels.ts';

export interface LabelPrint {
  size: LabelSize | undefined;
  sizes: readonly LabelSize[];
  takeSize: (id: string) => void;
  startAt: number;
  setStartAt: (startAt: number) => void;
  output: Output;
  setOutput: (output: Output) => void;
  preview: ReplyOf<typeof previewLabelsEndpoint> | undefined;
  trouble: unknown;
  looking: boolean;
  busy: boolean;
  print: () => Promise<void>;
}

export type Output = 'pdf' | 'zpl-203' | 'zpl-300';
const kept = (template: string): string => `qige.labels.${template}`;

/** What is printed on, from which place of the sheet, and how it will look. The size is remembered: an office has one sort of sheet for one sort of label. */
export function useLabelPrint(template: LabelTemplateId, ids: readonly string[]): LabelPrint {
  const { t } = useTranslation();
  const known = useAsk(listLabelTemplatesEndpoint, {}, { staleTime: 3_600_000 });
  const [sizeId, setSizeId] = useState<Readonly<Partial<Record<LabelTemplateId, string>>>>({});
  const [startAt, setStartAt] = useState(0);
  const [output, setOutput] = useState<Output>('pdf');
  const [busy, setBusy] = useState(false);
  const offered = known.data?.templates.find(({ id }) => id === template)?.sizes ?? [];
  const sizes = known.data?.sizes.filter(({ id }) => offered.includes(id)) ?? [];
  const wanted = sizeId[template] ?? localStorage.getItem(kept(template));
  const size = sizes.find(({ id }) => id === wanted) ?? sizes[0];
  const cells = size ? size.columns * size.rows : 1;
  const from = Math.min(startAt, cells - 1);
  const zpl = output !== 'pdf' && size?.kind === 'roll';
  const asked: PrintLabels = { template, size: size?.id ?? '', ids: ids.slice(0, 500) as PrintLabels['ids'], startAt: from, format: zpl ? 'zpl' : 'pdf', dpi: output === 'zpl-300' ? 300 : 203 };
  const look = useAskLabels(asked, size !== undefined && ids.length > 0);

  const print = async (): Promise<void> => {
    if (busy || !size) return;
    setBusy(true);
    try {
      const { blob, name, headers } = await sendForFile(printLabelsEndpoint, { body: asked });
      handOver(blob, name);
      const leftOut = Number(headers.get('x-qige-left-out') ?? 0);
      say(leftOut > 0 ? t('labels.leftOut', { count: leftOut }) : t('labels.downloaded', { name }), leftOut > 0 ? { tone: 'wrong' } : {});
      // The sheet goes on where this printing ended.
      setStartAt((from + ids.length - leftOut) % cells);
      await refresh(['/labels/candidates']);
    } catch (error) {
      say(sayTrouble(t, error), { tone: 'wrong' });
    } finally {
      setBusy(false);
    }
  };
  return {
    size, sizes, startAt: from, setStartAt,
    output: size?.kind === 'roll' ? output : 'pdf',
    setOutput, busy, print,
    takeSize(id) {
      localStorage.setItem(kept(template), id);
      setSizeId((before) => ({ ...before, [template]: id }));
      setStartAt(0);
    },
    preview: ids.length > 0 ? look.data : undefined,
    trouble: look.error ?? known.error,
    looking: look.isFetching,
  };
}

function handOver(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
