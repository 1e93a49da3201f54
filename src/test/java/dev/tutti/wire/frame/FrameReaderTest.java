package dev.tutti.wire.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FrameReaderTest {
  private static final String EVENTS =
      "\uFEFF: waking up\n\n"
          + "event: one\n"
          + "data: {\"a\":1}\n\n"
          + "data:grün\r\n"
          + "data:  世界 😀\r\n"
          + "data\r\n\r\n"
          + "event: none\n\n"
          + "id: 7\r"
          + "data: [DONE]\r\r"
          + "data: the end";
  private static final List<String> EVENTS_CUT =
      List.of("one|{\"a\":1}", "|grün\n 世界 😀\n", "|[DONE]", "|the end");

  private static final String LINES =
      "\uFEFF{\"a\":1}\n\n  \r\n {\"b\":\"世界 😀\"}\r\n{\"c\":[]}\n{\"d\":";
  private static final List<String> LINES_CUT =
      List.of("|{\"a\":1}", "|{\"b\":\"世界 😀\"}\r", "|{\"c\":[]}", "|{\"d\":");

  @Test
  void events_are_the_same_wherever_reads_end() {
    var bytes = EVENTS.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at <= bytes.length; at++) {
      assertThat(read(new SseReader(), bytes, at)).as("cut at %d", at).isEqualTo(EVENTS_CUT);
    }
    for (int size = 1; size <= bytes.length; size++) {
      assertThat(pieces(new SseReader(), bytes, size)).as("by %d", size).isEqualTo(EVENTS_CUT);
    }
  }

  @Test
  void lines_are_the_same_wherever_reads_end() {
    var bytes = LINES.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at <= bytes.length; at++) {
      assertThat(read(new NdjsonReader(), bytes, at)).as("cut at %d", at).isEqualTo(LINES_CUT);
    }
    for (int size = 1; size <= bytes.length; size++) {
      assertThat(pieces(new NdjsonReader(), bytes, size)).as("by %d", size).isEqualTo(LINES_CUT);
    }
  }

  /** In reads of a few bytes, so that copying all of it at each would take hours. */
  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_long_frame_takes_no_longer_than_its_bytes() {
    var text = "x".repeat(9 << 20);
    assertThat(pieces(new SseReader(), ("data: " + text + "\n\n").getBytes(US_ASCII), 64))
        .isEqualTo(List.of("|" + text));
    assertThat(pieces(new NdjsonReader(), (text + "\n").getBytes(US_ASCII), 64))
        .isEqualTo(List.of("|" + text));
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void an_event_of_many_lines_takes_no_longer_than_its_bytes() {
    int lines = 1_000_000;
    var event = "data:x\n".repeat(lines) + "\n";
    assertThat(pieces(new SseReader(), event.getBytes(US_ASCII), 8 << 10))
        .isEqualTo(List.of("|" + "x\n".repeat(lines - 1) + "x"));
  }

  @Test
  void a_frame_that_is_too_long_fails_the_answer() {
    assertTooLong(new SseReader(), "data: ");
    assertTooLong(new NdjsonReader(), "{");
    var many = new SseReader();
    var lines = ("data: " + "x".repeat(1 << 20) + "\n").getBytes(US_ASCII);
    var fault =
        catchThrowableOfType(
            Fault.class,
            () -> {
              for (int i = 0; i < 11; i++) {
                many.feed(lines);
                assertThat(many.next()).isNull();
              }
            });
    assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR);
  }

  private static void assertTooLong(FrameReader reader, String start) {
    reader.feed(start.getBytes(US_ASCII));
    assertThat(reader.next()).isNull();
    var fault =
        catchThrowableOfType(Fault.class, () -> reader.feed(new byte[FrameReader.MAX_FRAME]));
    assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR);
    assertThat(fault).hasMessageContaining("longer than 10485760 bytes");
  }

  private static List<String> read(FrameReader reader, byte[] bytes, int cut) {
    var frames = new ArrayList<Frame>();
    feed(reader, Arrays.copyOfRange(bytes, 0, cut), frames);
    feed(reader, Arrays.copyOfRange(bytes, cut, bytes.length), frames);
    return ended(reader, frames);
  }

  private static List<String> pieces(FrameReader reader, byte[] bytes, int size) {
    var frames = new ArrayList<Frame>();
    for (int at = 0; at < bytes.length; at += size) {
      feed(reader, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)), frames);
    }
    return ended(reader, frames);
  }

  private static void feed(FrameReader reader, byte[] bytes, List<Frame> frames) {
    reader.feed(bytes);
    for (var frame = reader.next(); frame != null; frame = reader.next()) {
      frames.add(frame);
    }
  }

  /** What all frames say in the end: later reads leave earlier frames as they are. */
  private static List<String> ended(FrameReader reader, List<Frame> frames) {
    for (var frame = reader.last(); frame != null; frame = reader.last()) {
      frames.add(frame);
    }
    return frames.stream().map(FrameReaderTest::shown).toList();
  }

  private static String shown(Frame frame) {
    return frame.event() + "|" + new String(frame.data(), StandardCharsets.UTF_8);
  }
}
