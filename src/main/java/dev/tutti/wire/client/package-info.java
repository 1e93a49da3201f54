/**
 * Client side of HTTP: one {@link dev.tutti.wire.client.ClientStream} for each request and its
 * answer, whatever protocol its connection speaks.
 *
 * <p>HTTP/1.1 is spoken by {@link dev.tutti.wire.client.Http1Connection}s on Netty itself, each
 * confined to one event loop and carrying one stream at a time; they are opened by {@link
 * dev.tutti.wire.client.Http1Connector} and kept by whoever owns them. HTTP/2 is left to Vert.x's
 * client, see {@link dev.tutti.wire.client.MultiplexedStream}.
 */
@NullMarked
package dev.tutti.wire.client;

import org.jspecify.annotations.NullMarked;
