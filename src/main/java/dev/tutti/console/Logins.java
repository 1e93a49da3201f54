package dev.tutti.console;

import dev.tutti.chat.Fault;
import dev.tutti.http.BrowserLogins;
import dev.tutti.security.Keys;
import dev.tutti.security.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Logins of browsers, by the hashes of their tokens: what the memory of the server holds opens
 * nothing. A login ends with its key, after a time without requests, at its longest time, at
 * logout, and when the server ends. Thread-safe.
 */
final class Logins implements BrowserLogins {
  /** Logins at once; the one that was idle the longest makes room for another. */
  static final int MOST = 1_000;

  private static final int TOKEN_BYTES = 32;
  private static final int ID_DIGITS = 16;

  private final Keys keys;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Supplier<ConsoleSettings> settings;
  private final Map<String, Login> known = new ConcurrentHashMap<>();

  Logins(Keys keys, SecureRandom random, InstantSource clock, Supplier<ConsoleSettings> settings) {
    this.keys = keys;
    this.random = random;
    this.clock = clock;
    this.settings = settings;
  }

  /** Begins a login of the holder of a key; the token is always a new one. */
  String begin(Principal.KeyHolder holder) {
    makeRoom();
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var now = clock.instant();
    known.put(hash(token), new Login(holder.key().id(), now, now));
    return token;
  }

  private void makeRoom() {
    known.values().removeIf(each -> !lasts(each));
    if (known.size() >= MOST) {
      known.entrySet().stream()
          .min(Comparator.comparing(each -> each.getValue().seen()))
          .ifPresent(oldest -> known.remove(oldest.getKey()));
    }
  }

  /** Ends a login, if there is one. */
  void end(String token) {
    known.remove(hash(token));
  }

  /** Those that have not ended, by the ids that administrators see. */
  Map<String, Login> all() {
    var all = new TreeMap<String, Login>();
    known.forEach(
        (hash, login) -> {
          if (lasts(login) && isHeld(login.key())) {
            all.put(shortened(hash), login);
          }
        });
    return all;
  }

  /** Id of a login, which opens nothing. */
  String id(String token) {
    return shortened(hash(token));
  }

  /** Ends the login of an id; whether there was one. */
  boolean endById(String id) {
    return known.keySet().removeIf(hash -> shortened(hash).equals(id));
  }

  private static String shortened(String hash) {
    return hash.substring(0, ID_DIGITS);
  }

  @Override
  public Optional<Principal> principal(String token) {
    if (!settings.get().enabled()) {
      return Optional.empty();
    }
    var hash = hash(token);
    var login = known.computeIfPresent(hash, (_, each) -> seen(each));
    if (login == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(keys.holder(login.key()));
    } catch (Fault _) { // the key was revoked, or has expired
      known.remove(hash);
      return Optional.empty();
    }
  }

  @Override
  public boolean lasts(String token) {
    var login = known.get(hash(token));
    return login != null && lasts(login) && isHeld(login.key());
  }

  private boolean isHeld(String key) {
    try {
      keys.holder(key);
      return true;
    } catch (Fault _) {
      return false;
    }
  }

  private @Nullable Login seen(Login login) {
    return lasts(login) ? login.seenAt(clock.instant()) : null;
  }

  private boolean lasts(Login login) {
    var now = settings.get();
    return login.lastsAt(clock.instant(), now.idle(), now.longest());
  }

  private static String hash(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
