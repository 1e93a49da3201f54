package dev.tutti.replay;

import java.util.List;

/** How the recorded body goes over the socket. */
sealed interface Delivery {

  /** How the report calls it. */
  String label();

  /** In one piece. */
  record Whole() implements Delivery {
    @Override
    public String label() {
      return "whole";
    }
  }

  /** In pieces of this many bytes. */
  record Cut(int size) implements Delivery {
    @Override
    public String label() {
      return "cut " + size;
    }
  }

  /** In the pieces in which the network once delivered it. */
  record AsRecorded(List<Integer> sizes) implements Delivery {
    @Override
    public String label() {
      return "cut as recorded";
    }
  }

  /**
   * Only the first {@code length} bytes.
   *
   * @param torn whether the connection breaks there; otherwise the response ends as a whole one
   *     does, which nothing but its content gives away
   */
  record Truncated(String place, int length, boolean torn) implements Delivery {
    @Override
    public String label() {
      return "truncated " + place;
    }
  }
}
