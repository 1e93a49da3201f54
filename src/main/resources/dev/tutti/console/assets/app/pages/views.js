// Which views were saved, by oneself and for everybody?
import { html } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { useData } from '../parts/api.js';
import { Commands, curlOf } from '../parts/commands.js';
import { Link } from '../parts/place.js';
import { Head, Shown } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { viewsChanged } from '../parts/views.js';
import { t, time, visible } from '../parts/words.js';

const path = '/console/saved-views';

export default function Views({ session }) {
  const may = (view) => view.own && (!view.shared || session.rights?.includes('operator'));
  const views = useData(path);
  const done = () => { views.again(); viewsChanged(); };
  return html`<${Head} title=${t('page.views')} answer=${views.data && t('views.answer', { n: views.data.data.length, shared: views.data.data.filter((view) => view.shared).length })} />
    <${Shown} of=${views}>${({ data }) => html`<${Table} caption=${t('page.views')} rows=${data} empty=${t('views.none')} columns=${[
      { label: t('field.name'), cell: (view) => html`<${Link} to=${view.path}>${visible(view.name)}<//>`, value: (view) => view.name },
      { label: t('views.place'), cell: (view) => html`<code>${visible(view.path)}</code>`, value: (view) => view.path },
      { label: t('views.for'), cell: (view) => view.shared ? t('views.shared') : t('views.own'), value: (view) => String(view.shared) },
      { label: t('field.who'), cell: (view) => view.own ? t('views.me') : visible(view.by), value: (view) => view.by },
      { label: t('field.created_at'), cell: (view) => time(view.at), value: (view) => view.at },
      { label: t('field.actions'), cell: (view) => may(view) && html`<${Action} label=${t('rule.remove')} name=${t('views.remove', { name: visible(view.name) })} danger method="DELETE" path=${`${path}/${encodeURIComponent(view.name)}`} preview=${t('views.remove_why')} done=${done} />` }]} />`}<//>
    <${Commands} curl=${curlOf('GET', path)} />`;
}
