package dev.tutti.http;

import dev.tutti.security.Principal;

/** Access control of the server: who may come in at all. Thread-safe; must not block. */
@FunctionalInterface
public interface Authenticator {

  /**
   * Says who comes.
   *
   * @param presented the key that was shown, empty for none
   * @param local whether the caller's address is a loopback address
   * @throws dev.tutti.chat.Fault {@code authentication}
   */
  Principal authenticate(String presented, boolean local);
}
