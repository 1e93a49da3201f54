package dev.tutti.security;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.security.KeyTable.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All keys at one moment, by their hashes. Immutable, but for the notes of when keys were used.
 *
 * @param ticket grows with the time at which the keys were read
 */
record KeySnapshot(long ticket, Map<KeyHash, Entry> keys) {
  private static final Principal ANONYMOUS = new Principal.Anonymous();

  static KeySnapshot of(long ticket, List<Row> rows, Function<String, LastUse> uses) {
    return new KeySnapshot(
        ticket,
        rows.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Row::hash,
                    row ->
                        new Entry(
                            row.key(),
                            Principal.KeyHolder.of(row.key()),
                            uses.apply(row.key().id())))));
  }

  /** A key, its holder, and when it was used. */
  record Entry(ApiKey key, Principal.KeyHolder holder, LastUse use) {}

  Principal authenticate(String presented, boolean local, Instant now) {
    if (keys.isEmpty()) {
      if (local) {
        return ANONYMOUS;
      }
      throw elsewhere();
    }
    if (presented.isEmpty()) {
      throw missing();
    }
    var entry = Secrets.wellFormed(presented) ? keys.get(KeyHash.of(presented)) : null;
    if (entry == null) {
      throw unknown();
    }
    if (!entry.key.times().validAt(now)) {
      throw ended(entry.key);
    }
    entry.use.at(now.toEpochMilli());
    return entry.holder;
  }

  Principal holder(String id, Instant now) {
    if (id.isEmpty()) {
      return ANONYMOUS;
    }
    var entry =
        keys.values().stream()
            .filter(each -> each.key.id().equals(id))
            .findFirst()
            .orElseThrow(KeySnapshot::unknown);
    if (!entry.key.times().validAt(now)) {
      throw ended(entry.key);
    }
    return entry.holder;
  }

  private static Fault elsewhere() {
    return refused(
        "no key exists yet, so only callers on this machine are let in"
            + " (expected: run tutti keys create on the server)");
  }

  private static Fault missing() {
    return refused(
        "no key was given (expected: the header Authorization: Bearer tt-..., or X-Api-Key)");
  }

  /** The same for what cannot be a key and for what is none, to tell nothing about the others. */
  private static Fault unknown() {
    return refused(
        "the key is not valid (expected: one that tutti keys create has printed: tt-...)");
  }

  /** Only its holder is told what became of a key. */
  private static Fault ended(ApiKey key) {
    var why =
        key.times()
            .revoked()
            .map(at -> "was revoked at " + at)
            .orElseGet(() -> "expired at " + key.times().expires().orElseThrow());
    return refused("key " + key.label() + " " + why + " (expected: a valid key)");
  }

  private static Fault refused(String why) {
    return Fault.of(FaultCode.AUTHENTICATION, why);
  }
}
