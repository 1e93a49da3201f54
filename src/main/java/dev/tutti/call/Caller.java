package dev.tutti.call;

/**
 * On whose behalf a call is made.
 *
 * @param key the id of the virtual key, empty for an anonymous caller
 * @param owner who owns the key, empty for an anonymous caller
 * @param user the end user whom the caller named, may be empty
 */
public record Caller(String key, String owner, String user) {

  /** Nobody in particular: a caller on loopback while no key exists, or an embedding program. */
  public static final Caller ANONYMOUS = new Caller("", "", "");

  /** The same caller on behalf of an end user. */
  public Caller forUser(String endUser) {
    return new Caller(key, owner, endUser);
  }
}
