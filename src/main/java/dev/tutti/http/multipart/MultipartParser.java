package dev.tutti.http.multipart;

import dev.tutti.chat.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Parser of {@code multipart} bodies (RFC 2046, 5.1), fed piece by piece. What it has seen it hands
 * on at once, but for the last bytes that may begin a boundary, so that it holds a head at most.
 * Not thread-safe.
 */
public final class MultipartParser {
  /** The longest head of one part. */
  static final int LONGEST_HEAD = 8 << 10;

  /** So many parts no form has. */
  private static final int MOST_PARTS = 64;

  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

  private final byte[] boundary;
  private final Listener listener;
  private State state = State.PREAMBLE;
  private int parts;

  /** Whether the last step has changed the state: another one may get on with the same bytes. */
  private boolean again;

  /** Bytes of a head in which its end is not, so that reads of a byte each do not search again. */
  private int searched;

  /** Bytes that are not understood yet; a line end as if before the first boundary. */
  private byte[] held = LINE_END;

  /** Place in the body. */
  private enum State {
    PREAMBLE,
    BOUNDARY,
    HEAD,
    CONTENT,
    END
  }

  /** Reader of what comes: for each part {@code begin data* end}. */
  public interface Listener {
    /** A part begins. */
    void begin(PartHead head);

    /** Some of its bytes, which must not be kept. */
    void data(byte[] bytes, int from, int to);

    /** The part is complete. */
    void end();
  }

  /**
   * @param boundary as the content type says it
   */
  public MultipartParser(String boundary, Listener listener) {
    this.boundary = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    this.listener = listener;
  }

  /**
   * Takes the next bytes.
   *
   * @throws Fault {@code invalid_request} when the body is no such form
   */
  public void feed(byte[] more) {
    var in = more;
    if (held.length > 0) {
      in = Arrays.copyOf(held, held.length + more.length);
      System.arraycopy(more, 0, in, held.length, more.length);
    }
    int at = 0;
    for (int next = step(in, at); next > at || (next == at && again); next = step(in, at)) {
      at = next;
    }
    held = state == State.END ? new byte[0] : Arrays.copyOfRange(in, at, in.length);
  }

  /** Understands what it can from a place on; gives the place behind that. */
  private int step(byte[] in, int at) {
    var before = state;
    int next =
        switch (state) {
          case PREAMBLE, CONTENT -> content(in, at);
          case BOUNDARY -> boundaryLine(in, at);
          case HEAD -> head(in, at);
          case END -> in.length;
        };
    again = before != state;
    return next;
  }

  private int content(byte[] in, int at) {
    int found = indexOf(boundary, in, at);
    int end = found >= 0 ? found : Math.max(at, in.length - boundary.length + 1);
    if (state == State.CONTENT) {
      if (end > at) {
        listener.data(in, at, end);
      }
      if (found >= 0) {
        listener.end();
      }
    }
    if (found < 0) {
      return end;
    }
    state = State.BOUNDARY;
    return found + boundary.length;
  }

  /** The rest of a boundary's line: {@code --} after the last part, padding before a line's end. */
  private int boundaryLine(byte[] in, int at) {
    int from = at;
    while (from < in.length && (in[from] == ' ' || in[from] == '\t')) {
      from++;
    }
    if (from - at > LONGEST_HEAD) {
      throw PartHead.broken("a boundary without an end");
    }
    if (in.length - from < LINE_END.length) {
      return at;
    }
    if (from == at && in[at] == '-' && in[at + 1] == '-') {
      state = State.END;
      return in.length;
    }
    if (in[from] != '\r' || in[from + 1] != '\n') {
      throw PartHead.broken("a boundary with something behind it");
    }
    state = State.HEAD;
    return from; // an empty head ends with this line's end
  }

  private int head(byte[] in, int at) {
    int end = indexOf(HEAD_END, in, at + Math.max(0, searched - HEAD_END.length + 1));
    if (end < 0 && in.length - at < LONGEST_HEAD + HEAD_END.length) {
      searched = in.length - at;
      return at; // also the longest head, of whose end a part is here
    }
    searched = 0;
    if (end < 0 || end - at > LONGEST_HEAD) {
      throw PartHead.broken("a part whose head is longer than %d bytes".formatted(LONGEST_HEAD));
    }
    if (++parts > MOST_PARTS) {
      throw PartHead.broken("more than %d parts".formatted(MOST_PARTS));
    }
    int from = Math.min(end, at + LINE_END.length);
    listener.begin(PartHead.parse(new String(in, from, end - from, StandardCharsets.UTF_8)));
    state = State.CONTENT;
    return end + HEAD_END.length;
  }

  /**
   * The body has ended.
   *
   * @throws Fault {@code invalid_request} when its last boundary is missing
   */
  public void end() {
    if (state != State.END) {
      throw PartHead.broken("it ends without its last boundary");
    }
  }

  private static int indexOf(byte[] wanted, byte[] in, int from) {
    int last = in.length - wanted.length;
    for (int at = from; at <= last; at++) {
      if (in[at] == wanted[0]
          && Arrays.equals(in, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }
}
