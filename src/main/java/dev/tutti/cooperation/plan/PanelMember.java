package dev.tutti.cooperation.plan;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Model that takes part, and how it is asked.
 *
 * @param model its name
 * @param fallback models that are asked in its place when it fails, in their order
 * @param params members of its requests, such as {@code temperature}; not to be changed
 * @param task instructions of its own; may be empty
 * @param instance which of those of the same model it is, from 0
 */
public record PanelMember(
    String model, List<String> fallback, ObjectNode params, String task, int instance) {
  public PanelMember {
    fallback = List.copyOf(fallback);
  }

  /** Its model and those in its place, in their order. */
  public List<String> models() {
    var all = new ArrayList<String>();
    all.add(model);
    all.addAll(fallback);
    return all;
  }

  /** The same member as another instance of its model. */
  PanelMember numbered(int number) {
    return new PanelMember(model, fallback, params, task, number);
  }
}
