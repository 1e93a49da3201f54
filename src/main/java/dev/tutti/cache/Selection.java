package dev.tutti.cache;

import java.util.List;

/**
 * Some of the answers that are kept.
 *
 * @param models of this model as callers name it: one, or none for all
 * @param owners of this owner, which is empty for anonymous callers: one, or none for all
 */
public record Selection(List<String> models, List<String> owners) {
  /** Everything. */
  public static final Selection ALL = new Selection(List.of(), List.of());

  /** For people. */
  public String words() {
    return (models.isEmpty() ? "every model" : "model " + models.getFirst())
        + (owners.isEmpty() ? "" : " of owner \"" + owners.getFirst() + '"');
  }

  boolean has(String model, String owner) {
    return (models.isEmpty() || models.contains(model))
        && (owners.isEmpty() || owners.contains(owner));
  }
}
