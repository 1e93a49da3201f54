/**
 * The doors: where HTTP comes in and answers go out.
 *
 * <p>{@link dev.tutti.http.Gateway} listens and hands every request to {@link
 * dev.tutti.http.Routes}, which knows who may enter where, once {@link dev.tutti.http.HeaderCheck}
 * and {@link dev.tutti.http.HostCheck} have found nothing wrong with where it comes from. Below
 * that, {@code http.connection} bounds connections. A {@link dev.tutti.http.Door} answers a {@link
 * dev.tutti.http.Visit}. {@link dev.tutti.gateway.chat.ChatDoor} is the one to the models: its
 * {@link dev.tutti.gateway.chat.Dialect} reads the body into a {@link dev.tutti.chat.ChatRequest},
 * the model directory is asked, and the answer flows into a sink, {@link
 * dev.tutti.gateway.chat.SseAnswer} for streams, {@link dev.tutti.gateway.chat.WholeAnswer} for the
 * rest, which writes it in the same dialect; {@link dev.tutti.http.AnswerWriter} gives up on
 * callers who do not read. {@link dev.tutti.gateway.passthrough.PassthroughDoor} reads nothing and
 * relays everything. Faults become envelopes in their door's dialect, and nowhere else.
 */
@NullMarked
package dev.tutti.gateway;

import org.jspecify.annotations.NullMarked;
