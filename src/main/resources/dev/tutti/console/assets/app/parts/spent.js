// What something has cost, which says so where not all of it has a price.
import { html } from '../../vendor/preact.js';
import { money, t } from './words.js';

export function Spent({ of }) {
  return html`${money(of.cost_usd)}${of.unpriced > 0 && html` <span class="chip">${t('spent.unpriced', { n: of.unpriced })}</span>`}`;
}
