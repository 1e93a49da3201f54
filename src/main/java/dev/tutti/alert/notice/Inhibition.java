package dev.tutti.alert.notice;

import java.util.Collection;

/**
 * Alerts that make others no news: a provider that is down is the reason for whatever its
 * deployments do, and an open breaker the reason for slow answers of its deployment.
 */
public final class Inhibition {
  /** Measure of providers of which no deployment can be asked. */
  public static final String PROVIDER_DOWN = "provider_down";

  /** Measure of breakers. */
  public static final String BREAKER_OPEN = "breaker_open";

  private Inhibition() {}

  /** Whether one of the alerts that fire makes another no news. */
  public static boolean mutes(Collection<Notice> firing, Notice.About about) {
    return firing.stream().anyMatch(each -> mutes(each.about(), about));
  }

  private static boolean mutes(Notice.About cause, Notice.About about) {
    if (cause.provider().isEmpty() || !cause.provider().equals(about.provider())) {
      return false;
    }
    return switch (cause.measure()) {
      case PROVIDER_DOWN -> !about.measure().equals(PROVIDER_DOWN);
      case BREAKER_OPEN -> isLatency(about.measure()) && isOf(about, cause);
      default -> false;
    };
  }

  private static boolean isOf(Notice.About about, Notice.About cause) {
    var deployment = about.labels().get("deployment");
    return deployment.isEmpty() || deployment.equals(cause.labels().get("deployment"));
  }

  private static boolean isLatency(String measure) {
    return measure.matches(".*_(mean|p50|p95|p99|max|deviation)") && !measure.startsWith("mean_");
  }
}
