import { z } from 'zod';

export const StockTakeState = z.enum(['counting', 'recounting', 'reported', 'closed', 'abandoned']);
export type StockTakeState = z.infer<typeof StockTakeState>;
