// The text of a document, block by block; a quote leads to the block that it stands in.
import { html } from '../../vendor/preact.js';
import { useData } from './api.js';
import { Shown, State } from './states.js';
import { t, visible } from './words.js';

const most = 2000;
const place = (block) => `block-${block}`;

/** Shows the passage of a citation, and brings the focus there. */
export function Quote({ of }) {
  const jump = () => {
    document.querySelectorAll('.passage[data-shown]').forEach((each) => delete each.dataset.shown);
    const found = document.getElementById(place(of.block));
    if (!found) return;
    found.dataset.shown = 'yes';
    found.scrollIntoView({ block: 'center' });
    found.focus();
  };
  return html`<button type="button" class="quote" onClick=${jump}>“${visible(of.quote)}” <span class="quiet">${of.page ? t('apps.page', { n: of.page }) : of.block}</span></button>`;
}

export function Passages({ path }) {
  const blocks = useData(`${path}/blocks?limit=${most}`);
  return html`<h2>${t('apps.text')}</h2><${Shown} of=${blocks}>${(all) => html`<div class="panel">${all.data.map((block) => html`<p class=${`passage plain ${block.kind}`} id=${place(block.id)} tabindex="-1">${visible(block.text)}
    ${block.instruction_like && html` <${State} kind="warn">${t('apps.instruction')}<//>`}</p>`)}${all.has_more && html`<p class="quiet">${t('apps.more')}</p>`}</div>`}<//>`;
}
