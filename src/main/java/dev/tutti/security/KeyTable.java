package dev.tutti.security;

import dev.tutti.call.Allowance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of keys. */
final class KeyTable {
  private static final String INSERT =
      """
      INSERT INTO api_key (id, hash, prefix, name, owner, role, models, allowance, scopes,
        created_at, expires_at)
      VALUES (:id, :hash, :prefix, :name, :owner, :role, :models, :allowance, :scopes,
        :created, :expires)\
      """;

  private static final String ALL = "SELECT * FROM api_key ORDER BY created_at, id";

  private static final String MATCHING =
      """
      SELECT * FROM api_key
      WHERE id = :text OR hash = :hash OR substr(prefix, 1, length(:text)) = :text
      ORDER BY created_at, id\
      """;

  private static final String CHANGE =
      """
      UPDATE api_key SET name = :name, models = :models, allowance = :allowance, scopes = :scopes,
        expires_at = :expires
      WHERE id = :id AND revoked_at IS NULL\
      """;

  private static final String REVOKE =
      "UPDATE api_key SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL";

  private static final String USED =
      """
      UPDATE api_key SET last_used_at = :at
      WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :at)\
      """;

  private KeyTable() {}

  /** A key and the hash of its secret. */
  record Row(ApiKey key, KeyHash hash) {}

  static void insert(Handle handle, Row row) {
    var grant = row.key.grant();
    handle
        .createUpdate(INSERT)
        .bind("id", row.key.id())
        .bind("hash", row.hash.hex())
        .bind("prefix", row.key.prefix())
        .bind("name", grant.name())
        .bind("owner", grant.owner())
        .bind("role", grant.role().word())
        .bind("models", String.join("\n", grant.models().patterns()))
        .bind("allowance", text(grant.allowance()))
        .bind("scopes", String.join("\n", new TreeSet<>(grant.scopes())))
        .bind("created", row.key.times().created().toEpochMilli())
        .bind("expires", row.key.times().expires().map(Instant::toEpochMilli).orElse(null))
        .execute();
  }

  static List<Row> all(Handle handle) {
    return handle.createQuery(ALL).map((rows, _) -> row(rows)).list();
  }

  /** The keys of that id, that secret, or with a prefix that begins so. */
  static List<ApiKey> matching(Handle handle, String text) {
    return handle
        .createQuery(MATCHING)
        .bind("text", text)
        .bind("hash", KeyHash.of(text).hex())
        .map((rows, _) -> row(rows).key)
        .list();
  }

  /** Writes what may change; owner and role are not among it. */
  static void change(Handle handle, String id, KeyTerms terms) {
    var grant = terms.grant();
    var expires = Optional.ofNullable(terms.expires());
    handle
        .createUpdate(CHANGE)
        .bind("id", id)
        .bind("name", grant.name())
        .bind("models", String.join("\n", grant.models().patterns()))
        .bind("allowance", text(grant.allowance()))
        .bind("scopes", String.join("\n", new TreeSet<>(grant.scopes())))
        .bind("expires", expires.map(Instant::toEpochMilli).orElse(null))
        .execute();
  }

  static void revoke(Handle handle, String id, Instant at) {
    handle.createUpdate(REVOKE).bind("id", id).bind("at", at.toEpochMilli()).execute();
  }

  static void used(Handle handle, String id, long atMillis) {
    handle.createUpdate(USED).bind("id", id).bind("at", atMillis).execute();
  }

  private static Row row(ResultSet rows) throws SQLException {
    var grant =
        new Grant(
            rows.getString("name"),
            rows.getString("owner"),
            Role.of(rows.getString("role")),
            AllowedModels.of(rows.getString("models").lines().toList()),
            allowance(rows.getString("allowance")),
            rows.getString("scopes").lines().collect(Collectors.toUnmodifiableSet()));
    var times =
        KeyTimes.created(Instant.ofEpochMilli(rows.getLong("created_at")))
            .expires(instant(rows, "expires_at"))
            .revoked(instant(rows, "revoked_at"))
            .lastUsed(instant(rows, "last_used_at"));
    var key = new ApiKey(rows.getString("id"), rows.getString("prefix"), grant, times);
    return new Row(key, KeyHash.parse(rows.getString("hash")));
  }

  /** A line for each thing, such as {@code requests=10}. */
  private static String text(Allowance allowance) {
    return Arrays.stream(Allowance.Quantity.values())
        .flatMap(
            quantity ->
                allowance.of(quantity).stream().mapToObj(most -> quantity.word() + "=" + most))
        .collect(Collectors.joining("\n"));
  }

  /** Amounts that were kept when there was no highest one are cut to it. */
  private static Allowance allowance(String text) {
    var allowance = Allowance.NONE;
    for (var quantity : Allowance.Quantity.values()) {
      var start = quantity.word() + "=";
      for (var line : text.lines().filter(each -> each.startsWith(start)).toList()) {
        long most = Long.parseLong(line.substring(start.length()));
        allowance = allowance.with(quantity, Math.min(most, quantity.highest()));
      }
    }
    return allowance;
  }

  private static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
    long millis = rows.getLong(column);
    return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
