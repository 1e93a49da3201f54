/**
 * The doors: where HTTP comes in and answers go out.
 *
 * <p>{@link dev.tutti.gateway.Gateway} listens and hands every request to {@link
 * dev.tutti.gateway.Routes}, which knows who may enter where, once {@link
 * dev.tutti.gateway.HeaderCheck} and {@link dev.tutti.gateway.HostCheck} have found nothing wrong
 * with where it comes from. Below that, {@code gateway.connection} bounds connections. A {@link
 * dev.tutti.gateway.Door} answers a {@link dev.tutti.gateway.Visit}. {@link
 * dev.tutti.gateway.ChatDoor} is the one to the models: its {@link
 * dev.tutti.gateway.dialect.Dialect} reads the body into a {@link dev.tutti.chat.ChatRequest}, the
 * model directory is asked, and the answer flows into a sink, {@link dev.tutti.gateway.SseAnswer}
 * for streams, {@link dev.tutti.gateway.WholeAnswer} for the rest, which writes it in the same
 * dialect; {@link dev.tutti.gateway.AnswerWriter} gives up on callers who do not read. {@link
 * dev.tutti.gateway.PassthroughDoor} reads nothing and relays everything. Faults become envelopes
 * in their door's dialect, and nowhere else.
 */
@NullMarked
package dev.tutti.gateway;

import org.jspecify.annotations.NullMarked;
