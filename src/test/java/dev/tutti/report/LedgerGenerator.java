package dev.tutti.report;

import dev.tutti.store.Store;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Generator of ledgers that look like those of a busy company: working hours and weekends, a few
 * models and keys that have most of the traffic, long tails of latency, retries, fallbacks, cached
 * answers, unknown prices, and calls that last so long that they began in an earlier bucket. The
 * same seed gives the same rows, which are written through the real tables. Not thread-safe.
 */
public final class LedgerGenerator {
  private static final int BATCH = 10_000; // calls in a transaction
  private static final int DAY_HOURS = 24;
  private static final int ID_RADIX = 32;
  private static final int[] BUSY = { // share of the calls by the hour of the day in UTC
    1, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 9, 8, 9, 10, 9, 8, 6, 4, 3, 2, 2, 1, 1
  };
  private static final List<Deployment> DEPLOYMENTS =
      List.of(
          new Deployment("fast", "openai", "gpt-4o-mini", 150, 600, 300),
          new Deployment("smart", "openai", "gpt-4o", 2_500, 10_000, 800),
          new Deployment("smart", "azure", "gpt-4o", 2_500, 10_000, 700),
          new Deployment("claude", "anthropic", "claude-sonnet-4", 3_000, 15_000, 900),
          new Deployment("long", "gemini", "gemini-2.5-pro", 1_250, 10_000, 1_200),
          new Deployment("cheap", "deepseek", "deepseek-chat", 270, 1_100, 1_500),
          new Deployment("local", "ollama", "qwen3:8b", 0, 0, 400),
          new Deployment("odd", "mine", "unheard-of", -1, -1, 500));
  private static final List<String> FAULTS =
      List.of("timeout", "overloaded", "upstream_error", "rate_limited", "network_error");
  private static final List<String> COMMON =
      List.of("call_id", "key_id", "owner", "end_user", "operation", "model", "streamed", "skill");
  private static final int OWNERS = 12;
  private static final int KEYS = 40;
  private static final int USERS = 2_000;

  private final SplittableRandom random;
  private final Random bell;
  private final Instant from;
  private final Duration span;
  private final Map<String, Long> words = new HashMap<>();
  private final List<Map<String, Object>> calls = new ArrayList<>();
  private final List<Map<String, Object>> attempts = new ArrayList<>();
  private long number;

  /**
   * Model at a provider.
   *
   * @param in nano-dollars for a token of the prompt; below zero where it is not known
   * @param first usual milliseconds until the first token
   */
  private record Deployment(
      String model, String provider, String upstream, long in, long out, int first) {}

  /**
   * @param from when the first calls end
   * @param span how long afterwards the last ones end
   */
  public LedgerGenerator(long seed, Instant from, Duration span) {
    this.random = new SplittableRandom(seed);
    this.bell = new Random(seed);
    this.from = from;
    this.span = span;
  }

  /**
   * Writes calls with their attempts, about 1.1 for each call, in the order in which they end.
   *
   * @param count how many calls
   * @param total how many there will be over the whole span, with those of earlier invocations
   */
  public void write(Store store, int count, int total) {
    for (int left = count; left > 0; left -= BATCH) {
      int some = Math.min(left, BATCH);
      Store.await(store.write(handle -> batch(handle, some, total)));
    }
  }

  private Void batch(Handle handle, int count, int total) throws SQLException {
    calls.clear();
    attempts.clear();
    for (int i = 0; i < count; i++) {
      call(ended(total));
      number++;
    }
    insert(handle, "call", calls);
    insert(handle, "attempt", attempts);
    return null;
  }

  /**
   * Ends are in order; within a day they follow the working hours, and on weekends half are left
   * out.
   */
  private Instant ended(int total) {
    double days = span.toSeconds() / 86_400.0 * number / total;
    double part = days - Math.floor(days);
    int sum = 0;
    for (int each : BUSY) {
      sum += each;
    }
    double wanted = part * sum;
    int hour = 0;
    while (hour < DAY_HOURS - 1 && wanted >= BUSY[hour]) {
      wanted -= BUSY[hour++];
    }
    double hours = Math.floor(days) * DAY_HOURS + hour + Math.min(1, wanted / BUSY[hour]);
    return from.plusMillis((long) (hours * 3_600_000));
  }

  /** A small number is likelier than a large one. */
  private int skewed(int bound) {
    double some = random.nextDouble();
    return (int) (bound * some * some * some);
  }

