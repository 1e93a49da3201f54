package dev.tutti.character.lorebook;

import java.util.List;

/**
 * What a scan has found.
 *
 * @param active in the order of the prompt
 * @param dropped for the budget, in the order in which they were dropped
 */
public record ActiveLore(List<Found> active, List<LorebookEntry> dropped) {

  /**
   * An active entry.
   *
   * @param key what made it active: a key, {@code constant} or {@code @@activate}
   */
  public record Found(LorebookEntry entry, String key) {

    /**
     * {@code before}, {@code after}, or {@code depth:n:role} for a place within the messages. A
     * position goes before a depth: Character Card V3, {@code @@depth}.
     */
    public String placement() {
      var decorators = entry.decorators();
      var position = decorators.value("position");
      if (position.isPresent()) {
        return position.get().equals("after_desc") ? "after" : "before";
      }
      var depth = decorators.number("depth");
      if (depth.isPresent()) {
        return "depth:%d:%s".formatted(depth.getAsInt(), decorators.value("role").orElse("system"));
      }
      return entry.rank().after() ? "after" : "before";
    }
  }
}
