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

  /** Whether a secret begins with a byte, so that others cost next to nothing. */
  private final boolean[] begins = new boolean[256];

  private byte[] held = NOTHING;

  /**
   * @param secrets in every way in which they may be written, the longest first
   */
  MaskedBytes(List<String> secrets) {
    this.secrets = secrets.stream().map(each -> each.getBytes(StandardCharsets.UTF_8)).toList();
    this.secrets.forEach(each -> begins[each[0] & 0xff] = true);
  }

  /** Hands the next bytes on as far as they are certain. */
  void next(Buffer bytes, PassthroughAnswer.Sink to) {
    if (secrets.isEmpty()) {
      to.bytes(bytes);
      return;
    }
    var all = Arrays.copyOf(held, held.length + bytes.length());
    bytes.getBytes(all, held.length);
    int certain = all.length;
    for (var secret : secrets) {
      certain = Math.min(certain, all.length - begun(all, secret));
    }
    int masked = mask(all, certain);
    held = Arrays.copyOfRange(all, masked, all.length);
    if (masked > 0) {
      to.bytes(Buffer.buffer(all).slice(0, masked));
    }
  }

  /** Hands on what was held back, as no more bytes come. */
  void end(PassthroughAnswer.Sink to) {
    if (held.length > 0) {
      mask(held, held.length);
      to.bytes(Buffer.buffer(held));
      held = NOTHING;
    }
  }

  /**
   * Masks secrets from left to right, the longest at each place.
   *
   * @param end where no secret may begin any more
   * @return where the first byte is that is not looked at, which a secret before it may have moved
   */
  private int mask(byte[] all, int end) {
    int at = 0;
    while (at < end) {
      int length = begins[all[at] & 0xff] ? found(all, at) : 0;
      Arrays.fill(all, at, at + length, (byte) '*');
      at += length == 0 ? 1 : length;
    }
    return at;
  }

  /** The length of the longest secret at a place, 0 for none. */
  private int found(byte[] all, int at) {
    for (var secret : secrets) {
      int to = at + secret.length;
      if (to <= all.length && Arrays.equals(all, at, to, secret, 0, secret.length)) {
        return secret.length;
      }
    }
    return 0;
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
