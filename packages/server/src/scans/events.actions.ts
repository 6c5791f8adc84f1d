import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import type { EventsReply } from '../platform/http.ts';
import type { LiveEvent } from '../platform/live.ts';
import { mayHear } from './events.queries.ts';

/** Tells a person's screens what changed, of those things they may see; every event is asked about on its own. */
export function hearEvents(app: App, actor: Person): EventsReply {
  return (say) =>
    app.live.subscribe((event: LiveEvent) => {
      mayHear(app.db, actor, event).then(
        (may) => may && say('changed', event),
        (error: unknown) => app.log.warn({ err: error }, 'a live event was not passed on'),
      );
    });
}
