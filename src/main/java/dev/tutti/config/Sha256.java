package dev.tutti.config;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash SHA-256, which every JDK has. */
public final class Sha256 {
  private Sha256() {}

  /** The 32 bytes of a hash. */
  public static byte[] of(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
