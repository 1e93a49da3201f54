// A picture of how near something is; what it shows stands beside it in words, too.
import { html } from '../../vendor/preact.js';

const around = 2 * Math.PI * 8;

/** How much of what leads to something has happened, as a ring that closes. */
export function Dial({ share }) {
  const part = Math.max(0, Math.min(1, share || 0));
  return html`<svg class="dial" viewBox="0 0 20 20" aria-hidden="true"><circle class="rim" cx="10" cy="10" r="8" />
    ${part > 0 && html`<circle class=${part < 0.75 ? 'done' : 'done near'} cx="10" cy="10" r="8" stroke-dasharray=${`${part * around} ${around}`} transform="rotate(-90 10 10)" />`}</svg>`;
}
