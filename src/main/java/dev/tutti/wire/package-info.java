/**
 * Way out: the pools of connections to upstreams, and how bytes of an answer become frames.
 *
 * <p>{@link dev.tutti.wire.frame.FrameReader}s cut a body into {@link dev.tutti.wire.frame.Frame}s
 * wherever the network happened to cut it: {@link dev.tutti.wire.frame.SseReader} for server-sent
 * events, {@link dev.tutti.wire.frame.NdjsonReader} for one JSON text a line.
 *
 * <pre>{@code
 * frames.feed(bytes);
 * for (Frame frame; (frame = frames.next()) != null; ) reader.read(frame, out);
 * }</pre>
 *
 * <p>Connections go to addresses that the {@link dev.tutti.wire.EgressGuard} has seen: a name is
 * looked up by a {@link dev.tutti.wire.Resolver} first, and the client gets the address alone. A
 * call gets a {@link dev.tutti.wire.client.ClientStream} on a connection of its own event loop, so
 * that what its upstream says is read where it is relayed; the limits are those of all loops
 * together, and so is the line of a {@link dev.tutti.wire.Pool} that is full.
 *
 * <p>{@link dev.tutti.wire.SmallRequest} is for requests that are no chats: small, and read at
 * once. {@link dev.tutti.wire.body.ContentCoding} inflates bodies within bounds; the client itself
 * inflates nothing. {@link dev.tutti.wire.Webhooks} sends signed messages to whoever the operator
 * has named.
 */
@NullMarked
package dev.tutti.wire;

import org.jspecify.annotations.NullMarked;
