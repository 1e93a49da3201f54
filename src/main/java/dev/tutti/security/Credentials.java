package dev.tutti.security;

/** Headers in which a request says who calls. */
public final class Credentials {
  private static final String BEARER = "Bearer ";

  private Credentials() {}

  /**
   * The key that a request presents, empty for none. An {@code Authorization} without {@code
   * Bearer} is taken as a key as it stands, because some clients send it so, unless there is an
   * {@code X-Api-Key}; of another scheme, such as {@code Basic}, it is then a key that nobody has.
   *
   * @param authorization the header {@code Authorization}, empty when it is missing
   * @param apiKey the header {@code X-Api-Key}, empty when it is missing
   */
  public static String presented(String authorization, String apiKey) {
    if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return authorization.substring(BEARER.length()).strip();
    }
    return apiKey.isEmpty() ? authorization : apiKey.strip();
  }
}
