/**
 * Applications as those who write one see them, and what they answer. The engine behind it is in
 * {@code dev.tutti.application}.
 *
 * <p>An {@link dev.tutti.application.api.Application} is one class in a room of its own. It gets an
 * {@link dev.tutti.application.api.ApplicationRun} with the input, the parameters and a way to ask
 * models, and gives the members of {@code result}:
 *
 * <pre>{@code
 * public ObjectNode run(ApplicationRun run) {
 *   var result = computed(run.documents(), run.parameters());
 *   if (run.asksModel()) {
 *     explain(result, run.ask(new ModelQuestion("prose", "explanation", RULES, text, SCHEMA)));
 *   }
 *   return result;
 * }
 * }</pre>
 *
 * <p>What all of them promise: numbers are computed and quotes are checked by code; a model only
 * proposes and explains; what it said and nobody could check is never shown as a fact, and without
 * any model the computed part is still there.
 */
@NullMarked
package dev.tutti.application.api;

import org.jspecify.annotations.NullMarked;
