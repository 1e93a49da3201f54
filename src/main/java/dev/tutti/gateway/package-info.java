/**
 * The model APIs and the administration over HTTP; other features bring their own endpoints, and
 * what HTTP itself takes is in {@code dev.tutti.http}.
 *
 * <p>Each group of endpoints is a {@link dev.tutti.feature.Feature} here that says its routes and
 * who may use them: {@link dev.tutti.gateway.ModelApiFeature}, {@link
 * dev.tutti.gateway.ResponsesFeature}, {@link dev.tutti.gateway.ChangesFeature} and so on. {@link
 * dev.tutti.gateway.chat.ChatEndpoint} is the one to the models: its {@link
 * dev.tutti.gateway.chat.Dialect} reads the body into a {@link dev.tutti.chat.ChatRequest}, the
 * model catalog is asked, and the answer flows into a sink, {@link
 * dev.tutti.gateway.chat.SseAnswer} for streams, {@link dev.tutti.gateway.chat.WholeAnswer} for the
 * rest, which writes it in the same dialect. {@link
 * dev.tutti.gateway.passthrough.PassthroughEndpoint} reads nothing and relays everything. Faults
 * become envelopes in their endpoint's dialect, and nowhere else.
 */
@NullMarked
package dev.tutti.gateway;

import org.jspecify.annotations.NullMarked;
