package dev.tutti.call;

import dev.tutti.chat.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One try at one deployment. What was reserved for it is settled with its outcome, once, last
 * reserved first. Confined to the call's loop.
 */
public final class Attempt {
  private final DeploymentId target;
  private final Loop loop;
  private final long began;
  private final int number;
  private final Decision.Reason reason;
  private final @Nullable TraceParent span;
  private final Deque<Consumer<Outcome>> settlements = new ArrayDeque<>(6);
  private List<Map.Entry<String, String>> headers = List.of();
  private boolean budgeted;
  private boolean repeated;
  private List<String> answering = List.of();
  private @Nullable SchemaMode mode;
  private @Nullable Consumer<Duration> hearer;
  private @Nullable Duration waited;
  private @Nullable Duration firstToken;
  private @Nullable Duration duration;
  private @Nullable Outcome outcome;
  private int status;
  private String host = "";
  private int port;
  private @Nullable Long cost;
  private long networkBytes;

  Attempt(
      DeploymentId target,
      Loop loop,
      int number,
      Decision.Reason reason,
      @Nullable TraceParent span) {
    this.target = target;
    this.loop = loop;
    this.began = loop.nanos();
    this.number = number;
    this.reason = reason;
    this.span = span;
  }

  private Attempt(Attempt same) {
    this.target = same.target;
    this.loop = same.loop;
    this.began = same.began;
    this.number = same.number;
    this.reason = same.reason;
    this.span = same.span;
  }

  /** Copy of what is known of it now, for a reader on another loop; nothing is settled with it. */
  public Attempt copy() {
    var copy = new Attempt(this);
    copy.headers = headers;
    copy.mode = mode;
    copy.budgeted = budgeted;
    copy.repeated = repeated;
    copy.answering = answering;
    copy.firstToken = firstToken;
    copy.duration = duration;
    copy.outcome = outcome;
    copy.status = status;
    copy.waited = waited;
    copy.networkBytes = networkBytes;
    return copy;
  }

  /** Its number among the attempts of its call, from 1. */
  public int number() {
    return number;
  }

  /** Reason for which it is made. */
  public Decision.Reason reason() {
    return reason;
  }

  /** Span of its request; the call's where none is made for it, empty outside of any trace. */
  public Optional<TraceParent> span() {
    return Optional.ofNullable(span);
  }

  /** Deployment that it asks. */
  public DeploymentId target() {
    return target;
  }

  /** Notes which models may have answered rather than the target's, the likeliest first. */
  public void answering(List<String> models) {
    answering = List.copyOf(models);
  }

  /** Models that may have answered rather than the target's, the likeliest first. */
  public List<String> answering() {
    return answering;
  }

  /** Notes that a budget pays for it, so that it may not be without a price. */
  public void budgeted() {
    budgeted = true;
  }

  /** Whether a budget pays for it. */
  public boolean isBudgeted() {
    return budgeted;
  }

  /**
   * Notes that its request goes out once more: it went to a connection that was closed while idle.
   */
  public void repeated() {
    repeated = true;
  }

  /** Whether its request went out twice. */
  public boolean isRepeated() {
    return repeated;
  }

  /** Notes how it asks for an answer that is valid for a schema. */
  public void schemaMode(SchemaMode how) {
    mode = how;
  }

  /** Way of asking for an answer that is valid for a schema, if one is wanted. */
  public Optional<SchemaMode> mode() {
    return Optional.ofNullable(mode);
  }

  /** Registers what to do with the outcome. */
  public void onSettle(Consumer<Outcome> settlement) {
    settlements.push(settlement);
  }

  /** Notes that every guard has let it pass: from now on its upstream is at work. */
  public void admitted() {
    waited = elapsed();
  }

  /**
   * Registers what to do with the first content, when it comes: it hears how long the upstream took
   * for it, without the waits at the guards.
   */
  public void onFirstToken(Consumer<Duration> another) {
    hearer = hearer == null ? another : hearer.andThen(another);
  }

  /** Notes that the first content has arrived. */
  public void firstToken() {
    var now = elapsed();
    firstToken = now;
    if (hearer != null) {
      hearer.accept(waited == null ? now : now.minus(waited));
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(loop.nanos() - began);
  }

  /** Notes the upstream's headers that a caller may see. */
  public void headers(List<Map.Entry<String, String>> visible) {
    headers = visible;
  }

  /**
   * Ends the attempt.
   *
   * @throws IllegalStateException when it has ended before: accounting would be wrong
   */
  public void settle(Outcome how) {
    if (outcome != null) {
      throw new IllegalStateException(
          target + " settled twice: " + outcome.word() + ", " + how.word());
    }
    outcome = how;
    duration = elapsed();
    settlements.forEach(settlement -> settlement.accept(how));
  }

  /** Notes the host and the port of its upstream. */
  public void upstream(String itsHost, int itsPort) {
    host = itsHost;
    port = itsPort;
  }

  /** Host of its upstream, empty where that is not known. */
  public String host() {
    return host;
  }

  /** Port of its upstream, 0 where that is not known. */
  public int port() {
    return port;
  }

  /** Notes bytes of a body that were sent to its upstream, or have come from there. */
  public void transferred(long bytes) {
    networkBytes += bytes;
  }

  /** Bytes of bodies that went between here and its upstream, both ways, as far as it has come. */
  public long networkBytes() {
    return networkBytes;
  }

  /** Notes the status of HTTP that its upstream has answered with. */
  public void status(int code) {
    status = code;
  }

  /** Status of HTTP that its upstream has answered with; 0 where it has not, or speaks no HTTP. */
  public int status() {
    return status;
  }

  /** Notes what it has cost, in billionths of a US dollar. */
  public void cost(long nanoDollars) {
    cost = nanoDollars;
  }

  /** What it has cost, in billionths of a US dollar, once that is known. */
  public Optional<Long> cost() {
    return Optional.ofNullable(cost);
  }

  /** Reading of its loop's clock when it began. */
  public long began() {
    return began;
  }

  /** Time that it has waited for its guards to let it pass; empty where one of them has not. */
  public Optional<Duration> waited() {
    return Optional.ofNullable(waited);
  }

  /** Outcome, once it has ended. */
  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  /** From its beginning, waits included, to the first content. */
  public Optional<Duration> timeToFirstToken() {
    return Optional.ofNullable(firstToken);
  }

  /** From its beginning, waits included, to its end. */
  public Optional<Duration> duration() {
    return Optional.ofNullable(duration);
  }

  /**
   * Time that its upstream was at work, once it has ended: without the waits at the guards, and
   * empty when one of them refused it.
   */
  public Optional<Duration> served() {
    return duration().flatMap(all -> Optional.ofNullable(waited).map(all::minus));
  }

  /** The upstream's headers that a caller may see, such as {@code x-ratelimit-*}. */
  public List<Map.Entry<String, String>> headers() {
    return headers;
  }
}
