import { addDepartmentEndpoint, changeDepartmentEndpoint, type Department, listDepartmentsEndpoint } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Trouble } from '../shell/trouble.tsx';
import { AskText } from '../ui/ask-text.tsx';
import { Choice } from '../ui/choice.tsx';
import { Empty } from '../ui/empty.tsx';
import { Line, Lines } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { say } from '../ui/toast.ts';
import { inTreeOrder } from './tree.ts';

const stale = ['/departments', '/people', '/colleagues'];

export function Departments(): ReactNode {
  const { t } = useTranslation();
  const list = useAsk(listDepartmentsEndpoint, {});
  const add = useAct(addDepartmentEndpoint, stale);
  const change = useAct(changeDepartmentEndpoint, stale);
  const [asking, setAsking] = useState<'new' | Department>();
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const tree = inTreeOrder(list.data.departments);
  const move = (department: Department, parentId: Department['parentId'], undo = true): void =>
    change.mutate(
      { params: { departmentId: department.id }, body: { parentId } },
      { onSuccess: () => undo && say(t('people.departmentMoved', { name: department.name }), { undo: { label: t('act.undo'), run: () => move(department, department.parentId, false) } }), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) },
    );
  const done = { onSuccess: () => setAsking(undefined), onError: (error: Error) => say(sayTrouble(t, error), { tone: 'wrong' }) };
  return (
    <>
      <Button onClick={() => setAsking('new')} style={{ marginBottom: 12 }}>
        {t('people.addDepartment')}
      </Button>
      {tree.length === 0 ? (
        <Empty icon="people" title={t('people.noDepartments')} text={t('people.noDepartmentsHint')} />
      ) : (
        <Lines>
          {tree.map(({ department, depth }) => (
            <Line
              key={department.id}
              depth={depth}
              title={department.name}
              says={t('people.count', { count: department.people })}
              tools={
                <>
                  <Choice
                    aria-label={t('people.under', { name: department.name })}
                    none={t('people.topLevel')}
                    value={department.parentId ?? ''}
                    options={tree.filter((one) => one.department.id !== department.id).map((one) => ({ value: one.department.id, label: one.department.name }))}
                    onChange={(value) => move(department, (value || null) as Department['parentId'])}
                  />
                  <Button size="small" aria-label={`${t('people.rename')}: ${department.name}`} onClick={() => setAsking(department)}>
                    {t('people.rename')}
                  </Button>
                </>
              }
            />
          ))}
        </Lines>
      )}
      {asking && (
        <AskText
          title={t(asking === 'new' ? 'people.addDepartment' : 'people.rename')}
          label={t('people.departmentName')}
          initial={asking === 'new' ? '' : asking.name}
          confirm={t('act.save')}
          cancel={t('act.cancel')}
          busy={add.isPending || change.isPending}
          onCancel={() => setAsking(undefined)}
          onAnswer={(name) => (asking === 'new' ? add.mutate({ body: { name: name.slice(0, 60) } }, done) : change.mutate({ params: { departmentId: asking.id }, body: { name: name.slice(0, 60) } }, done))}
        />
      )}
    </>
  );
}
