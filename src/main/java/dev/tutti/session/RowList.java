package dev.tutti.session;

import java.util.List;

/**
 * A page of a list.
 *
 * @param more whether others follow
 */
public record RowList<T>(List<T> data, boolean more) {

  /** List for a page of what was read, with something more than it holds where there are others. */
  static <T> RowList<T> of(List<T> read, int limit) {
    return read.size() > limit
        ? new RowList<>(List.copyOf(read.subList(0, limit)), true)
        : new RowList<>(List.copyOf(read), false);
  }
}
