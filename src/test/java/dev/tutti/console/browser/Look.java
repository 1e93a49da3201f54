package dev.tutti.console.browser;

import java.util.ArrayList;
import java.util.List;

/**
 * Way in which a reader looks at a page.
 *
 * @param width of the screen in CSS pixels
 */
record Look(String language, String theme, int width) {
  /** Look of the desk, with which everything begins. */
  static final Look DESK = new Look("en", "light", 1_280);

  /** Look of a phone. */
  static final Look PHONE = new Look("en", "light", 320);

  private static final List<String> LANGUAGES = List.of("en", "zh");
  private static final List<String> THEMES = List.of("light", "dark");
  private static final List<Integer> WIDTHS = List.of(320, 1_280);

  static List<Look> all() {
    var all = new ArrayList<Look>();
    for (var language : LANGUAGES) {
      for (var theme : THEMES) {
        WIDTHS.forEach(width -> all.add(new Look(language, theme, width)));
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return language + "-" + theme + "-" + width;
  }
}
