package dev.tutti.application.insight.series;

import java.util.List;

/**
 * List of parts with their shares of a whole, as it stands in a text.
 *
 * @param title what the parts are parts of
 */
public record ShareList(String title, List<Part> parts) {

  public ShareList {
    parts = List.copyOf(parts);
  }

  /**
   * Part.
   *
   * @param share as a fraction
   */
  public record Part(String name, double share, String raw, int start) {}
}
