import { config } from 'zod';

// The page's policy forbids code made of text, which the schema library would try for speed. Said before any schema is made.
config({ jitless: true });
