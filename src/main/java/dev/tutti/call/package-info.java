/**
 * Calls of chat models: the one stream-first path that everything shares.
 *
 * <p>A {@link dev.tutti.call.ChatModel} is anything that answers: a deployment, a retry or fallback
 * around one, a skill. Its future completes when the first substantial chunk has been seen and the
 * stream is paused, so "nothing was shown yet" is the same as "the future has not completed", and
 * decorators need to know nothing about streams. Who reads is a {@link
 * dev.tutti.call.ChatStream.Sink}; blocking code on virtual threads reads an {@link
 * dev.tutti.call.Answer} instead.
 *
 * <p>Each try at a deployment is an {@link dev.tutti.call.Attempt}. What a {@link
 * dev.tutti.call.Guard} reserves for it (a permit, a budget, a row of the ledger) is settled with
 * its outcome, once: this is the only place where accounting happens.
 *
 * <p>The {@link dev.tutti.call.Decision} of a call says why it was made where it was. A call within
 * another is a {@link dev.tutti.call.Part}: what it comes to is the whole call's as well. A {@link
 * dev.tutti.call.CallObserver} hears how a call has ended for its caller.
 *
 * <p>Whoever answers calls keeps them in {@link dev.tutti.call.ActiveCalls}, so that a stop can
 * wait for them.
 *
 * <p>Whoever holds a body, coming or going, or makes a tree of a large one, has a lease of {@link
 * dev.tutti.call.BodyMemory} for it; {@link dev.tutti.call.Call#memory} is the request's own.
 *
 * <p>A {@link dev.tutti.call.Call} is confined to its {@link dev.tutti.call.Loop}; only {@link
 * dev.tutti.call.Call#cancel} may come from any thread.
 *
 * <pre>{@code
 * try (var answer = Answer.open(model, request, call, live)) {
 *   answer.forEachRemaining(event -> show(event));
 * }
 * }</pre>
 */
@NullMarked
package dev.tutti.call;

import org.jspecify.annotations.NullMarked;
