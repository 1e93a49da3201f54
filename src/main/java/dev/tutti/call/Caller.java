package dev.tutti.call;

import dev.tutti.chat.ChatRequest;
import java.util.Collection;
import java.util.Set;

/**
 * On whose behalf a call is made.
 *
 * @param key the id of the virtual key, empty for an anonymous caller
 * @param owner who owns the key, empty for an anonymous caller
 * @param user the end user whom the caller named, may be empty
 * @param session the session that the caller named, may be empty
 * @param allowance the terms of the key
 * @param scopes words of the key that skills may ask for, {@code *} for all of them
 */
public record Caller(
    String key,
    String owner,
    String user,
    String session,
    Allowance allowance,
    Set<String> scopes) {
  /** Every scope. */
  public static final Set<String> ALL = Set.of("*");

  /** Nobody in particular: a caller on loopback while no key exists, or an embedding program. */
  public static final Caller ANONYMOUS = new Caller("", "", "");

  /** A caller outside of any session. */
  public Caller(String key, String owner, String user) {
    this(key, owner, user, "", Allowance.NONE, key.isEmpty() ? ALL : Set.of());
  }

  /** Whether its key has one of some scopes. */
  public boolean hasAny(Collection<String> wanted) {
    return scopes.contains("*") || wanted.stream().anyMatch(scopes::contains);
  }

  /** The same caller on behalf of an end user. */
  public Caller forUser(String endUser) {
    return new Caller(key, owner, endUser, session, allowance, scopes);
  }

  /** The same on behalf of the end user whom a request names, where none is named beside it. */
  public Caller of(ChatRequest request) {
    return user.isEmpty() ? request.user().map(this::forUser).orElse(this) : this;
  }

  /** The same caller in a session. */
  public Caller inSession(String name) {
    return new Caller(key, owner, user, name, allowance, scopes);
  }
}
