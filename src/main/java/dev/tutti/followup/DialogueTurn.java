package dev.tutti.followup;

/**
 * Turn of a dialogue.
 *
 * @param role {@code user} or {@code assistant}; turns of others, such as {@code system}, do not
 *     count
 * @param content its text
 */
public record DialogueTurn(String role, String content) {
  /** Turn of a user. */
  public static DialogueTurn user(String content) {
    return new DialogueTurn("user", content);
  }

  /** Turn of an assistant. */
  public static DialogueTurn assistant(String content) {
    return new DialogueTurn("assistant", content);
  }

  boolean isSpoken() {
    return isUsers() || role.equals("assistant");
  }

  boolean isUsers() {
    return role.equals("user");
  }
}
