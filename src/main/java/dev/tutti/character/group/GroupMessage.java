package dev.tutti.character.group;

import java.util.List;

/**
 * A message in a group.
 *
 * @param speaker the id of a member, or something else for the user
 * @param speakers who is told to answer; empty where nobody is
 * @param to who is addressed
 * @param present who hears it; empty for those in {@code to}, or everybody
 */
public record GroupMessage(
    String speaker, String text, List<String> speakers, List<String> to, List<String> present) {

  /** A message that everybody hears. */
  public static GroupMessage of(String speaker, String text) {
    return new GroupMessage(speaker, text, List.of(), List.of(), List.of());
  }

  /** Whether a member hears it. */
  public boolean reaches(String member) {
    var audience = present.isEmpty() ? to : present;
    return audience.isEmpty() || audience.contains(member);
  }
}
