package dev.tutti.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Request that somebody else has made and measured. Immutable. */
public final class Measurement {
  private final Instant at;
  private final Subject subject;
  private final Duration latency;
  private final @Nullable String error;
  private final Tokens tokens;
  private final Effort effort;

  /**
   * What was asked.
   *
   * @param type of the request, such as {@code batch}
   * @param model empty where there was none
   */
  public record Subject(String type, String model) {}

  /** Tokens in and out. */
  public record Tokens(long input, long output) {}

  /**
   * Memory and processor that it took.
   *
   * @param memory in bytes, negative where it was not measured
   * @param cpu share of all processors, 0 to 1; NaN where it was not measured
   */
  record Effort(long memory, double cpu) {}

  /**
   * @param at when it ended
   * @param latency from its beginning to its end
   * @param error why it failed, null when it has not
   */
  Measurement(
      Instant at,
      Subject subject,
      Duration latency,
      @Nullable String error,
      Tokens tokens,
      Effort effort) {
    this.at = at;
    this.subject = subject;
    this.latency = latency;
    this.error = error;
    this.tokens = tokens;
    this.effort = effort;
  }

  /** When it ended. */
  public Instant at() {
    return at;
  }

  /** What was asked. */
  public Subject subject() {
    return subject;
  }

  /** From its beginning to its end. */
  public Duration latency() {
    return latency;
  }

  /** Whether it succeeded. */
  public boolean succeeded() {
    return error == null;
  }

  /** Reason why it failed, perhaps an empty one; nothing when it has not. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  /** Tokens in and out. */
  public Tokens tokens() {
    return tokens;
  }

  /** Bytes of memory that it took, if that was measured. */
  public OptionalLong memory() {
    return effort.memory < 0 ? OptionalLong.empty() : OptionalLong.of(effort.memory);
  }

  /** Share of all processors that it took, 0 to 1, if that was measured. */
  public OptionalDouble cpu() {
    return Double.isNaN(effort.cpu) ? OptionalDouble.empty() : OptionalDouble.of(effort.cpu);
  }
}
