package dev.tutti.ledger;

import static dev.tutti.query.FieldType.DURATION;
import static dev.tutti.query.FieldType.FLAG;
import static dev.tutti.query.FieldType.MONEY;
import static dev.tutti.query.FieldType.NUMBER;
import static dev.tutti.query.FieldType.TEXT;
import static dev.tutti.query.FieldType.TIME;
import static dev.tutti.query.FieldType.WORD;

import dev.tutti.query.Field;
import java.util.List;

/** Fields of calls and of attempts, by which they are found and shown. */
public final class CallFields {
  /** Fields of a call. */
  public static final List<Field> CALL =
      List.of(
          Field.of("call", TEXT, "call_id"),
          Field.of("trace", TEXT, "trace_id"),
          Field.of("started", TIME, "started_at"),
          Field.of("endpoint", WORD),
          Field.of("key", WORD, "key_id"),
          Field.of("owner", WORD),
          Field.of("user", WORD, "end_user"),
          Field.of("session", TEXT),
          Field.of("turn", TEXT),
          Field.of("task", TEXT),
          Field.of("operation", WORD),
          Field.of("model", WORD),
          Field.of("skill", WORD),
          Field.of("revision", WORD),
          Field.of("streamed", FLAG),
          Field.of("outcome", WORD),
          Field.of("status", NUMBER),
          Field.of("cache", WORD),
          Field.of("degraded", WORD),
          Field.of("coalesced", FLAG),
          Field.of("attempts", NUMBER),
          Field.of("failed_attempts", NUMBER),
          Field.of("total", DURATION),
          Field.of("first_token", DURATION),
          Field.of("overhead", DURATION),
          Field.of("guard_wait", DURATION),
          Field.of("limit_wait", DURATION),
          Field.of("place_wait", DURATION, "(guard_wait - limit_wait)"),
          Field.of("turn_wait", DURATION),
          Field.of("retry_wait", DURATION),
          Field.of("input_tokens", NUMBER),
          Field.of("cached_input_tokens", NUMBER),
          Field.of("cache_write_tokens", NUMBER),
          Field.of("audio_input_tokens", NUMBER),
          Field.of("output_tokens", NUMBER),
          Field.of("reasoning_tokens", NUMBER),
          Field.of("audio_output_tokens", NUMBER),
          Field.of("estimated", FLAG),
          Field.of("cost", MONEY),
          Field.of("unpriced", NUMBER),
          Field.of("saved_tokens", NUMBER),
          Field.of("saved_cost", MONEY));

  /** Fields of an attempt. */
  public static final List<Field> ATTEMPT =
      List.of(
          Field.of("number", NUMBER),
          Field.of("reason", WORD),
          Field.of("provider", WORD),
          Field.of("upstream_model", WORD),
          Field.of("ended", TIME, "ended_at"),
          Field.of("outcome", WORD),
          Field.of("status", NUMBER),
          Field.of("duration", DURATION),
          Field.of("first_token", DURATION),
          Field.of("input_tokens", NUMBER),
          Field.of("cached_input_tokens", NUMBER),
          Field.of("cache_write_tokens", NUMBER),
          Field.of("output_tokens", NUMBER),
          Field.of("reasoning_tokens", NUMBER),
          Field.of("estimated", FLAG),
          Field.of("cost", MONEY),
          Field.of("price", WORD),
          Field.of("cost_reported", FLAG),
          Field.of("service_tier", WORD));

  private CallFields() {}
}
