package dev.tutti.application.insight.series;

import java.util.List;

/**
 * Row of a table of values by names and periods, or by names alone.
 *
 * @param row number of the row as it is printed, from 1
 * @param path names of the row from the left
 * @param total whether it is a sum of others
 */
public record TableLine(int row, List<String> path, boolean total, List<ReadValue> values) {

  public TableLine {
    path = List.copyOf(path);
    values = List.copyOf(values);
  }

  /** Name of the row: the last of its path. */
  public String name() {
    return path.isEmpty() ? "" : path.getLast();
  }
}
