package dev.tutti.provider.exchange;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * Short members at the top of a JSON object that is too long to be held, found byte by byte as it
 * comes. What is no JSON object has none. Not thread-safe.
 */
final class TopMembers {
  private static final int LONGEST = 16 << 10;
  private static final int MOST = 64 << 10;

  private final Collection<String> names;
  private final Buffer held = Buffer.buffer();
  private Buffer member = Buffer.buffer();
  private int depth;
  private boolean inText;
  private boolean escaped;

  /**
   * @param names of the members that are wanted; of others nothing is held once they end
   */
  TopMembers(Collection<String> names) {
    this.names = names;
  }

  /** Hears the next bytes. */
  void hear(Buffer bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      hear(bytes.getByte(i));
    }
  }

  private void hear(byte each) {
    if (inText) {
      text(each);
      return;
    }
    switch (each) {
      case '"' -> inText = true;
      case '{', '[' -> depth++;
      case '}', ']' -> depth--;
      default -> {}
    }
    boolean ends = (each == ',' && depth == 1) || depth == 0;
    if (ends) {
      endMember();
    } else if (depth > 1 || (each != '{' && each != '[')) {
      keep(each);
    }
  }

  private void text(byte each) {
    inText = escaped || each != '"';
    escaped = !escaped && each == '\\';
    keep(each);
  }

  private void keep(byte each) {
    if (member.length() <= LONGEST) {
      member.appendByte(each);
    }
  }

  private void endMember() {
    if (member.length() <= LONGEST && held.length() + member.length() < MOST && isWanted()) {
      held.appendByte((byte) (held.length() == 0 ? '{' : ',')).appendBuffer(member);
    }
    member = Buffer.buffer();
  }

  private boolean isWanted() {
    var start = member.getString(0, Math.min(member.length(), 64)).stripLeading();
    return names.stream().anyMatch(name -> start.startsWith('"' + name + '"'));
  }

  /** A JSON object of those that were found; empty when there were none. */
  byte[] object() {
    return held.length() == 0
        ? new byte[0]
        : (held.toString(StandardCharsets.UTF_8) + '}').getBytes(StandardCharsets.UTF_8);
  }
}
