package dev.tutti.provider.openai.repair;

import dev.tutti.chat.JsonBody;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Chunk as a pattern of those after it, which mostly differ in the text they say and in nothing
 * else. A chunk with the same bytes before and after the text, and in the place of the text no
 * quote, no backslash, no control character and nothing that is not UTF-8 (RFC 8259, 7), is the
 * same JSON with another text; whatever was found out about the one is true of the other.
 *
 * @param body the chunk that was read
 * @param from the first byte of its text, which is not empty, from the chunk's beginning
 * @param to the byte after it
 */
record ChunkTemplate(JsonBody body, int from, int to) {
  private static final char REPLACEMENT = '\uFFFD';

  /** The text that another chunk has in its place; null for one that has to be read itself. */
  @Nullable String text(byte[] bytes, int start, int end) {
    int first = start + from;
    int after = end - (body.length() - to);
    if (after <= first
        || !body.isSameAround(from, to, bytes, start, end)
        || !isPlain(bytes, first, after)) {
      return null;
    }
    var text = new String(bytes, first, after - first, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : null; // as the decoder writes what is no UTF-8
  }

  private static boolean isPlain(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if ((b >= 0 && b < ' ') || b == '"' || b == '\\') {
        return false;
      }
    }
    return true;
  }

  /** The other chunk with its index. */
  JsonBody body(byte[] bytes, int start, int end) {
    return body.differing(from, bytes, start, end);
  }
}
