package dev.tutti.session;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Fork of a session: a new one with everything up to a message and with it.
 *
 * @param at the id of the message
 * @param last its place
 */
record SessionFork(ChatSession from, String at, long last, ChatSession to) {
  /** Rows that are copied at once. */
  private static final int ROWS = 4 * SessionParts.ROWS;

  /** The copies that make it up. */
  List<SessionParts.Part> parts(Sessions sessions) {
    var parts = new ArrayList<SessionParts.Part>();
    for (long place = 1; place <= last; place += ROWS) {
      long first = place;
      parts.add(handle -> copy(handle, sessions, first));
    }
    return parts;
  }

  private void copy(Handle handle, Sessions sessions, long first) {
    Sessions.require(handle, from.owner(), from.id()); // it may be erased meanwhile
    MessageTable.require(handle, from, at);
    long end = Math.min(last, first + ROWS - 1);
    sessions.requireRoomAfter(handle, to, MessageTable.size(handle, from, first, end));
    MessageTable.copy(handle, from, to.id(), first, end);
    if (end == last) {
      SummaryTable.copy(handle, from, to.id(), last);
    }
  }
}
