package dev.tutti.chat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Reason for which a call failed. Immutable; carried as an exception without a stack trace, because
 * futures and blocking code both need one and a fault is an expected way for a call to end.
 *
 * <p>The message is written for the caller: what was wrong, the value found, the value expected. It
 * never holds a secret.
 */
public final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final FaultCode code;
  private final int status;
  private final @Nullable String param;
  private final @Nullable Duration retryAfter;
  private final Trait trait;

  /** Property of a fault beside its code; no fault has two of them. */
  private enum Trait {
    NONE,
    /** No work is left behind at the upstream. */
    IDLE,
    /** The upstream has answered, and is paid for it. */
    ANSWERED,
    /** A limit or a budget of the caller's own. */
    CALLER_LIMIT,
    /** The deployment cannot take the request. */
    UNFIT
  }

  private Fault(
      FaultCode code,
      int status,
      String message,
      @Nullable String param,
      @Nullable Duration retryAfter,
      Trait trait) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
    this.param = param;
    this.retryAfter = retryAfter;
    this.trait = trait;
  }

  /** A fault with the status of its code. */
  public static Fault of(FaultCode code, String message) {
    return new Fault(code, code.status(), message, null, null, Trait.NONE);
  }

  /** A wrong request: {@code param} names the place, such as {@code messages[0].role}. */
  public static Fault invalid(String param, String message) {
    return of(FaultCode.INVALID_REQUEST, param + ": " + message).at(param);
  }

  /**
   * The fault that was thrown or that is behind what was thrown, or {@code internal} for anything
   * else.
   */
  public static Fault from(Throwable thrown) {
    return switch (thrown) {
      case Fault fault -> fault;
      case FaultCause cause -> cause.fault();
      case CompletionException wrapped when wrapped.getCause() != null -> from(wrapped.getCause());
      default ->
          of(FaultCode.INTERNAL, "Tutti failed unexpectedly: " + thrown.getClass().getSimpleName());
    };
  }

  /** The same fault, naming the request's member that caused it. */
  public Fault at(String member) {
    return new Fault(code, status, getMessage(), member, retryAfter, trait);
  }

  /** The same fault with another HTTP status than its code's. */
  public Fault status(int other) {
    return new Fault(code, other, getMessage(), param, retryAfter, trait);
  }

  /** The same fault, asking the caller to wait. */
  public Fault after(Duration wait) {
    return new Fault(code, status, getMessage(), param, wait, trait);
  }

  /**
   * The same fault, known to leave no work behind at the upstream: it came before any, or the
   * upstream itself has given up.
   */
  public Fault withoutWork() {
    return new Fault(code, status, getMessage(), param, retryAfter, Trait.IDLE);
  }

  /**
   * The same fault, known to have come while an answer was read that is paid for: nobody is asked
   * again, as that would be paid once more.
   */
  public Fault afterAnswer() {
    return new Fault(code, status, getMessage(), param, retryAfter, Trait.ANSWERED);
  }

  /** The same fault, known to be a limit or a budget of the caller's own. */
  public Fault byCallerLimit() {
    return new Fault(code, status, getMessage(), param, retryAfter, Trait.CALLER_LIMIT);
  }

  /**
   * The same fault, known to be about the request at this deployment only: nobody was asked, and
   * another one may take it.
   */
  public Fault unfit() {
    return new Fault(code, status, getMessage(), param, retryAfter, Trait.UNFIT);
  }

  /** The same fault in other words. */
  public Fault saying(String words) {
    return new Fault(code, status, words, param, retryAfter, trait);
  }

  /** The same fault with words before its message. */
  public Fault in(String where) {
    return new Fault(code, status, where + ": " + getMessage(), param, retryAfter, trait);
  }

  /** The row of the table. */
  public FaultCode code() {
    return code;
  }

  /** The HTTP status for the caller. */
  public int status() {
    return status;
  }

  /** Description of what went wrong, in words for the caller. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** The member of the request that is wrong. */
  public Optional<String> param() {
    return Optional.ofNullable(param);
  }

  /** Time that the caller should wait before another try. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /**
   * Whether it is a limit or a budget of the caller's own: nobody has failed, and nobody else may
   * answer instead.
   */
  public boolean isCallerLimit() {
    return trait == Trait.CALLER_LIMIT;
  }

  /** Whether it came while an answer was read that is paid for. */
  public boolean isAfterAnswer() {
    return trait == Trait.ANSWERED;
  }

  /** Whether the deployment, which was not asked, cannot take the request and another one may. */
  public boolean isUnfit() {
    return trait == Trait.UNFIT;
  }

  /** Whether the same deployment may be asked again, as long as nothing was shown to the caller. */
  public boolean retriesSame() {
    if (trait == Trait.ANSWERED || trait == Trait.UNFIT) {
      return false;
    }
    boolean depends = code == FaultCode.CONNECTION || code == FaultCode.TIMEOUT;
    return depends ? trait == Trait.IDLE : code.retriesSame();
  }

  /** Whether another deployment may be asked, as long as nothing was shown to the caller. */
  public boolean triesOther() {
    return trait == Trait.UNFIT || (trait != Trait.ANSWERED && code.triesOther());
  }
}
