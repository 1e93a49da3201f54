package dev.tutti.character.group.chat;

import dev.tutti.chat.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of groups. */
final class GroupTable {
  private static final String INSERT =
      """
      INSERT INTO character_group (owner, id, name, created_at, body)
      VALUES (:owner, :id, :name, :created, :body)\
      """;
  private static final String UPDATE =
      "UPDATE character_group SET name = :name, body = :body WHERE owner = :owner AND id = :id";
  private static final String FIND =
      "SELECT * FROM character_group WHERE owner = :owner AND id = :id";
  private static final String NAMED =
      """
      SELECT * FROM character_group WHERE owner = :owner AND name = :name
      ORDER BY created_at DESC LIMIT 1\
      """;
  private static final String PAGE =
      """
      SELECT * FROM character_group WHERE owner = :owner AND (:after = '' OR (created_at, id) <
        (SELECT created_at, id FROM character_group WHERE owner = :owner AND id = :after))
      ORDER BY created_at DESC, id DESC LIMIT :limit\
      """;
  private static final String COUNT = "SELECT count(*) FROM character_group WHERE owner = :owner";

  private GroupTable() {}

  static void insert(Handle handle, ChatGroup group) {
    handle
        .createUpdate(INSERT)
        .bind("owner", group.owner())
        .bind("id", group.id())
        .bind("name", group.name())
        .bind("created", group.created().toEpochMilli())
        .bind("body", Json.text(GroupJson.body(group)))
        .execute();
  }

  static void update(Handle handle, ChatGroup group) {
    handle
        .createUpdate(UPDATE)
        .bind("owner", group.owner())
        .bind("id", group.id())
        .bind("name", group.name())
        .bind("body", Json.text(GroupJson.body(group)))
        .execute();
  }

  static Optional<ChatGroup> find(Handle handle, String owner, String id) {
    return handle
        .createQuery(FIND)
        .bind("owner", owner)
        .bind("id", id)
        .map((rows, _) -> group(rows))
        .findOne();
  }

  /** The newest one of a name. */
  static Optional<ChatGroup> named(Handle handle, String owner, String name) {
    return handle
        .createQuery(NAMED)
        .bind("owner", owner)
        .bind("name", name)
        .map((rows, _) -> group(rows))
        .findOne();
  }

  static List<ChatGroup> page(Handle handle, String owner, String after, int limit) {
    return handle
        .createQuery(PAGE)
        .bind("owner", owner)
        .bind("after", after)
        .bind("limit", limit)
        .map((rows, _) -> group(rows))
        .list();
  }

  static long count(Handle handle, String owner) {
    return handle.createQuery(COUNT).bind("owner", owner).mapTo(Long.class).one();
  }

  private static ChatGroup group(ResultSet rows) throws SQLException {
    return GroupJson.read(
        rows.getString("id"),
        rows.getString("owner"),
        Instant.ofEpochMilli(rows.getLong("created_at")),
        Json.tree(rows.getString("body")));
  }
}
