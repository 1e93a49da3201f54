package dev.tutti.selection.auto;

import dev.tutti.call.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Number of a conversation of one owner at one moment: the beginning of a hash (SHA-256), so that
 * neither the name of a session nor what was said can be read from it. The same after a restart.
 */
final class ConversationNumber {
  private static final int HEAD = 2 * Integer.BYTES + Long.BYTES;

  private ConversationNumber() {}

  /** The number of a session. */
  static long ofSession(Caller caller) {
    return of(caller, caller.session(), 0);
  }

  /** The number of a conversation in which something was said, by its fingerprint. */
  static long ofWords(Caller caller, long fingerprint) {
    return of(caller, "", fingerprint);
  }

  private static long of(Caller caller, String session, long fingerprint) {
    var owner = caller.owner().getBytes(StandardCharsets.UTF_8);
    var key = caller.key().getBytes(StandardCharsets.UTF_8);
    var name = session.getBytes(StandardCharsets.UTF_8);
    var bytes =
        ByteBuffer.allocate(HEAD + owner.length + key.length + name.length)
            .putInt(owner.length)
            .putInt(key.length)
            .putLong(fingerprint)
            .put(owner)
            .put(key)
            .put(name);
    return ByteBuffer.wrap(sha256().digest(bytes.array())).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