  /** Log-normal around a usual value. */
  private long spread(double usual) {
    return (long) (usual * Math.exp(0.6 * bell.nextGaussian()));
  }

  private void call(Instant ended) {
    var row = new LinkedHashMap<String, Object>();
    int key = skewed(KEYS);
    var asked = DEPLOYMENTS.get(skewed(DEPLOYMENTS.size()));
    row.put("call_id", "");
    int before = attempts.size();
    int bits = random.nextInt(1 << 24);
    row.put("endpoint", new Word(key % 3 == 0 ? "/v1/messages" : "/v1/chat/completions"));
    row.put("key_id", new Word(key == 7 ? "" : "key_" + key));
    row.put("owner", new Word(key == 7 ? "" : "owner-" + key % OWNERS));
    row.put("end_user", new Word(random.nextInt(3) == 0 ? "" : "user-" + skewed(USERS)));
    row.put("session", random.nextInt(4) == 0 ? "s-" + number / 8 : "");
    row.put("operation", new Word("chat"));
    row.put("model", new Word(asked.model));
    row.put("skill", new Word(key % 5 == 0 ? "support" : ""));
    row.put("streamed", random.nextInt(2));
    row.put("started_at", 0L);
    int kind = random.nextInt(100);
    row.put("cache", new Word(kind < 8 ? "hit" : kind < 40 ? "miss" : ""));
    row.put("coalesced", kind == 8 ? 1 : 0);
    row.put("degraded", new Word(kind == 9 && random.nextInt(5) == 0 ? "stale" : ""));
    var sums = new long[7]; // time, input, cached, output, reasoning, cost, unpriced
    boolean answered = kind <= 8;
    var outcome = "completed";
    int tries = 0;
    long first = answered ? 200 : 0;
    while (!answered && tries < 3) {
      tries++;
      boolean failed = random.nextInt(100) < (tries == 1 ? 4 : 30);
      outcome = failed ? FAULTS.get(skewed(FAULTS.size())) : "completed";
      first = attempt(row, asked, tries, outcome, ended, sums);
      answered = !failed;
    }
    row.put("failed_attempts", outcome.equals("completed") ? Math.max(0, tries - 1) : tries);
    finish(row, ended, outcome, tries, first, sums);
    name(row, attempts.subList(before, attempts.size()), bits);
    calls.add(row);
  }

  /** Gives a call and its attempts an id that tells when it came, as those of requests do. */
  private void name(Map<String, Object> call, List<Map<String, Object>> itsAttempts, int bits) {
    var came =
        Long.toUnsignedString((Long) Objects.requireNonNull(call.get("started_at")), ID_RADIX);
    var id = "req_" + came + "%08x%06x".formatted(number, bits);
    call.put("call_id", id);
    itsAttempts.forEach(attempt -> attempt.put("call_id", id));
  }

  /**
   * Adds an attempt and returns its time to the first token in microseconds, 0 where it has none.
   */
  private long attempt(
      Map<String, Object> call,
      Deployment asked,
      int tries,
      String outcome,
      Instant ended,
      long[] sums) {
    boolean completed = outcome.equals("completed");
    var to = tries == 3 ? DEPLOYMENTS.get(0) : asked;
    var spent = spent(to, completed, tries);
    var row = new LinkedHashMap<String, Object>();
    COMMON.forEach(same -> row.put(same, call.get(same)));
    row.put("ended_at", ended.toEpochMilli() - (completed ? 0 : 1_000L * tries));
    row.put("provider", new Word(to.provider));
    row.put("upstream_model", new Word(to.upstream));
    row.put("outcome", new Word(outcome));
    tokens(row, spent.input, spent.cached, spent.output, spent.output / 5);
    row.put("estimated", random.nextInt(50) == 0 ? 1 : 0);
    row.put("cost", to.in < 0 ? null : spent.cost);
    row.put("duration", spent.duration);
    row.put("first_token", completed ? spent.first : null);
    row.put("cost_reported", 0);
    row.put("hour_cache_write_tokens", 0);
    row.put("service_tier", new Word(""));
    row.put("number", tries);
    row.put("reason", new Word(tries == 1 ? "first" : tries == 2 ? "retry" : "fallback"));
    row.put("status", completed ? 200 : 500);
    attempts.add(row);
    spent.addTo(sums, to.in < 0);
    call.put("estimated", row.get("estimated"));
    return completed ? spent.first : 0;
  }

