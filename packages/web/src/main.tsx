import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { whenFactorDue, whenSignedOut } from './api/send.ts';
import { queries, refresh } from './api/ask.ts';
import { App } from './app.tsx';
import { router } from './router.tsx';
import { forgetMe } from './shell/me.ts';
import { paint } from './theme/theme-choice.ts';
import './theme/base.css';
import { listenForShortcuts } from './ui/shortcuts.ts';
import { startWords } from './words/words.ts';

paint();
listenForShortcuts();
whenSignedOut(() => {
  forgetMe();
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in' || pathname === '/setup') return;
  queries.clear();
  void router.navigate({ to: '/sign-in', search: { to: href }, replace: true });
});
whenFactorDue(() => void refresh(['/me']));
await startWords();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
