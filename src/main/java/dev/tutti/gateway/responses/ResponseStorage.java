package dev.tutti.gateway.responses;

import dev.tutti.call.Call;
import io.vertx.core.Future;
import tools.jackson.databind.node.ObjectNode;

/** Keeps a response before its caller hears its end. */
@FunctionalInterface
interface ResponseStorage {
  /** Completes on the call's loop once it is on disk; fails when it cannot be kept. */
  Future<Void> keep(Call call, ObjectNode response);
}
