package dev.tutti.replay;

import java.util.ArrayList;
import java.util.List;

/** The headers of a stream that nothing on the way may hold back. */
final class StreamHeaders {
  private StreamHeaders() {}

  static List<Problem> check(Received received) {
    var problems = new ArrayList<Problem>();
    if (!received.header("cache-control").contains("no-cache")) {
      problems.add(
          Problem.differs("header", "cache-control: no-cache", received.header("cache-control")));
    }
    if (!received.header("x-accel-buffering").equals("no")) {
      problems.add(
          Problem.differs("header", "x-accel-buffering: no", received.header("x-accel-buffering")));
    }
    for (var name : List.of("content-length", "content-encoding")) {
      if (!received.header(name).isEmpty()) {
        problems.add(new Problem("header", name + " on a stream"));
      }
    }
    return problems;
  }
}
