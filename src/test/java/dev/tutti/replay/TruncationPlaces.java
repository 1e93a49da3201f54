package dev.tutti.replay;

import java.util.List;

/**
 * Where a stream is cut off so that it must be seen to be incomplete.
 *
 * <p>The rule: every cut lies before the end of the first frame that says why the model stopped.
 * From there on a cut loses at most usage and terminal events, which not every provider sends, and
 * nothing in the bytes tells it from an answer that ended. So the places are
 *
 * <ul>
 *   <li>{@code early}: in the middle of the first frame, before anything was said;
 *   <li>{@code middle}: half of the way to the frame that finishes, wherever that falls;
 *   <li>{@code late}: exactly where the frame that finishes would begin;
 *   <li>{@code torn}: as {@code middle}, but the connection breaks instead of ending properly.
 * </ul>
 *
 * A stream of one frame is cut inside that frame. A stream that never finishes is not cut.
 */
final class TruncationPlaces {
  private TruncationPlaces() {}

  static List<Delivery> of(byte[] body, Dialect dialect) {
    var frames = Frames.of(body).stream().filter(frame -> frame.json().isObject()).toList();
    var first = frames.stream().findFirst();
    var finishing = frames.stream().filter(frame -> dialect.finishes(frame.json())).findFirst();
    return first.isEmpty() || finishing.isEmpty()
        ? List.of()
        : places(first.get(), finishing.get());
  }

  private static List<Delivery> places(Frames.Frame first, Frames.Frame finishing) {
    int early = (first.start() + first.end()) / 2;
    int middle = Math.max(finishing.start() / 2, early);
    return List.of(
        new Delivery.Truncated("early", early, false),
        new Delivery.Truncated("middle", middle, false),
        new Delivery.Truncated("late", finishing.start(), false),
        new Delivery.Truncated("torn", middle, true));
  }
}
