package dev.tutti.session;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Listener to sessions, for whoever keeps something that was made of their messages, such as an
 * index or summaries. Runs in the transaction of the change, on the writer's thread: it must be
 * short, and what it throws undoes the change.
 */
public interface SessionListener {

  /** Something was added to a session, at its beginning or later; forks are not told. */
  default void added(Handle handle, ChatSession session, List<NewMessage> messages) {}

  /**
   * Messages are gone: taken back, as nothing came of them, or deleted. Whatever was made of them
   * goes with them.
   */
  default void removed(Handle handle, ChatSession session, List<String> messages) {}

  /** A session has been summed up, in the place of what summed it up before. */
  default void summarised(Handle handle, ChatSession session, SessionSummary summary) {}

  /** What sums a session up is gone, as it may say what is deleted. */
  default void unsummarised(Handle handle, ChatSession session) {}

  /**
   * A session is erased: whatever was made of it goes with it.
   *
   * @param memories whether what is remembered of its end user goes, too, as far as it comes from
   *     this session
   */
  default void erased(Handle handle, ChatSession session, boolean memories) {}
}
