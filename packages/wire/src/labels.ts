import { z } from 'zod';

export const LabelSubject = z.enum(['copy', 'place', 'person']);
