/**
 * Connections of callers, below HTTP: how many may be open, how long a request's head may take, and
 * which bytes are a request at all.
 *
 * <p>{@link dev.tutti.http.connection.OpenConnections} wraps the transport that the servers listen
 * with. Every connection that is accepted gets a {@link dev.tutti.http.connection.ConnectionGuard}
 * before anything is read from it; the gateway tells it of each request and of a caller who is
 * authenticated. HTTP/1.1 is read by a decoder that refuses what RFC 9112 leaves to a server's
 * lenience.
 */
@NullMarked
package dev.tutti.http.connection;

import org.jspecify.annotations.NullMarked;
