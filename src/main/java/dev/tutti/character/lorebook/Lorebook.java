package dev.tutti.character.lorebook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lorebook.
 *
 * @param scanDepth how many of the last messages are looked at
 * @param budget how much its entries may take of a prompt; null where the book does not say
 * @param recursive whether contents of active entries are looked at, too
 * @param warnings what was read otherwise than it is written, for people
 */
public record Lorebook(
    List<LorebookEntry> entries,
    int scanDepth,
    @Nullable Integer budget,
    boolean recursive,
    List<LoreWarning> warnings) {
  /** Messages that are looked at where the book does not say: Character Card V3 leaves it open. */
  public static final int SCAN_DEPTH = 4;

  /** A book without entries. */
  public static final Lorebook EMPTY = new Lorebook(List.of(), SCAN_DEPTH, null, false, List.of());

  /** Whether an entry asks for the greeting that a conversation has begun with. */
  public boolean asksForGreeting() {
    return entries.stream().anyMatch(each -> each.decorators().has("is_greeting"));
  }

  /**
   * What was read otherwise than it is written.
   *
   * @param code {@code regex_unsupported}, {@code unknown_decorator} or {@code too_many_keys}
   * @param where the place in the book, such as {@code entries[3]}
   */
  public record LoreWarning(String code, String message, String where) {}
}
