package dev.tutti.gateway.responses.output;

import tools.jackson.databind.node.ObjectNode;

/** Hears of every step of a response. */
@FunctionalInterface
public interface Events {
  /** Nobody listens. */
  Events NONE = (_, _) -> {};

  /**
   * A step.
   *
   * @param type such as {@code response.output_text.delta}
   * @param members what it says beside its type; to be read at once, as it may change afterwards
   */
  void tell(String type, ObjectNode members);
}
