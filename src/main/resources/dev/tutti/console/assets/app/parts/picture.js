// The picture of a character's card; a card without one has a point instead, which is not shown.
import { html, useState } from '../../vendor/preact.js';
import { t, visible } from './words.js';

export function Picture({ of }) {
  const [none, setNone] = useState(false);
  const loaded = (event) => setNone(event.target.naturalWidth < 16);
  if (of.kind !== 'card' || none) return null;
  return html`<img src=${`/v1/characters/${encodeURIComponent(of.id)}/export?format=png`} alt=${t('characters.picture', { name: visible(of.display_name ?? of.name) })} loading="lazy" onLoad=${loaded} onError=${() => setNone(true)} />`;
}
