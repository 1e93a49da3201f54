package dev.tutti.responses;

import dev.tutti.chat.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The SQL of items. Whoever reads some says where the memory for their trees is taken, see {@link
 * StoredTree}.
 */
final class ItemTable {
  private static final String INSERT =
      """
      INSERT INTO item (session_id, position, id, owner, response_id, model, bytes, body)
      VALUES (:session, :position, :id, :owner, :response, :model, :bytes, :body)\
      """;

  private static final String LAST =
      "SELECT coalesce(max(position), 0) FROM item WHERE session_id = :session";

  private static final String SIZE =
      "SELECT count(*) AS items, coalesce(sum(bytes), 0) AS bytes FROM item WHERE session_id = :id";

  private static final String OF_SESSION =
      "SELECT model, body FROM item WHERE session_id = :id ORDER BY position";

  private static final String OF_RESPONSE =
      "SELECT model, body FROM item WHERE response_id = :id ORDER BY position";

  private static final String NAMED =
      """
      SELECT model, body FROM item WHERE id = :id AND owner = :owner
      ORDER BY session_id, position LIMIT 1\
      """;

  private static final String IN_SESSION =
      "SELECT model, body FROM item WHERE session_id = :session AND id = :id LIMIT 1";

  private static final String DELETE = "DELETE FROM item WHERE session_id = :session AND id = :id";

  private static final String DELETE_OF_RESPONSE = "DELETE FROM item WHERE response_id = :id";

  private ItemTable() {}

  /** Place of items: their session, their owner, and the response that they belong to. */
  record ItemLocation(String session, String owner, @Nullable String response) {}

  /** Number of items, and their bytes. */
  record Size(long items, long bytes) {
    Size plus(Size other) {
      return new Size(items + other.items, bytes + other.bytes);
    }
  }

  /** Adds items to the end of a session; says how much they are. */
  static Size insert(Handle handle, ItemLocation location, List<StoredItem> items) {
    long position =
        handle.createQuery(LAST).bind("session", location.session()).mapTo(Long.class).one();
    long bytes = 0;
    try (var batch = handle.prepareBatch(INSERT)) {
      for (var each : items) {
        var body = Json.text(each.json());
        long length = body.getBytes(StandardCharsets.UTF_8).length;
        bytes += length;
        batch
            .bind("session", location.session())
            .bind("position", ++position)
            .bind("id", each.json().path("id").asString(""))
            .bind("owner", location.owner())
            .bind("response", location.response())
            .bind("model", each.model())
            .bind("bytes", length)
            .bind("body", body)
            .add();
      }
      batch.execute();
    }
    return new Size(items.size(), bytes);
  }

  static Size size(Handle handle, String session) {
    return handle
        .createQuery(SIZE)
        .bind("id", session)
        .map((rows, _) -> new Size(rows.getLong("items"), rows.getLong("bytes")))
        .one();
  }

  /** All items of a session, the oldest first. */
  static List<StoredItem> ofSession(Handle handle, String session, LongConsumer room) {
    return list(handle.createQuery(OF_SESSION).bind("id", session), room);
  }

  /** All items of some responses, in their order. */
  static List<StoredItem> ofResponses(
      Handle handle, List<ResponseTable.Link> responses, LongConsumer room) {
    var all = new ArrayList<StoredItem>();
    for (var each : responses) {
      all.addAll(list(handle.createQuery(OF_RESPONSE).bind("id", each.id()), room));
    }
    return all;
  }

  private static List<StoredItem> list(Query query, LongConsumer room) {
    return query
        .map(
            (rows, _) ->
                new StoredItem(
                    rows.getString("model"), StoredTree.read(rows.getString("body"), room)))
        .list();
  }

  /** An item of an owner's, wherever it is. */
  static Optional<StoredItem> named(Handle handle, String owner, String id, LongConsumer room) {
    return list(handle.createQuery(NAMED).bind("id", id).bind("owner", owner), room).stream()
        .findFirst();
  }

  /** An item of a session. */
  static Optional<ObjectNode> inSession(
      Handle handle, String session, String id, LongConsumer room) {
    return list(handle.createQuery(IN_SESSION).bind("session", session).bind("id", id), room)
        .stream()
        .map(StoredItem::json)
        .findFirst();
  }

  /** A page of a session's items. */
  static ItemList pageOfSession(Handle handle, String session, ItemPage page, LongConsumer room) {
    return page(handle, "session_id = :of", session, page, room);
  }

  /** A page of what was given for a response. */
  static ItemList pageOfInput(Handle handle, String response, ItemPage page, LongConsumer room) {
    return page(handle, "response_id = :of AND model = ''", response, page, room);
  }

  /** The condition and the order are our own words, never a caller's. */
  private static ItemList page(
      Handle handle, String of, String id, ItemPage page, LongConsumer room) {
    var sql =
        """
        SELECT model, body FROM item WHERE %s AND (:after = '' OR position %s
          (SELECT position FROM item WHERE %s AND id = :after ORDER BY position LIMIT 1))
        ORDER BY position %s LIMIT :limit\
        """
            .formatted(of, page.oldestFirst() ? ">" : "<", of, page.oldestFirst() ? "ASC" : "DESC");
    var read =
        list(
            handle
                .createQuery(sql)
                .bind("of", id)
                .bind("after", page.after())
                .bind("limit", page.limit() + 1),
            room);
    return ItemList.of(read.stream().map(StoredItem::json).toList(), page.limit());
  }

  /** Removes an item of a session; says whether it was there. */
  static boolean delete(Handle handle, String session, String id) {
    return handle.createUpdate(DELETE).bind("session", session).bind("id", id).execute() > 0;
  }

  static void deleteOfResponse(Handle handle, String response) {
    handle.createUpdate(DELETE_OF_RESPONSE).bind("id", response).execute();
  }
}
