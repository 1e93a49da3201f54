package dev.tutti.document.format;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Caption of a table: the short text right before it that names a unit, or a table. */
final class TableCaption {
  private static final int LONGEST = 120;

  private TableCaption() {}

  /** The text where it is a caption, else none. */
  static @Nullable String in(String before) {
    if (before.length() >= LONGEST) {
      return null;
    }
    String text = before.toLowerCase(Locale.ROOT);
    boolean caption =
        text.contains("单位")
            || text.contains("表")
            || text.contains("table")
            || text.contains("in thousands")
            || text.contains("in millions")
            || text.contains("in billions");
    return caption ? before : null;
  }
}
