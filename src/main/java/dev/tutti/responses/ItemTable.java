package dev.tutti.responses;

import dev.tutti.session.ChatSession;
import dev.tutti.session.MessageDialect;
import dev.tutti.session.MessageRow;
import dev.tutti.session.MessageTable;
import dev.tutti.session.NewMessage;
import dev.tutti.session.SessionTable;
import dev.tutti.session.item.ChatItems;
import dev.tutti.session.item.StoredItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tools.jackson.databind.node.ObjectNode;

/**
 * The SQL of items: rows of what was said, see {@link MessageTable}; what was said at another door
 * is read as items. Whoever reads some says where the memory for their trees is taken.
 */
final class ItemTable {
  private static final String SELECT = "SELECT " + MessageTable.COLUMNS + " FROM message WHERE ";

  private static final String OF_RESPONSE =
      SELECT + "owner = :owner AND response_id = :id ORDER BY position";

  private static final String NAMED =
      SELECT
          + """
          owner = :owner AND id = :id AND (:user = '' OR end_user IN ('', :user))
            AND session_id NOT IN (%s)
          ORDER BY session_id, position LIMIT 1\
          """
              .formatted(SessionTable.HIDDEN);

  private static final String IN_SESSION =
      SELECT + "owner = :owner AND session_id = :session AND id = :id LIMIT 1";

  private static final String DELETE =
      "DELETE FROM message WHERE owner = :owner AND session_id = :session AND id = :id";

  private static final String NAMES_OF_RESPONSE =
      "SELECT id FROM message WHERE owner = :owner AND response_id = :id ORDER BY position";

  private static final String DELETE_OF_RESPONSE =
      "DELETE FROM message WHERE owner = :owner AND response_id = :id";

  private ItemTable() {}

  /** Items as they are kept, each with its id. */
  static List<NewMessage> messages(List<StoredItem> items, String response, Instant at) {
    return items.stream()
        .map(
            each ->
                new NewMessage(
                    each.json().path("id").asString(""),
                    MessageDialect.ITEM,
                    each.model(),
                    response,
                    at,
                    each.json()))
        .toList();
  }

  /** All rows of some responses, in their order. */
  static List<MessageRow> ofResponses(
      Handle handle, String owner, List<ResponseTable.Link> responses, LongConsumer room) {
    var all = new ArrayList<MessageRow>();
    for (var each : responses) {
      all.addAll(
          MessageTable.list(
              handle.createQuery(OF_RESPONSE).bind("owner", owner).bind("id", each.id()), room));
    }
    return all;
  }

  /** An item of an owner's, wherever it is; none of another end user's, where one is named. */
  static Optional<StoredItem> named(
      Handle handle, String owner, String user, String id, LongConsumer room) {
    return one(handle.createQuery(NAMED).bind("owner", owner).bind("user", user), id, room);
  }

  /** An item of a session. */
  static Optional<ObjectNode> inSession(
      Handle handle, ChatSession session, String id, LongConsumer room) {
    var query =
        handle.createQuery(IN_SESSION).bind("owner", session.owner()).bind("session", session.id());
    return one(query, id, room).map(StoredItem::json);
  }

  /** What was said in one message of a chat may be several items, each with a name of its own. */
  private static Optional<StoredItem> one(Query query, String id, LongConsumer room) {
    var found = MessageTable.list(query.bind("id", id), room);
    if (found.isEmpty() && !ChatItems.messageOf(id).equals(id)) {
      found = MessageTable.list(query.bind("id", ChatItems.messageOf(id)), room);
    }
    return found.stream()
        .flatMap(row -> row.items().stream())
        .filter(item -> item.json().path("id").asString("").equals(id))
        .findFirst();
  }

  /** A page of a session's items. */
  static ItemList pageOfSession(
      Handle handle, ChatSession session, ItemPage page, LongConsumer room) {
    return page(
        handle
            .createQuery(pageOf("owner = :owner AND session_id = :of", page))
            .bind("of", session.id()),
        session.owner(),
        page,
        room);
  }

  /** A page of what was given for a response. */
  static ItemList pageOfInput(
      Handle handle, String owner, String response, ItemPage page, LongConsumer room) {
    return page(
        handle
            .createQuery(pageOf("owner = :owner AND response_id = :of AND model = ''", page))
            .bind("of", response),
        owner,
        page,
        room);
  }

  /** The condition and the order are our own words, never a caller's. */
  private static String pageOf(String of, ItemPage page) {
    return """
    SELECT %s FROM message WHERE %s AND (:after = '' OR position %s
      (SELECT position FROM message WHERE %s AND id IN (:after, :message) ORDER BY position LIMIT 1))
    ORDER BY position %s LIMIT :limit\
    """
        .formatted(
            MessageTable.COLUMNS,
            of,
            page.oldestFirst() ? ">" : "<",
            of,
            page.oldestFirst() ? "ASC" : "DESC");
  }

  /** A message of a chat is one row: its items are in one page. */
  private static ItemList page(Query query, String owner, ItemPage page, LongConsumer room) {
    var rows =
        MessageTable.list(
            query
                .bind("owner", owner)
                .bind("after", page.after())
                .bind("message", ChatItems.messageOf(page.after()))
                .bind("limit", page.limit() + 1),
            room);
    boolean more = rows.size() > page.limit();
    var shown = more ? rows.subList(0, page.limit()) : rows;
    return new ItemList(
        shown.stream().flatMap(row -> ordered(row, page)).map(StoredItem::json).toList(), more);
  }

  private static Stream<StoredItem> ordered(MessageRow row, ItemPage page) {
    return page.oldestFirst() ? row.items().stream() : row.items().reversed().stream();
  }

  /** Removes an item of a session, with the message that it is of; says whether it was there. */
  static boolean delete(Handle handle, ChatSession session, String id) {
    return delete(handle, session.owner(), session.id(), id)
        || (!ChatItems.messageOf(id).equals(id)
            && delete(handle, session.owner(), session.id(), ChatItems.messageOf(id)));
  }

  private static boolean delete(Handle handle, String owner, String session, String id) {
    return handle
            .createUpdate(DELETE)
            .bind("owner", owner)
            .bind("session", session)
            .bind("id", id)
            .execute()
        > 0;
  }

  static List<String> namesOfResponse(Handle handle, String owner, String response) {
    return handle
        .createQuery(NAMES_OF_RESPONSE)
        .bind("owner", owner)
        .bind("id", response)
        .mapTo(String.class)
        .list();
  }

  static void deleteOfResponse(Handle handle, String owner, String response) {
    handle.createUpdate(DELETE_OF_RESPONSE).bind("owner", owner).bind("id", response).execute();
  }
}
