package dev.tutti.character.lorebook;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An entry of a lorebook.
 *
 * @param id as the book has it, a number or a text; its place in the book where it has none
 * @param decorators with the content that goes into a prompt
 * @param trigger what makes it active
 * @param rank where it stands in the prompt, and how long it stays there
 */
public record LorebookEntry(JsonNode id, Decorators decorators, Trigger trigger, Rank rank) {

  /**
   * What makes an entry active.
   *
   * @param enabled whether anything does
   * @param constant whether it needs no keys, neither of those two lists
   * @param keys of which one must be there, in the order of the book
   * @param secondary of which one must be there, too, unless there are none
   * @param additional of each of which one must be there, whatever else makes it active
   * @param excluded of which none may be there
   */
  public record Trigger(
      boolean enabled,
      boolean constant,
      List<LoreKey> keys,
      List<LoreKey> secondary,
      List<List<LoreKey>> additional,
      List<LoreKey> excluded) {}

  /**
   * Where an entry stands.
   *
   * @param order lower is earlier
   * @param priority the lowest is dropped first
   * @param after whether it stands behind the character's description rather than before it
   */
  public record Rank(double order, double priority, boolean after) {}

  /** The text for the prompt. */
  public String content() {
    return decorators.content();
  }
}
