/**
 * Durable tasks as others see them: what may be submitted, what became of it, and what a kind of
 * task implements. The engine behind it is in {@code dev.tutti.task}.
 *
 * <p>A {@link dev.tutti.task.api.TaskKind} is one small class: its name, what its input is, and
 * plain blocking code that runs named steps:
 *
 * <pre>{@code
 * public ObjectNode run(TaskRun run) throws Exception {
 *   var draft = run.step("draft", hash, () -> StepResult.of(write(run.input())));
 *   return Json.object().set("text", run.step("review", hash, () -> StepResult.of(review(draft))));
 * }
 * }</pre>
 *
 * <p>A finished step is stored before the next one begins. After a crash it is returned, and not
 * done again, unless the hash of what it is asked has changed. Kinds of plugins are found by the
 * service loader, see {@link dev.tutti.task.api.TaskKinds}.
 */
@NullMarked
package dev.tutti.task.api;

import org.jspecify.annotations.NullMarked;
