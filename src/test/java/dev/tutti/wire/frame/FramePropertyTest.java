package dev.tutti.wire.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.wire.Recuts;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Any stream, however hostile, gives the frames that the standard's own words give, wherever reads
 * end. Frames are compared as texts with a letter for each byte.
 */
class FramePropertyTest {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  @Property(tries = 2_000)
  void events_are_the_standards(@ForAll("events") byte[] body, @ForAll("cuts") List<Integer> cuts) {
    assertThat(frames(new SseReader(), Recuts.pieces(body, cuts))).isEqualTo(events(body));
  }

  @Property(tries = 2_000)
  void lines_are_lines(@ForAll("lines") byte[] body, @ForAll("cuts") List<Integer> cuts) {
    assertThat(frames(new NdjsonReader(), Recuts.pieces(body, cuts))).isEqualTo(lines(body));
  }

  private static List<String> frames(FrameReader reader, List<byte[]> pieces) {
    var frames = new ArrayList<String>();
    for (var piece : pieces) {
      reader.feed(piece);
      for (Frame frame; (frame = reader.next()) != null; ) {
        frames.add(text(frame.event(), frame.data()));
      }
    }
    for (Frame frame; (frame = reader.last()) != null; ) {
      frames.add(text(frame.event(), frame.data()));
    }
    return frames;
  }

  private static String text(String event, byte[] data) {
    return event + "|" + new String(data, ISO_8859_1);
  }

  /** The standard's algorithm, on the whole text; the end of the body ends its last event. */
  private static List<String> events(byte[] body) {
    var all = new ArrayList<String>();
    var event = "";
    @Nullable String data = null;
    for (var line : (unmarked(body) + "\n\n").split("\r\n|\n|\r", -1)) {
      int colon = line.indexOf(':');
      var name = colon < 0 ? line : line.substring(0, colon);
      var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
      if (line.isEmpty()) {
        if (data != null) {
          all.add(text(event, data.getBytes(ISO_8859_1)));
        }
        event = "";
        data = null;
      } else if (name.equals("data")) {
        data = data == null ? value : data + "\n" + value;
      } else if (name.equals("event")) {
        event = new String(value.getBytes(ISO_8859_1), UTF_8);
      }
    }
    return all;
  }

  private static List<String> lines(byte[] body) {
    var all = new ArrayList<String>();
    for (var line : unmarked(body).split("\n", -1)) {
      var text = line.replaceFirst("^[\\x00-\\x20]+", "");
      if (!text.isEmpty()) {
        all.add("|" + text);
      }
    }
    return all;
  }

  private static String unmarked(byte[] body) {
    var text = new String(body, ISO_8859_1);
    var mark = new String(MARK, ISO_8859_1);
    return text.startsWith(mark) ? text.substring(mark.length()) : text;
  }

  @Provide
  static Arbitrary<List<Integer>> cuts() {
    return Recuts.cuts();
  }

  @Provide
  static Arbitrary<byte[]> events() {
    var name =
        Arbitraries.of(
            "data", "data", "data", "event", "id", "retry", "", "dat", "datax", "DATA", " data");
    var value = Combinators.combine(Arbitraries.of(":", ": ", ":  ", ""), text());
    var line = Combinators.combine(name, value.as((colon, text) -> joined(colon, text)));
    var ending = Arbitraries.of("\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\r\r", "\n\r\n", "");
    return body(
        Combinators.combine(line.as(FramePropertyTest::joined), ending)
            .as(FramePropertyTest::joined));
  }

  @Provide
  static Arbitrary<byte[]> lines() {
    var ending = Arbitraries.of("\n", "\r\n", "\n\n", "\n \t\n", "\r", "");
    return body(Combinators.combine(text(), ending).as(FramePropertyTest::joined));
  }

  private static byte[] joined(String first, byte[] then) {
    return joined(first.getBytes(UTF_8), then);
  }

  private static byte[] joined(byte[] first, String then) {
    return joined(first, then.getBytes(UTF_8));
  }

  private static byte[] joined(byte[] first, byte[] then) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(then);
    return out.toByteArray();
  }

  /** Characters of one to four bytes, and bytes that are none. */
  private static Arbitrary<byte[]> text() {
    var good =
        Arbitraries.of("{\"a\":1}", "[DONE]", "x", "é", "世界", "😀", ":", " ", "\t", "\0", "\uFEFF");
    var bad =
        Arbitraries.of(
            new byte[] {(byte) 0xC3}, new byte[] {(byte) 0xFF}, new byte[] {(byte) 0xBF});
    return Arbitraries.oneOf(good.map(each -> each.getBytes(UTF_8)), bad)
        .list()
        .ofMaxSize(4)
        .map(all -> all.stream().reduce(new byte[0], FramePropertyTest::joined));
  }

  private static Arbitrary<byte[]> body(Arbitrary<byte[]> lines) {
    return Combinators.combine(Arbitraries.of(new byte[0], MARK), lines.list().ofMaxSize(12))
        .as((mark, all) -> all.stream().reduce(mark, FramePropertyTest::joined));
  }
}
