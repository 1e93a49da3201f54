package dev.tutti.session;

import dev.tutti.session.item.ItemMessages;
import java.util.ArrayList;
import java.util.List;

/** Rows as the messages that they make up: a message may have been said in several items. */
final class RowMessages {
  private final List<MessageGroup> groups = new ArrayList<>();
  private final List<MessageRow> items = new ArrayList<>();
  private final List<MessageRow> silent = new ArrayList<>();

  private RowMessages() {}

  /** The messages of all rows. */
  static List<SessionMessage> of(List<MessageRow> rows) {
    return groups(rows).stream().map(MessageGroup::message).toList();
  }

  /** The same with the rows of each. */
  static List<MessageGroup> groups(List<MessageRow> rows) {
    var made = new RowMessages();
    rows.forEach(made::add);
    made.join();
    return List.copyOf(made.groups);
  }

  private void add(MessageRow row) {
    switch (row.dialect()) {
      case ITEM -> items.add(row);
      case CHAT -> {
        join();
        var message =
            new SessionMessage(
                row.position(),
                row.id(),
                row.model(),
                row.created(),
                row.pinned(),
                row.metadata(),
                row.tokens(),
                row.dependence(),
                row.json());
        group(message, List.of(row));
      }
    }
  }

  private void group(SessionMessage message, List<MessageRow> rows) {
    silent.addAll(rows);
    groups.add(new MessageGroup(message, silent));
    silent.clear();
  }

  private void join() {
    var made = new ItemMessages();
    items.forEach(row -> made.add(row.json()));
    int from = 0;
    for (var group : made.groups()) {
      int to = from + group.items();
      var rows = items.subList(from, to);
      if (group.message().isEmpty()) {
        silent.addAll(rows);
      } else {
        group(message(rows, group), rows);
      }
      from = to;
    }
    items.clear();
  }

  /** It has the name and the place of its last item, so that whoever goes on there has all. */
  private static SessionMessage message(List<MessageRow> rows, ItemMessages.Group group) {
    var last = rows.getLast();
    return new SessionMessage(
        last.position(),
        last.id(),
        last.model(),
        last.created(),
        rows.stream().anyMatch(MessageRow::pinned),
        last.metadata(),
        rows.stream().mapToLong(MessageRow::tokens).sum(),
        last.dependence(),
        group.message());
  }
}
