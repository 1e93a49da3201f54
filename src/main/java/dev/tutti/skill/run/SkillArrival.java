package dev.tutti.skill.run;

import dev.tutti.session.SessionPlace;
import org.jspecify.annotations.Nullable;

/**
 * Arrival of a request at the session in which a skill is executed: its place in the line, and its
 * hold on the call, which is not over before. Thread-safe.
 */
public final class SkillArrival {
  /** Arrival of a request outside of any session. */
  public static final SkillArrival NOWHERE = new SkillArrival("", null, () -> {}, TurnNames.of(""));

  private final String session;
  private final @Nullable SessionPlace place;
  private final Runnable release;
  private final TurnNames names;

  /**
   * Ids of the messages of a turn, so that another attempt at it finds them.
   *
   * @param asked of what the user says
   * @param answer of what the skill says
   */
  public record TurnNames(String asked, String answer) {
    /** Those of something that is executed once, however many attempts that takes. */
    public static TurnNames of(String execution) {
      return new TurnNames("msg_" + execution + "_asked", "msg_" + execution + "_answer");
    }
  }

  /**
   * @param session the name of the line
   * @param release lets the call end
   * @param names of the messages
   */
  SkillArrival(String session, @Nullable SessionPlace place, Runnable release, TurnNames names) {
    this.session = session;
    this.place = place;
    this.release = release;
    this.names = names;
  }

  TurnNames names() {
    return names;
  }

  @Nullable SessionPlace place() {
    return place;
  }

  /** Whether it is the line of a session. */
  boolean isAt(String name) {
    return place != null && session.equals(name);
  }

  /** Leaves the line, if a turn has not, and the call; again does nothing. */
  void leave() {
    if (place != null) {
      place.leave();
    }
    release.run();
  }
}
