/**
 * Common parts of the endpoints for callers of models, whatever API they speak: a {@link
 * dev.tutti.gateway.chat.Dialect} reads a request's bytes into a {@link
 * dev.tutti.gateway.chat.ParsedRequest}, which says what is asked of a model, and writes the
 * answer: with a {@link dev.tutti.gateway.chat.StreamWriter} piece by piece, or with a {@link
 * dev.tutti.gateway.chat.WholeWriter} at once. Everything else (HTTP, heartbeats, backpressure,
 * cancellation, headers) is the gateway's and the same for all of them.
 */
@NullMarked
package dev.tutti.gateway.chat;

import org.jspecify.annotations.NullMarked;
