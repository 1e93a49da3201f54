package dev.tutti.token.learned;

import dev.tutti.chat.Json;
import dev.tutti.token.TokenWeights;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The SQL of what was learned of models' tokens. */
final class TokenWeightsTable {
  private static final String PUT =
      """
      INSERT INTO token_weights (model, learned_at, body) VALUES (:model, :at, :body)
      ON CONFLICT (model) DO UPDATE SET learned_at = excluded.learned_at, body = excluded.body\
      """;

  private static final String NEWEST =
      "SELECT model, body FROM token_weights ORDER BY learned_at DESC LIMIT :limit";

  private static final String DELETE_OLDER =
      """
      DELETE FROM token_weights WHERE model IN
        (SELECT model FROM token_weights ORDER BY learned_at DESC LIMIT -1 OFFSET :most)\
      """;

  private TokenWeightsTable() {}

  static Map<String, TokenWeights> newest(Handle handle, int limit) {
    var found = new HashMap<String, TokenWeights>();
    handle
        .createQuery(NEWEST)
        .bind("limit", limit)
        .map((rows, _) -> Map.entry(rows.getString("model"), rows.getString("body")))
        .forEach(
            row ->
                TokenWeights.of(Json.parse(row.getValue()))
                    .ifPresent(weights -> found.put(row.getKey(), weights)));
    return found;
  }

  static int put(Handle handle, Map<String, TokenWeights> learned, Instant at, int most) {
    learned.forEach(
        (model, weights) ->
            handle
                .createUpdate(PUT)
                .bind("model", model)
                .bind("at", at.toEpochMilli())
                .bind("body", Json.text(weights.json()))
                .execute());
    return handle.createUpdate(DELETE_OLDER).bind("most", most).execute();
  }
}
