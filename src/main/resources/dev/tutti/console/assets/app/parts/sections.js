// Sections of the configuration that are changed at run time: what the file says, what is laid over it, what is in force.
import { html } from '../../vendor/preact.js';
import { Action, typed } from './action.js';
import { useData } from './api.js';
import { quoted } from './commands.js';
import { difference } from './difference.js';
import { Diff, Edited, Value } from './shapes.js';
import { Shown, State } from './states.js';
import { Table } from './table.js';
import { t, time, visible } from './words.js';

/** `cli` is the command's name; the command line takes the same JSON where it takes one. */
export function Sections({ path, cli, admin, changed, asked }) {
  const sections = useData(path, ['config.changed']);
  const done = () => { sections.again(); changed?.(); };
  return html`<${Shown} of=${sections}>${(data) => html`${admin && html`<p><${Put} path=${path} cli=${cli} done=${done} label=${t('settings.add')} asked=${asked} /></p>`}
    <${Table} caption=${t(`settings.tab_${cli}`)} rows=${data.data} empty=${t('settings.no_sections')} columns=${[
      { label: t('field.name'), cell: (section) => visible(section.name), value: (section) => section.name },
      { label: t('field.origin'), cell: (section) => html`<${State} kind=${section.change ? 'warn' : 'good'}>${section.change ? t('settings.changed_by', { who: visible(section.change.who), at: time(section.change.at) }) : visible(section.origin)}<//>` },
      { label: t('settings.in_file'), cell: (section) => section.change ? html`<${Written} of=${section} />` : '' },
      { label: t('settings.in_force'), cell: (section) => html`<details><summary>${t('settings.config')}</summary><${Value} of=${section.config} /></details>` },
      { label: t('field.actions'), cell: (section) => admin && html`<${Ways} path=${path} cli=${cli} section=${section} done=${done} />` }]} />
    ${data.removed.length > 0 && html`<h2>${t('settings.removed')}</h2><${Table} caption=${t('settings.removed')} rows=${data.removed} columns=${[
      { label: t('field.name'), cell: (change) => visible(change.name) }, { label: t('field.who'), cell: (change) => visible(change.who) }, { label: t('field.started'), cell: (change) => time(change.at) },
      { label: t('settings.in_file'), cell: (change) => html`<${Written} of=${change} />` },
      { label: t('field.actions'), cell: (change) => admin && html`<${Reset} path=${path} cli=${cli} name=${change.name} done=${done} />` }]} />`}`}<//>`;
}

/** The command line that gives a section, as JSON. */
export const setOf = (command, name, config) => `printf %s ${quoted(JSON.stringify(config ?? {}))} | ./tutti ${command} set ${quoted(name || 'NAME')} --file -`;

/** What the file says of something that was changed, and how that differs from what is in force. */
function Written({ of: { written, config } }) {
  if (!written) return html`<span class="quiet">${t('settings.not_in_file')}</span>`;
  const [file, now] = [written.config, config ?? {}].map((each) => JSON.stringify(each, null, 1));
  return html`<details><summary>${visible(written.origin)}</summary>${config && file !== now ? html`<${Diff} text=${difference(file, now)} />` : html`<${Value} of=${written.config} />`}</details>`;
}

const one = (path, name) => `${path}/${encodeURIComponent(name)}`;

function Ways({ path, cli, section, done }) {
  return html`<span class="row"><${Put} path=${path} cli=${cli} name=${section.name} config=${section.config} done=${done} label=${t('rule.change')} />
    ${section.change && html`<${Reset} path=${path} cli=${cli} name=${section.name} done=${done} />`}
    <${Action} label=${t('rule.remove')} danger method="DELETE" path=${one(path, section.name)} cli=${`./tutti ${cli} remove ${quoted(section.name)}`} preview=${t('settings.remove_why', { name: visible(section.name) })} done=${done} /></span>`;
}

function Put({ path, cli, name, config, label, done, asked }) {
  const before = config && JSON.stringify(config, null, 1);
  return html`<${Action} label=${label} asked=${asked} done=${done} preview=${(values) => html`<${Edited} why=${t('settings.put_why')} before=${before} after=${values.config} />`} fields=${[...(name ? [] : [{ name: 'name', label: t('field.name'), required: true }]),
      { name: 'config', label: t('settings.config_json'), kind: 'area', rows: 10, value: before ?? '{}', required: true }]}
    request=${({ name: chosen, config: text }) => ({ method: 'PUT', path: one(path, name ?? chosen ?? ''), body: typed(text) ?? {}, cli: setOf(cli, name ?? chosen, typed(text)) })} />`;
}

function Reset({ path, cli, name, done }) {
  return html`<${Action} label=${t('rule.reset')} path=${`${one(path, name)}/reset`} body=${{}} cli=${`./tutti ${cli} reset ${quoted(name)}`} preview=${t('rule.reset_why')} done=${done} />`;
}
