package dev.tutti.security;

import dev.tutti.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The SHA-256 hash of a secret. Comparing two takes the same time wherever they differ. The secrets
 * are random, so that a slow hash would protect nothing more.
 */
record KeyHash(long a, long b, long c, long d) {

  static KeyHash of(String secret) {
    return read(Sha256.of(secret.getBytes(StandardCharsets.UTF_8)));
  }

  static KeyHash parse(String hex) {
    return read(HexFormat.of().parseHex(hex));
  }

  private static KeyHash read(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    return new KeyHash(in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }

  String hex() {
    var hex = HexFormat.of();
    return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyHash(long x, long y, long z, long w)
        && ((a ^ x) | (b ^ y) | (c ^ z) | (d ^ w)) == 0;
  }

  @Override
  public int hashCode() {
    return (int) a;
  }
}
