package dev.tutti.character.group.chat;

/** Listener to a group while it talks; called by the thread of the turn, one call at a time. */
public interface GroupListener {
  /** Listener that wants nothing piece by piece. */
  GroupListener NOBODY = new GroupListener() {};

  /** A speaker begins. */
  default void begins(SpeakerTurn turn) {}

  /** A speaker says something more. */
  default void says(SpeakerTurn turn, String text) {}

  /** A speaker has ended, and its reply is kept. */
  default void ends(SpeakerTurn turn, SpeakerReply reply) {}

  /** A speaker comes to nothing; others go on. */
  default void fails(SpeakerTurn turn, SpeakerFailure failure) {}
}
