// What the clients on Node send and expect.

import { z } from 'zod';

export const HELLO = [
  { role: 'system', content: 'You are brief.' },
  { role: 'user', content: 'Say hello.' },
  { role: 'assistant', content: 'Hello.' },
  { role: 'user', content: 'And again.' },
];

export const CHINESE = '上海今天晴，二十三度。𠮷野家见 🙂';
export const PARIS = '14:05 in Paris';

/** The models whose streams break, and the code of the error. */
export const BROKEN = { 'sim/sim-error-mid': 'upstream_error', 'sim/sim-cut': 'truncated' };

export const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA' +
  'WjR9awAAAABJRU5ErkJggg==';

export const Ticket = z.object({
  title: z.string(),
  kind: z.enum(['bug', 'feature']),
  priority: z.number().int().min(1).max(5),
  open: z.boolean(),
  tags: z.array(z.string()),
  author: z.object({ name: z.string(), email: z.string().nullable() }),
});
