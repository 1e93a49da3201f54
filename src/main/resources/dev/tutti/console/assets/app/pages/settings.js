// What holds, where does it come from, and who has changed it?
import { html } from '../../vendor/preact.js';
import { address, useData } from '../parts/api.js';
import { Changes } from '../parts/changes.js';
import { Commands, curlOf } from '../parts/commands.js';
import { FilterLine, Pager, Tabs } from '../parts/filters.js';
import { Open } from '../parts/logins.js';
import { Sections } from '../parts/sections.js';
import { Empty, Head, Shown, State } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { t, time, visible, word } from '../parts/words.js';

const tabs = ['', 'models', 'providers', 'history', 'audit', 'logins'];
const clis = { '': 'config show', models: 'models', providers: 'providers list', history: 'config history', audit: 'audit' };
const paths = { '': '/admin/config', models: '/admin/models', providers: '/admin/providers', history: '/admin/config/history', audit: '/admin/audit', logins: '/console/logins' };

export default function Settings({ query, session }) {
  const tab = tabs.includes(query.tab) ? query.tab : '';
  const config = useData('/admin/config', ['config.changed']);
  const admin = session.rights?.includes('admin');
  return html`<${Head} title=${t('page.settings')} answer=${config.data && answer(config.data)} />
    <${Tabs} name="tab" value=${tab} label=${t('page.settings')} tabs=${tabs.filter((each) => each !== 'logins' || admin).map((each) => [each, t(`settings.tab_${each || 'in_force'}`)])} />
    ${tab === '' && html`<${Shown} of=${config}>${(data) => html`<${InForce} of=${data} query=${query} />`}<//>`}
    ${(tab === 'models' || tab === 'providers') && html`<${Sections} key=${tab} path=${paths[tab]} cli=${tab} admin=${admin} changed=${config.again} />`}
    ${tab === 'history' && html`<${Changes} admin=${admin} query=${query} changed=${config.again} />`}
    ${tab === 'audit' && html`<${Audit} query=${query} />`}${tab === 'logins' && admin && html`<${Open} />`}
    <${Commands} curl=${curlOf('GET', paths[tab])} cli=${tab === 'logins' ? undefined : `./tutti ${clis[tab]}`} />`;
}

function answer(config) {
  const changed = config.values.filter((value) => value.origin !== 'default').length;
  return [t('settings.answer', { n: config.values.length, changed, revision: config.revision }), config.conflicts.length + config.refused.length ? t('settings.trouble', { n: config.conflicts.length + config.refused.length }) : ''].join(' ');
}

function InForce({ of, query }) {
  const wanted = (query.find ?? '').toLowerCase();
  const rows = of.values.filter((value) => !wanted || `${value.path} ${value.value} ${value.origin}`.toLowerCase().includes(wanted));
  return html`${[...of.conflicts, ...of.refused].map((problem) => html`<section class="notice bad"><p>${visible(problem)}</p></section>`)}
    <${FilterLine} name="find" value=${query.find} label=${t('settings.find')} placeholder="cache" />
    <${Table} caption=${t('settings.tab_in_force')} rows=${rows} empty=${t('settings.none')} columns=${[
      { label: t('settings.setting'), cell: (value) => html`<code>${visible(value.path)}</code>`, value: (value) => value.path },
      { label: t('field.value'), cell: (value) => html`<code>${visible(value.value)}</code>`, value: (value) => value.value },
      { label: t('field.origin'), cell: (value) => html`<${State} kind=${value.origin === 'default' ? 'none' : 'good'}>${word('origin.', value.origin)}<//>`, value: (value) => value.origin }]} />`;
}

function Audit({ query }) {
  const path = address('/admin/audit', { after: query.after, limit: 100 });
  return html`<${Shown} of=${useData(path)}>${({ data }) => !data.length ? html`<${Empty} why=${t('settings.no_audit')} />` : html`<${Table} caption=${t('settings.tab_audit')} rows=${data} columns=${[
      { label: t('field.started'), cell: (row) => time(row.at), value: (row) => row.at }, { label: t('field.who'), cell: (row) => visible(row.who), value: (row) => row.who },
      { label: t('field.event'), cell: (row) => visible(row.action), value: (row) => row.action }, { label: t('settings.target'), cell: (row) => visible(row.target), value: (row) => row.target },
      { label: t('settings.before'), cell: (row) => row.before === null ? '–' : html`<code>${visible(row.before)}</code>` }, { label: t('settings.after'), cell: (row) => row.after === null ? '–' : html`<code>${visible(row.after)}</code>` }]} />
    <${Pager} query=${query} next=${data.length === 100 && data.at(-1).id} />`}<//>`;
}
