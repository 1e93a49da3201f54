package dev.tutti.cache;

import dev.tutti.call.DeploymentId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of kept answers. */
final class CachedAnswerTable {
  private static final String PUT =
      """
      INSERT INTO cached_answer (owner, digest, model, scope, provider, upstream_model, cost,
        made_at, fresh_until, stale_until, size, body)
      VALUES (:owner, :digest, :model, :scope, :provider, :upstream, :cost,
        :made, :fresh, :stale, :size, :body)
      ON CONFLICT (owner, digest) DO UPDATE SET model = excluded.model, scope = excluded.scope,
        provider = excluded.provider, upstream_model = excluded.upstream_model,
        cost = excluded.cost, made_at = excluded.made_at, fresh_until = excluded.fresh_until,
        stale_until = excluded.stale_until, size = excluded.size, body = excluded.body\
      """;

  private static final String FIND =
      """
      SELECT * FROM cached_answer
      WHERE owner = :owner AND digest = :digest AND stale_until > :now\
      """;

  private static final String CLEAR =
      """
      DELETE FROM cached_answer
      WHERE (:all_models OR model = :model) AND (:all_owners OR owner = :owner)\
      """;

  private static final String SIZE = "SELECT coalesce(sum(size), 0) FROM cached_answer";

  /** The newest answers stay, as many as fit. */
  private static final String DROP_OLDEST =
      """
      DELETE FROM cached_answer WHERE (owner, digest) IN (
        SELECT owner, digest FROM (
          SELECT owner, digest,
            sum(size) OVER (ORDER BY made_at DESC, owner, digest) AS size_so_far
          FROM cached_answer) AS counted
        WHERE size_so_far > :most)\
      """;

  private CachedAnswerTable() {}

  /** Writes an answer; how many bytes that are. */
  static long put(Handle handle, CacheKey key, CachedAnswer answer) {
    var body = AnswerText.of(answer);
    long size = body.getBytes(StandardCharsets.UTF_8).length;
    handle
        .createUpdate(PUT)
        .bind("owner", key.owner())
        .bind("digest", key.digest())
        .bind("model", answer.source().model())
        .bind("scope", answer.source().scope())
        .bind("provider", answer.source().target().provider())
        .bind("upstream", answer.source().target().model())
        .bind("cost", answer.source().nanoDollars())
        .bind("made", answer.life().made().toEpochMilli())
        .bind("fresh", answer.life().fresh().toEpochMilli())
        .bind("stale", answer.life().stale().toEpochMilli())
        .bind("size", size)
        .bind("body", body)
        .execute();
    return size;
  }

  static Optional<CachedAnswer> find(Handle handle, CacheKey key, Instant now) {
    return handle
        .createQuery(FIND)
        .bind("owner", key.owner())
        .bind("digest", key.digest())
        .bind("now", now.toEpochMilli())
        .map((rows, _) -> answer(rows))
        .findFirst();
  }

  private static CachedAnswer answer(ResultSet rows) throws SQLException {
    var source =
        new CachedAnswer.Source(
            rows.getString("model"),
            rows.getString("scope"),
            new DeploymentId(rows.getString("provider"), rows.getString("upstream_model")),
            rows.getLong("cost"));
    var life =
        new Lifetime(
            Instant.ofEpochMilli(rows.getLong("made_at")),
            Instant.ofEpochMilli(rows.getLong("fresh_until")),
            Instant.ofEpochMilli(rows.getLong("stale_until")));
    return AnswerText.read(rows.getString("body"), source, life);
  }

  /** Removes what is over, then the oldest answers until the others fit; how many those were. */
  static int tidy(Handle handle, Instant now, long most) {
    int over =
        handle
            .createUpdate("DELETE FROM cached_answer WHERE stale_until <= :now")
            .bind("now", now.toEpochMilli())
            .execute();
    long size = handle.createQuery(SIZE).mapTo(Long.class).one();
    return size <= most
        ? over
        : over + handle.createUpdate(DROP_OLDEST).bind("most", most).execute();
  }

  static long clear(Handle handle, Selection selection) {
    return handle
        .createUpdate(CLEAR)
        .bind("all_models", selection.models().isEmpty())
        .bind("model", String.join("", selection.models()))
        .bind("all_owners", selection.owners().isEmpty())
        .bind("owner", String.join("", selection.owners()))
        .execute();
  }

  static CacheStatus.Tier status(Handle handle, long most) {
    return handle
        .createQuery(
            "SELECT count(*) AS entries, coalesce(sum(size), 0) AS bytes FROM cached_answer")
        .map(
            (rows, _) -> new CacheStatus.Tier(rows.getLong("entries"), rows.getLong("bytes"), most))
        .one();
  }
}
