// A draft of a skill's version: its files, and what is to be said of it.
import { html, useState } from '../../vendor/preact.js';
import { Failed, Loading, State } from './states.js';
import { Table } from './table.js';
import { t, visible, word } from './words.js';

/** What a new skill begins with. */
export const start = (name) => ({
  'skill.yaml': `name: ${name}\ndescription: Greets people by their names\nllm: {model: sim}\ninput: {schema: schemas/input.json}\n`,
  'prompt.md': 'You greet {{ name }} in one friendly sentence.\n',
  'schemas/input.json': '{\n  "type": "object",\n  "properties": {"name": {"type": "string"}},\n  "required": ["name"]\n}\n',
  'tests/first.yaml': '- name: greets by name\n  input: {user_message: Hello, context: {name: Ann}}\n  model: {says: ["Good morning, Ann!"]}\n  expect: {prompt_contains: You greet Ann, contains: Ann}\n',
});

/** A test that asks what was asked in the playground, and expects what was answered. */
export const testOf = (say, expected) => `- name: ${JSON.stringify(say.slice(0, 60))}
  input: {user_message: ${JSON.stringify(say)}}
  model: {says: [${JSON.stringify(expected)}]}
  expect: {contains: ${JSON.stringify(expected.trim().split('\n')[0].slice(0, 80))}}
`;

/** The version after one, which none of those that are there is. */
export function nextOf(revision, versions) {
  const [major, minor] = revision.split('+')[0].split('.').map(Number);
  let next = minor + 1;
  while (versions.includes(`${major}.${next}.0`)) next++;
  return `${major}.${next}.0`;
}

/** The files beside each other, of which one is written in. */
export function Texts({ files, set }) {
  const names = Object.keys(files);
  const [chosen, setChosen] = useState(names.includes('prompt.md') ? 'prompt.md' : names[0]);
  const file = names.includes(chosen) ? chosen : names[0];
  const without = () => { const { [file]: _, ...rest } = files; set(rest); };
  const add = ({ name }) => { set({ [name.trim()]: '', ...files }); setChosen(name.trim()); };
  return html`<div><div class="files" role="group" aria-label=${t('editor.files')}>${names.toSorted().map((name) => html`<button type="button" class="small value" aria-pressed=${name === file} onClick=${() => setChosen(name)}>${visible(name)}</button>`)}
      <${Adding} taken=${names} add=${add} /></div>
    <label>${t('editor.text_of', { file: visible(file) })}<textarea class="code" name="file" rows="22" spellcheck="false" value=${files[file]} onInput=${(event) => set({ ...files, [file]: event.target.value })}></textarea></label>
    ${names.length > 1 && html`<p class="row"><button type="button" class="small danger" onClick=${without}>${t('editor.without', { file: visible(file) })}</button></p>`}</div>`;
}

function Adding({ taken, add }) {
  const [name, setName] = useState('');
  const enter = (event) => { event.preventDefault(); if (name.trim() && !taken.includes(name.trim())) { add({ name }); setName(''); } };
  return html`<form class="row" onSubmit=${enter}><input value=${name} aria-label=${t('editor.file')} placeholder="tests/more.yaml" onInput=${(event) => setName(event.target.value)} /><button class="small">${t('editor.add')}</button></form>`;
}

const kinds = { passed: 'good', failed: 'bad', skipped: 'none' };

/** Problems, prompts as models would be told them, and tests. */
export function Checked({ of }) {
  if (of.wrong) return html`<p class="bad-text" role="alert">${t('form.wrong')} ${of.wrong}</p>`;
  if (of.error) return html`<${Failed} error=${of.error} />`;
  if (!of.answer) return html`<${Loading} />`;
  const { problems, prompt, follow_up_prompt: light, prompt_problem: problem, tests } = of.answer;
  return html`<div role="status">${problems.map((each) => html`<section class="notice bad"><p class="plain">${visible(each)}</p></section>`)}
    ${problem && html`<section class="notice"><p class="plain">${visible(problem)}</p></section>`}
    <${Told} title=${t('editor.prompt')} messages=${prompt} />${light && html`<${Told} title=${t('editor.follow_up')} messages=${light} />`}
    ${tests.length > 0 && html`<h2>${t('skill.tests')}</h2><${TestResults} tests=${tests} />`}</div>`;
}

export function TestResults({ tests }) {
  return html`<${Table} caption=${t('skill.tests')} rows=${tests} columns=${[{ label: t('field.name'), cell: (test) => html`${visible(test.name)} <span class="quiet value">${visible(test.place)}</span>` },
    { label: t('field.state'), cell: (test) => html`<${State} kind=${kinds[test.status]}>${word('test.', test.status)}<//>` }, { label: t('field.details'), cell: (test) => test.problems.map((each) => html`<p class="plain">${visible(each)}</p>`) }]} />`;
}

function Told({ title, messages }) {
  if (!messages.length) return null;
  return html`<div><h2>${title}</h2>${messages.map((message) => html`<article class=${`turn ${message.role}`}><b>${word('role.', message.role)}</b><p class="plain">${visible(message.content)}</p></article>`)}</div>`;
}
