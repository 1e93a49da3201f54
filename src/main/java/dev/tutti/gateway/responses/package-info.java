/**
 * OpenAI's Responses API for callers, whatever the provider behind speaks.
 *
 * <p>{@link dev.tutti.gateway.responses.ResponsesDialect} reads a request into {@code Request}: its
 * options are checked by {@code RequestRules}, its input becomes items ({@link
 * dev.tutti.gateway.responses.InputItems}). With what came before, out of the {@link
 * dev.tutti.responses.Archive}, {@code ChatForm} makes of it the chat that the core understands:
 * {@link dev.tutti.session.item.ItemTurns} turns items into messages, {@code Tools} the tools. The
 * request as it was written rides along, made by {@code WrittenForm}, for upstreams that speak this
 * API themselves; what no chat can say is refused only where a chat is what is asked.
 *
 * <p>What the model says is gathered by {@code OutputCollector} into items, one open at a time,
 * which tells {@code Events} of every step; what an upstream of the same API says is told as it
 * says it, by {@code RelayedOutput}. {@code ResponsesStream} writes these steps as server-sent
 * events, {@code ResponsesWhole} passes over them. Both end with the same object, made by {@code
 * ResponseFrame}, and keep it before they say so.
 */
@NullMarked
package dev.tutti.gateway.responses;

import org.jspecify.annotations.NullMarked;
