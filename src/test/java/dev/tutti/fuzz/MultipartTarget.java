package dev.tutti.fuzz;

import dev.tutti.chat.Fault;
import dev.tutti.http.multipart.MultipartParser;
import dev.tutti.http.multipart.PartHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The reader of forms with files, whose boundary is {@code XyZ}: what it hands on is the same
 * wherever reads end, and no more than what came.
 */
public final class MultipartTarget {
  private static final String BOUNDARY = "XyZ";

  private MultipartTarget() {}

  /** Tries the seeds in these folders. */
  public static void fuzzerInitialize(String[] folders) {
    Seeds.warm(folders, MultipartTarget::fuzzerTestOneInput);
  }

  /** Reads any bytes. */
  public static void fuzzerTestOneInput(byte[] input) {
    var whole = read(List.of(input));
    if (whole.bytes > input.length) {
      throw new AssertionError(
          "%d bytes of parts (expected: <= %d)".formatted(whole.bytes, input.length));
    }
    var random = new Random(Arrays.hashCode(input));
    for (int most : new int[] {2, 12, 2_000}) {
      var cut = read(pieces(input, random, most));
      if (!cut.text().equals(whole.text())) {
        throw new AssertionError(
            "reads of up to %d bytes: %s (expected: %s)".formatted(most, cut.text(), whole.text()));
      }
    }
  }

  private static List<byte[]> pieces(byte[] input, Random random, int most) {
    var pieces = new ArrayList<byte[]>();
    for (int at = 0; at < input.length; ) {
      int to = Math.min(input.length, at + random.nextInt(most)); // an empty read, too
      pieces.add(Arrays.copyOfRange(input, at, to));
      at = to;
    }
    return pieces;
  }

  /** What comes of pieces; a fault is the last of it. */
  private static ReadParts read(List<byte[]> pieces) {
    var parts = new ReadParts();
    var parser = new MultipartParser(BOUNDARY, parts);
    try {
      pieces.forEach(parser::feed);
      parser.end();
    } catch (Fault fault) {
      parts.text.append(fault.code()).append(' ').append(fault.getMessage());
    }
    return parts;
  }

  /** Parts as a text with a letter for each byte. */
  private static final class ReadParts implements MultipartParser.Listener {
    private final StringBuilder text = new StringBuilder();
    private long bytes;

    String text() {
      return text.toString();
    }

    @Override
    public void begin(PartHead head) {
      text.append('[').append(head.field()).append('|').append(head.file()).append(']');
    }

    @Override
    public void data(byte[] in, int from, int to) {
      text.append(new String(in, from, to - from, StandardCharsets.ISO_8859_1));
      bytes += to - from;
    }

    @Override
    public void end() {
      text.append("[end]");
    }
  }
}
