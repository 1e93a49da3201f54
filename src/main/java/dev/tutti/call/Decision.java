package dev.tutti.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Way of a call to its deployments: a step for each choice, with those that could be asked, the one
 * that was, and what kept the others away. Confined to the call's loop.
 */
public final class Decision {
  /** The link of a chain that is asked before all others. */
  public static final String FIRST_LINK = "first";

  private List<Step> steps = List.of();
  private String link = FIRST_LINK;
  private Reason reason = Reason.FIRST;
  private Duration slept = Duration.ZERO;

  /** Reason for an attempt. */
  public enum Reason {
    /** The call begins. */
    FIRST,
    /** Another attempt at the same model has failed. */
    RETRY,
    /** Another model has failed. */
    FALLBACK,
    /** Nobody may be asked, so the one that would be back first is tried. */
    PROBE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The name that users see. */
    public String word() {
      return word;
    }
  }

  /**
   * Choice of a deployment.
   *
   * @param model whose deployments they are
   * @param link of the chain: {@code first}, {@code fallback}, {@code on_context_length}, {@code
   *     on_content_filter}
   * @param balance how one of several is chosen
   * @param candidates those that could be asked, with what was known of them then
   * @param away the others, and what kept them away
   * @param chosen the one to ask; null where none could be asked
   */
  public record Step(
      String model,
      String link,
      String balance,
      List<Option> candidates,
      List<Away> away,
      @Nullable DeploymentId chosen,
      Reason reason) {}

  /**
   * Deployment that could be asked.
   *
   * @param inFlight attempts at it that had not ended; 0 where it was the only one
   * @param latency the moving average of its time to the first token; zero where it is not known,
   *     or it was the only one
   */
  public record Option(DeploymentId deployment, int inFlight, Duration latency) {}

  /** Deployment that could not be asked, and why. */
  public record Away(DeploymentId deployment, List<String> reasons) {}

  /** Another link of the chain is asked from now on. */
  public void enter(String next) {
    link = next;
  }

  /** The link of the chain that is asked now. */
  public String link() {
    return link;
  }

  /** Reason for an attempt in this link that follows no failed one in it. */
  public Reason beginning() {
    return link.equals(FIRST_LINK) ? Reason.FIRST : Reason.FALLBACK;
  }

  /** Notes a choice; the attempt that follows is made for its reason. */
  public void add(Step step) {
    reason = step.reason;
    if (steps.isEmpty()) {
      steps = new ArrayList<>(1);
    }
    steps.add(step);
  }

  /** Reason for the attempt that begins now. */
  Reason reason() {
    return reason;
  }

  /** Adds another one, which came after it. */
  void append(Decision next) {
    if (!next.steps.isEmpty()) {
      var all = new ArrayList<>(steps);
      all.addAll(next.steps);
      steps = all;
    }
    slept = slept.plus(next.slept);
  }

  /** Copy of what is known of it now, for a reader on another loop. */
  Decision copy() {
    var copy = new Decision();
    copy.append(this);
    return copy;
  }

  /** Notes a wait between attempts. */
  void slept(Duration time) {
    slept = slept.plus(time);
  }

  /** Time that was waited between attempts. */
  public Duration slept() {
    return slept;
  }

  /** The steps so far, in order. */
  public List<Step> steps() {
    return steps;
  }
}
