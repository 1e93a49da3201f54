package dev.tutti.fuzz;

import dev.tutti.chat.Fault;
import dev.tutti.wire.frame.Frame;
import dev.tutti.wire.frame.FrameReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** The frames of some bytes are the same wherever reads end, and no larger than what came. */
record Recut(Supplier<FrameReader> readers) {

  void check(byte[] input) {
    var whole = frames(List.of(input));
    requireBounded(whole, input.length);
    requireSame(whole, frames(pieces(input, new Random(Arrays.hashCode(input)))));
    requireSame(whole, frames(single(input)));
  }

  private static void requireBounded(List<String> frames, int most) {
    int length = frames.stream().mapToInt(String::length).sum();
    if (length > most) {
      throw new AssertionError("%d bytes of frames (expected: <= %d)".formatted(length, most));
    }
  }

  private static void requireSame(List<String> whole, List<String> cut) {
    if (!whole.equals(cut)) {
      throw new AssertionError("%s (expected: %s)".formatted(cut, whole));
    }
  }

  private static List<byte[]> pieces(byte[] input, Random random) {
    var pieces = new ArrayList<byte[]>();
    for (int at = 0; at < input.length; ) {
      int to = Math.min(input.length, at + random.nextInt(12)); // an empty read, too
      pieces.add(Arrays.copyOfRange(input, at, to));
      at = to;
    }
    return pieces;
  }

  private static List<byte[]> single(byte[] input) {
    var pieces = new ArrayList<byte[]>(input.length);
    for (byte each : input) {
      pieces.add(new byte[] {each});
    }
    return pieces;
  }

  /** Each frame's event and data, with a letter for each byte; a fault is the last of them. */
  private List<String> frames(List<byte[]> pieces) {
    var reader = readers.get();
    var frames = new ArrayList<String>();
    try {
      for (var piece : pieces) {
        reader.feed(piece);
        for (Frame frame; (frame = reader.next()) != null; ) {
          frames.add(text(frame));
        }
      }
      for (Frame frame; (frame = reader.last()) != null; ) {
        frames.add(text(frame));
      }
    } catch (Fault e) {
      frames.add(e.code().name());
    }
    return frames;
  }

  private static String text(Frame frame) {
    return frame.event() + new String(frame.data(), StandardCharsets.ISO_8859_1);
  }
}
