/**
 * The doors: where HTTP comes in and answers go out.
 *
 * <p>{@link dev.tutti.gateway.Gateway} listens and hands every request to {@link
 * dev.tutti.gateway.Routes}, which knows who may enter where. A {@link dev.tutti.gateway.Door}
 * answers a {@link dev.tutti.gateway.Visit}. The OpenAI door reads the body into a {@link
 * dev.tutti.chat.ChatRequest}, asks the model directory, and lets the answer flow into a sink:
 * {@link dev.tutti.gateway.SseAnswer} for streams, {@link dev.tutti.gateway.WholeAnswer} for the
 * rest. Faults become envelopes in {@link dev.tutti.gateway.OpenAiError}, and nowhere else.
 */
@NullMarked
package dev.tutti.gateway;

import org.jspecify.annotations.NullMarked;
