package dev.tutti.http;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.RequestIds;
import dev.tutti.wire.Loops;

/**
 * Resources that an HTTP server needs.
 *
 * @param loops where requests are served
 * @param authenticator who may come in
 * @param ids names requests
 * @param memory what bodies may hold
 */
public record ServerResources(
    Loops loops, Authenticator authenticator, RequestIds ids, BodyMemory memory) {}
