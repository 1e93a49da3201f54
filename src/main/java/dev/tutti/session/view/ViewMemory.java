package dev.tutti.session.view;

import dev.tutti.call.Caller;
import dev.tutti.session.ChatSession;

/** Memory of end users, as chats and views are told of it. Thread-safe. */
public interface ViewMemory {
  /** Whether chats are told of it, at this moment. */
  boolean tellsChats();

  /** Whether a session's models are told of it, which a session may say for itself. */
  default boolean tells(ChatSession session) {
    return session.context().memory().orElseGet(this::tellsChats);
  }

  /**
   * The text for a model, the most important lines first, behind a heading; empty for nothing. May
   * block.
   *
   * @param caller on whose behalf, with the end user
   * @param said what the user has said last
   */
  String of(Caller caller, String said);

  /**
   * The same for a character, who knows what was said to it alone.
   *
   * @param character its id; empty for who is none
   */
  default String of(Caller caller, String said, String character) {
    return of(caller, said);
  }
}
