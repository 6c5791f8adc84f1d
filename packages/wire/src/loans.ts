import { z } from 'zod';

export const LoanState = z.enum(['asked', 'approved', 'refused', 'withdrawn', 'handing-out', 'out', 'closed']);
export type LoanState = z.infer<typeof LoanState>;
