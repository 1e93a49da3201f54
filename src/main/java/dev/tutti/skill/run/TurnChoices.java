package dev.tutti.skill.run;

import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Choices that an execution makes by what its session remembers at the moment, which may be
 * something else when it is attempted again. Thread-safe.
 */
@FunctionalInterface
public interface TurnChoices {
  /** Choices that are made each time. */
  TurnChoices FREE = (_, choice) -> choice.get();

  /**
   * The choice of this kind that an earlier attempt has made, or else this one.
   *
   * @param kind a word
   */
  ObjectNode choose(String kind, Supplier<ObjectNode> choice);
}
