package dev.tutti.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the body of one answer after the other and says whether it is the mock's, whole. */
sealed interface AnswerCheck {

  static AnswerCheck of(Load load) {
    return load.stream() ? new Streamed(MockModel.named(load.model()).chunks()) : new Whole();
  }

  /** Forgets the answer before. */
  void begin();

  /** Reads a part, cut anywhere; returns how many chunks of text it completed. */
  int accept(ByteBuf part);

  /** The error that the answer told of, or nothing. */
  String error();

  /** Whether nothing is missing, doubled, out of order or after the end. */
  boolean complete();

  /** A JSON answer: complete when it says what the mock says. */
  final class Whole implements AnswerCheck {
    private static final byte[] TEXT = MockScript.TEXT.getBytes(StandardCharsets.UTF_8);

    private final Collected body = new Collected();

    @Override
    public void begin() {
      body.clear();
    }

    @Override
    public int accept(ByteBuf part) {
      body.add(part, part.readableBytes());
      return 0;
    }

    @Override
    public String error() {
      return "";
    }

    @Override
    public boolean complete() {
      return ByteScan.contains(body.bytes, body.length, TEXT);
    }
  }

  /**
   * Server-sent events: complete when every numbered text came in turn and {@code [DONE]} came
   * last.
   */
  final class Streamed implements AnswerCheck {
    private static final byte LINE_FEED = '\n';
    private static final byte[] CONTENT = ascii("\"content\"");
    private static final byte[] ERROR = ascii("\"error\"");
    private static final byte[] DATA = ascii("data:");
    private static final byte[] DONE = ascii("[DONE]");

    private final String[] texts;
    private final Collected line = new Collected();
    private int seen;
    private boolean done;
    private boolean wrong;
    private String error = "";

    Streamed(int chunks) {
      texts = new String[chunks];
      Arrays.setAll(texts, MockScript::text);
    }

    @Override
    public void begin() {
      line.clear();
      seen = 0;
      done = false;
      wrong = false;
      error = "";
    }

    @Override
    public int accept(ByteBuf part) {
      int before = seen;
      while (part.isReadable()) {
        int end = part.bytesBefore(LINE_FEED);
        if (end < 0) {
          line.add(part, part.readableBytes());
        } else {
          line.add(part, end);
          part.skipBytes(1);
          lineEnded();
        }
      }
      return seen - before;
    }

    private void lineEnded() {
      if (ByteScan.startsWith(line.bytes, line.length, DATA)) {
        data();
      }
      line.clear();
    }

    private void data() {
      wrong |= done;
      if (line.length < 20 && ByteScan.contains(line.bytes, line.length, DONE)) {
        done = true;
        return;
      }
      String text = ByteScan.string(line.bytes, line.length, CONTENT).orElse("");
      if (text.isEmpty()) {
        lookForError();
      } else if (seen < texts.length && text.equals(texts[seen])) {
        seen++;
      } else {
        wrong = true;
      }
    }

    private void lookForError() {
      if (ByteScan.contains(line.bytes, line.length, ERROR)) {
        wrong = true;
        error = new String(line.bytes, 0, line.length, StandardCharsets.UTF_8);
      }
    }

    @Override
    public String error() {
      return error;
    }

    @Override
    public boolean complete() {
      return done && !wrong && seen == texts.length;
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** Bytes put together again; the room is kept from one answer to the next. */
  final class Collected {
    private static final int LARGEST = 1 << 20;

    private byte[] bytes = new byte[2048];
    private int length;

    private void clear() {
      length = 0;
    }

    private void add(ByteBuf part, int more) {
      if (length + more > LARGEST) {
        throw new IllegalStateException("answer: over " + LARGEST + " bytes in one piece");
      }
      if (length + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
      }
      part.readBytes(bytes, length, more);
      length += more;
    }
  }
}
