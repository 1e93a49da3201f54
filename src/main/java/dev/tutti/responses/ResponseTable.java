package dev.tutti.responses;

import dev.tutti.chat.Json;
import dev.tutti.session.SessionTable;
import dev.tutti.session.StoredTree;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of responses. */
final class ResponseTable {
  private static final String INSERT =
      """
      INSERT INTO response (id, session_id, owner, previous_id, created_at, items, bytes, size, body)
      VALUES (:id, :session, :owner, :previous, :at, :items, :bytes, :size, :body)\
      """;

  private static final String PLACE =
      """
      SELECT r.session_id, r.previous_id, r.items, r.bytes, s.lasting
      FROM response r JOIN session s ON s.owner = r.owner AND s.id = r.session_id
      WHERE r.id = :id AND r.owner = :owner AND r.session_id NOT IN (%s)\
      """
          .formatted(SessionTable.HIDDEN);

  private static final String BODY =
      """
      SELECT body FROM response WHERE id = :id AND owner = :owner AND session_id NOT IN (%s)\
      """
          .formatted(SessionTable.HIDDEN);

  private static final String CHAIN =
      """
      WITH RECURSIVE chain (id, previous_id, depth) AS (
        SELECT id, previous_id, 0 FROM response WHERE id = :id AND owner = :owner
        UNION ALL
        SELECT r.id, r.previous_id, chain.depth + 1
        FROM chain JOIN response r ON r.id = chain.previous_id AND r.owner = :owner
        WHERE chain.depth < :most)
      SELECT id, previous_id FROM chain ORDER BY depth DESC\
      """;

  private static final String DELETE = "DELETE FROM response WHERE id = :id AND owner = :owner";

  private static final String DELETE_OLD =
      """
      DELETE FROM response WHERE id IN (
        SELECT r.id FROM response r JOIN session s ON s.owner = r.owner AND s.id = r.session_id
        WHERE r.created_at < :before AND s.lasting LIMIT :most)\
      """;

  private ResponseTable() {}

  /**
   * Place of a response in its session.
   *
   * @param items of it and all before it
   * @param bytes of these items
   * @param inConversation whether its session is a conversation
   */
  record Place(String session, long items, long bytes, boolean inConversation) {}

  /** A response in the line of those that follow one another. */
  record Link(String id, @Nullable String previous) {}

  /** Adds a response; says how long it is. */
  static long insert(
      Handle handle, StoredResponse response, @Nullable String previous, Place place, Instant at) {
    var body = Json.text(response.body());
    handle
        .createUpdate(INSERT)
        .bind("id", response.id())
        .bind("session", place.session())
        .bind("owner", response.owner())
        .bind("previous", previous)
        .bind("at", at.toEpochMilli())
        .bind("items", place.items())
        .bind("bytes", place.bytes())
        .bind("size", body.length())
        .bind("body", body)
        .execute();
    return body.length();
  }

  static Optional<Place> place(Handle handle, String owner, String id) {
    return handle
        .createQuery(PLACE)
        .bind("id", id)
        .bind("owner", owner)
        .map(
            (rows, _) ->
                new Place(
                    rows.getString("session_id"),
                    rows.getLong("items"),
                    rows.getLong("bytes"),
                    rows.getBoolean("lasting")))
        .findOne();
  }

  static Optional<ObjectNode> body(Handle handle, String owner, String id, LongConsumer room) {
    return handle
        .createQuery(BODY)
        .bind("id", id)
        .bind("owner", owner)
        .map((rows, _) -> StoredTree.read(rows.getString("body"), room))
        .findOne();
  }

  /** A response and those that it follows, the first one first. */
  static List<Link> chain(Handle handle, String owner, String id, int most) {
    return handle
        .createQuery(CHAIN)
        .bind("id", id)
        .bind("owner", owner)
        .bind("most", most)
        .map((rows, _) -> new Link(rows.getString("id"), rows.getString("previous_id")))
        .list();
  }

  static void delete(Handle handle, String owner, String id) {
    handle.createUpdate(DELETE).bind("id", id).bind("owner", owner).execute();
  }

  /** Removes some old responses of conversations, whose items stay; says how many. */
  static int deleteOld(Handle handle, Instant before, int most) {
    return handle
        .createUpdate(DELETE_OLD)
        .bind("before", before.toEpochMilli())
        .bind("most", most)
        .execute();
  }
}
