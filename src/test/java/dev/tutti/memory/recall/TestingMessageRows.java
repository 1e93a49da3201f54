package dev.tutti.memory.recall;

import dev.tutti.chat.Json;
import dev.tutti.memory.api.MessageRows;
import dev.tutti.memory.api.RecallRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Messages in a list. */
final class TestingMessageRows implements MessageRows {
  private record Owned(String owner, String user, RecallRow row) {}

  private final List<Owned> all = new ArrayList<>();
  private long last;
  private int said;

  /** Says something; ids are m1, m2, ... */
  String say(String owner, String user, String session, String speaker, String text) {
    var id = "m" + ++said;
    last++;
    var at = Instant.parse("2026-01-01T00:00:00Z");
    all.add(
        new Owned(owner, user, new RecallRow(last, session, id, speaker, text, at, Json.object())));
    return id;
  }

  void erase(String session) {
    all.removeIf(each -> each.row.session().equals(session));
    last = all.stream().mapToLong(each -> each.row.row()).max().orElse(0);
  }

  private Stream<RecallRow> of(String owner, String user) {
    return all.stream()
        .filter(each -> each.owner.equals(owner) && each.user.equals(user))
        .map(Owned::row);
  }

  @Override
  public Extent extent(Handle handle, String owner, String user) {
    var rows = of(owner, user).toList();
    return rows.isEmpty()
        ? Extent.NONE
        : new Extent(rows.size(), rows.getLast().row(), rows.getLast().id());
  }

  @Override
  public List<RecallRow> after(Handle handle, String owner, String user, long row, int limit) {
    return of(owner, user).filter(each -> each.row() > row).limit(limit).toList();
  }

  @Override
  public List<RecallRow> named(Handle handle, String owner, String user, Collection<Long> rows) {
    return of(owner, user).filter(each -> rows.contains(each.row())).toList();
  }
}
