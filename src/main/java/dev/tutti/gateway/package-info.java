/**
 * The model APIs and the administration over HTTP; features bring their own endpoints, and what
 * HTTP itself takes is in {@code dev.tutti.http}.
 *
 * <p>{@link dev.tutti.gateway.Endpoints} lists the routes. {@link
 * dev.tutti.gateway.chat.ChatEndpoint} is the one to the models: its {@link
 * dev.tutti.gateway.chat.Dialect} reads the body into a {@link dev.tutti.chat.ChatRequest}, the
 * model directory is asked, and the answer flows into a sink, {@link
 * dev.tutti.gateway.chat.SseAnswer} for streams, {@link dev.tutti.gateway.chat.WholeAnswer} for the
 * rest, which writes it in the same dialect. {@link
 * dev.tutti.gateway.passthrough.PassthroughEndpoint} reads nothing and relays everything. Faults
 * become envelopes in their endpoint's dialect, and nowhere else.
 */
@NullMarked
package dev.tutti.gateway;

import org.jspecify.annotations.NullMarked;
