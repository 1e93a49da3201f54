package dev.tutti.gateway.responses.output;

import dev.tutti.chat.Chunk;
import tools.jackson.databind.node.ArrayNode;

/** Output of a response, while it is made. Not thread-safe. */
public sealed interface ResponseOutput permits OutputCollector, RelayedOutput {

  /** Takes what a chunk says. */
  void add(Chunk chunk);

  /** The answer has ended. To be called once. */
  void end();

  /** The items that are complete. */
  ArrayNode json();

  /** Model that answers, as the upstream says it; may be empty. */
  String model();
}