  /** Tokens, microseconds and nano-dollars of an attempt. */
  private record Spent(long input, long cached, long output, long first, long duration, long cost) {
    void addTo(long[] sums, boolean unpriced) {
      var more =
          new long[] {
            duration, input, cached, output, output / 5, unpriced ? 0 : cost, unpriced ? 1 : 0
          };
      Arrays.setAll(sums, i -> sums[i] + more[i]);
    }
  }

  private Spent spent(Deployment to, boolean completed, int tries) {
    long input = spread(900);
    long cached = random.nextInt(3) == 0 ? input / 2 : 0;
    long output = completed ? spread(250) : tries;
    long first = spread(to.first * 1_000.0);
    long duration = completed ? first + output * 9_000 : first / 2;
    if (random.nextInt(2_000) == 0) {
      duration += Duration.ofMinutes(10L + random.nextInt(300)).toMillis() * 1_000;
    }
    return new Spent(input, cached, output, first, duration, input * to.in + output * to.out);
  }

  private static void tokens(
      Map<String, Object> row, long input, long cached, long output, long reasoning) {
    row.put("input_tokens", input);
    row.put("cached_input_tokens", cached);
    row.put("cache_write_tokens", 0L);
    row.put("audio_input_tokens", 0L);
    row.put("output_tokens", output);
    row.put("reasoning_tokens", reasoning);
    row.put("audio_output_tokens", 0L);
  }

  private void finish(
      Map<String, Object> row, Instant ended, String outcome, int tries, long first, long[] sums) {
    long overhead = spread(120);
    long guardWait = random.nextInt(10) == 0 ? spread(20_000) : 0;
    long retryWait = tries > 1 ? spread(300_000) * (tries - 1) : 0;
    long total = sums[0] + overhead + guardWait + retryWait;
    row.put("started_at", ended.toEpochMilli() - total / 1_000);
    row.put("outcome", new Word(outcome));
    row.put("status", outcome.equals("completed") ? 200 : 502);
    row.put("attempts", tries);
    row.put("total", total);
    row.put("first_token", first == 0 ? null : first + overhead);
    row.put("overhead", overhead);
    row.put("guard_wait", guardWait);
    row.put("retry_wait", retryWait);
    tokens(row, sums[1], sums[2], sums[3], sums[4]);
    row.putIfAbsent("estimated", 0);
    row.put("cost", sums[5]);
    row.put("unpriced", sums[6]);
  }

  /** Text whose number is written. */
  private record Word(String text) {}

  /**
   * Writes rows of one shape; columns that it does not know are 0 or empty where they must have a
   * value.
   */
  private void insert(Handle handle, String table, List<Map<String, Object>> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    var names = new ArrayList<>(rows.getFirst().keySet());
    var others = others(handle, table, names);
    var sql =
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(
                table,
                String.join(", ", names)
                    + others.keySet().stream()
                        .map(each -> ", " + each)
                        .collect(Collectors.joining()),
                "?, ".repeat(names.size() - 1)
                    + "?"
                    + others.values().stream()
                        .map(each -> ", " + each)
                        .collect(Collectors.joining()));
    try (var insert = handle.getConnection().prepareStatement(sql)) {
      for (var row : rows) {
        bind(handle, insert, names, row);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static Map<String, String> others(Handle handle, String table, List<String> known) {
    var others = new LinkedHashMap<String, String>();
    handle
        .select(
            "SELECT name, type FROM pragma_table_info('%s') WHERE \"notnull\" AND dflt_value IS NULL"
                .formatted(table))
        .map((rows, _) -> Map.entry(rows.getString(1), rows.getString(2)))
        .filter(each -> !known.contains(each.getKey()))
        .forEach(each -> others.put(each.getKey(), each.getValue().equals("INTEGER") ? "0" : "''"));
    return others;
  }

  private void bind(
      Handle handle, PreparedStatement insert, List<String> names, Map<String, Object> row)
      throws SQLException {
    int at = 1;
    for (var name : names) {
      var value = row.get(name);
      insert.setObject(at++, value instanceof Word(String text) ? word(handle, text) : value);
    }
  }

  private long word(Handle handle, String text) {
    var known = words.get(text);
    if (known == null) {
      handle.execute("INSERT INTO word (text) VALUES (?) ON CONFLICT (text) DO NOTHING", text);
      known = handle.select("SELECT id FROM word WHERE text = ?", text).mapTo(Long.class).one();
      words.put(text, known);
    }
    return known;
  }
}
