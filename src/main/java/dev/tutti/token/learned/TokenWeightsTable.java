package dev.tutti.token.learned;

import dev.tutti.chat.Json;
import dev.tutti.token.TokenWeights;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The SQL of what was learned of models' tokens. */
final class TokenWeightsTable {
  private static final String PUT =
      """
      INSERT INTO token_weights (model, learned_at, body, forecast, forecasts)
      VALUES (:model, :at, :body, :forecast, :forecasts)
      ON CONFLICT (model) DO UPDATE SET learned_at = excluded.learned_at, body = excluded.body,
        forecast = excluded.forecast, forecasts = excluded.forecasts\
      """;

  private static final String NEWEST =
      "SELECT * FROM token_weights ORDER BY learned_at DESC LIMIT :limit";

  private static final String DELETE_OLDER =
      """
      DELETE FROM token_weights WHERE model IN
        (SELECT model FROM token_weights ORDER BY learned_at DESC LIMIT -1 OFFSET :most)\
      """;

  private TokenWeightsTable() {}

  static Map<String, LearnedTokens> newest(Handle handle, int limit) {
    var found = new HashMap<String, LearnedTokens>();
    handle
        .createQuery(NEWEST)
        .bind("limit", limit)
        .map((rows, _) -> Map.entry(rows.getString("model"), learned(rows)))
        .forEach(row -> found.put(row.getKey(), row.getValue()));
    return found;
  }

  /** What cannot be read, such as that of another version, is learned anew. */
  private static LearnedTokens learned(ResultSet rows) throws SQLException {
    return new LearnedTokens(
        TokenWeights.of(Json.parse(rows.getString("body"))).orElse(TokenWeights.USUAL),
        new ForecastRatio(rows.getInt("forecasts"), rows.getDouble("forecast")));
  }

  static int put(Handle handle, Map<String, LearnedTokens> learned, Instant at, int most) {
    learned.forEach(
        (model, each) ->
            handle
                .createUpdate(PUT)
                .bind("model", model)
                .bind("at", at.toEpochMilli())
                .bind("body", Json.text(each.weights().json()))
                .bind("forecast", each.ratio().value())
                .bind("forecasts", each.ratio().reports())
                .execute());
    return handle.createUpdate(DELETE_OLDER).bind("most", most).execute();
  }
}
