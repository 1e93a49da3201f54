package dev.tutti.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Messages of sessions, read from their rows. Thread-safe. */
public final class SessionHistory {
  /** Rows that most messages are made of at most: reasoning and text. */
  private static final int ROWS = 2;

  /** Rows before the latest ones that are in every view; with more all is read. */
  private static final int MOST_APART = 200;

  private static final int LONGER = 4;
  private static final int REMEMBERED = 10_000;

  private final Store store;

  /** Sizes of what precedes a place, which never change but by a deletion. */
  private final Cache<Place, MessageTable.Size> sizes =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  private record Place(String owner, String session, long position) {}

  SessionHistory(Store store) {
    this.store = store;
  }

  /** All of them. */
  static List<SessionMessage> all(Handle handle, String owner, String session, LongConsumer room) {
    return RowMessages.of(MessageTable.all(handle, owner, session, room));
  }

  /**
   * The last ones, where it is there; the first of what is read may be a part of a message only.
   */
  static List<SessionMessage> last(
      Handle handle, String owner, String session, int count, LongConsumer room) {
    if (SessionTable.find(handle, owner, session).isEmpty()) {
      return List.of();
    }
    return RowMessages.of(MessageTable.last(handle, owner, session, count * ROWS, room));
  }

  /** A page of them; the last of what is read may be a part of a message only. */
  static RowList<SessionMessage> page(
      Handle handle, ChatSession session, MessagePage page, LongConsumer room) {
    long after = page.after().isEmpty() ? 0 : MessageTable.require(handle, session, page.after());
    int limit = page.limit();
    int rows = (limit + 2) * ROWS;
    while (true) {
      var read = MessageTable.after(handle, session, after, rows, room);
      var messages = RowMessages.of(read);
      if (read.size() < rows || messages.size() >= limit + 2) {
        return RowList.of(messages, limit);
      }
      rows *= ROWS;
    }
  }

  /**
   * Those that views are made of: the latest ones from a user's message on, and turns before them
   * in which something is pinned or said by the system. Fails with status 404 where the session is
   * not there any more.
   *
   * @param tokens that a view has of the history at most, see {@link HistoryView#reach}
   * @param newest how many of the last ones are asked now
   */
  public CompletableFuture<RecentHistory> recent(
      ChatSession session, long tokens, int newest, LongConsumer room) {
    return store.read(handle -> rows(handle, session, tokens, newest, room).messages());
  }

  /** The same as rows, in a transaction that is under way. */
  public RecentRows rows(
      Handle handle, ChatSession session, long tokens, int newest, LongConsumer room) {
    Sessions.require(handle, session.owner(), session.id());
    if (tokens < Long.MAX_VALUE) {
      var start = new RecentStart(tokens, newest + 1);
      for (long from = from(handle, session, start); from > 0; ) {
        var latest = MessageTable.from(handle, session, from, room);
        int first = firstOfTurn(latest, newest + 1);
        if (first < latest.size()) {
          return rows(handle, session, latest.subList(first, latest.size()), room);
        }
        start = start.times(LONGER);
        from = from(handle, session, start);
      }
    }
    return whole(handle, session, room);
  }

  private static RecentRows whole(Handle handle, ChatSession session, LongConsumer room) {
    var rows = MessageTable.all(handle, session.owner(), session.id(), room);
    return new RecentRows(rows, UnreadRows.NONE);
  }

  private static long from(Handle handle, ChatSession session, RecentStart start) {
    try (var rows = MessageTable.lengths(handle, session)) {
      return start.of(rows);
    }
  }

  /** Place of the first user's message before the last ones; the end where there is none. */
  private static int firstOfTurn(List<MessageRow> rows, int last) {
    return IntStream.rangeClosed(0, rows.size() - last)
        .filter(at -> rows.get(at).json().path("role").asString("").equals("user"))
        .findFirst()
        .orElse(rows.size());
  }

  private RecentRows rows(
      Handle handle, ChatSession session, List<MessageRow> latest, LongConsumer room) {
    long until = latest.getFirst().position();
    var always = MessageTable.always(handle, session, until, MOST_APART + 1);
    if (always.size() > MOST_APART) {
      return whole(handle, session, room);
    }
    var rows = new ArrayList<>(turns(handle, session, always, until, room));
    var unread = unread(handle, session, until, rows.size());
    rows.addAll(latest);
    return new RecentRows(rows, unread);
  }

  /** The rows of the turns that these places are in. */
  private static List<MessageRow> turns(
      Handle handle, ChatSession session, List<Long> places, long until, LongConsumer room) {
    var rows = new ArrayList<MessageRow>();
    for (long place : places) {
      if (rows.isEmpty() || place > rows.getLast().position()) {
        rows.addAll(MessageTable.turn(handle, session, place, until, room));
      }
    }
    return rows;
  }

  private UnreadRows unread(Handle handle, ChatSession session, long until, int apart) {
    var before =
        sizes.get(
            new Place(session.owner(), session.id(), until),
            _ -> MessageTable.size(handle, session, 0, until - 1));
    long rows = Math.max(0, before.items() - apart);
    long bytes = before.items() == 0 ? 0 : before.bytes() * rows / before.items();
    return new UnreadRows(until, rows, bytes, MessageTable.bytesFrom(handle, session, until));
  }
}
