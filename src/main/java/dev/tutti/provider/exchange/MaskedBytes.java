package dev.tutti.provider.exchange;

import dev.tutti.call.PassthroughAnswer;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes of an answer with stars in the place of secrets: as many as a secret has bytes, so that no
 * length changes, and wherever reads end. What could be the beginning of a secret is held back
 * until the next bytes tell. Not thread-safe.
 */
final class MaskedBytes {
  private static final byte[] NOTHING = {};

  /** Of an answer that needs none. */
  static final MaskedBytes NONE = new MaskedBytes(List.of());

  private final List<byte[]> secrets;
  private byte[] held = NOTHING;

  /**
   * @param secrets in every way in which they may be written, the longest first
   */
  MaskedBytes(List<String> secrets) {
    this.secrets = secrets.stream().map(each -> each.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** Hands the next bytes on as far as they are certain. */
  void next(Buffer bytes, PassthroughAnswer.Sink to) {
    if (secrets.isEmpty()) {
      to.bytes(bytes);
      return;
    }
    var all = Arrays.copyOf(held, held.length + bytes.length());
    bytes.getBytes(all, held.length);
    secrets.forEach(secret -> mask(all, secret));
    int kept = 0;
    for (var secret : secrets) {
      kept = Math.max(kept, begun(all, secret));
    }
    held = Arrays.copyOfRange(all, all.length - kept, all.length);
    if (kept < all.length) {
      to.bytes(Buffer.buffer(all).slice(0, all.length - kept));
    }
  }

  /** Hands on what was held back, as no more bytes come. */
  void end(PassthroughAnswer.Sink to) {
    if (held.length > 0) {
      to.bytes(Buffer.buffer(held));
      held = NOTHING;
    }
  }

  private static void mask(byte[] all, byte[] secret) {
    for (int at = 0; at <= all.length - secret.length; at++) {
      if (all[at] == secret[0]
          && Arrays.equals(all, at, at + secret.length, secret, 0, secret.length)) {
        Arrays.fill(all, at, at + secret.length, (byte) '*');
        at += secret.length - 1;
      }
    }
  }

  /** How many of the last bytes are the beginning of a secret. */
  private static int begun(byte[] all, byte[] secret) {
    for (int at = Math.max(0, all.length - secret.length + 1); at < all.length; at++) {
      int length = all.length - at;
      if (Arrays.equals(all, at, all.length, secret, 0, length)) {
        return length;
      }
    }
    return 0;
  }
}
