package dev.tutti.routing.health;

/**
 * Health of a deployment, by its probes so far. Immutable.
 *
 * @param successes probes in a row that succeeded
 * @param failures probes in a row that failed
 */
record HealthState(Kind kind, int successes, int failures) {
  static final HealthState UNKNOWN = new HealthState(Kind.UNKNOWN, 0, 0);

  enum Kind {
    /** Not decided yet, or not probed. */
    UNKNOWN,
    /** Probes succeed, or too few have failed. */
    HEALTHY,
    /** Probes fail, or too few have succeeded since. */
    UNHEALTHY
  }

  /** The state after a probe; one that found nothing changes nothing. */
  HealthState after(Finding finding, HealthSettings settings) {
    return switch (finding) {
      case Finding.Well _ -> well(settings);
      case Finding.Ill _ -> ill(settings);
      case Finding.Unknown _ -> this;
    };
  }

  private HealthState well(HealthSettings settings) {
    int inARow = Math.min(successes + 1, settings.recoveries());
    boolean recovered = kind != Kind.UNHEALTHY || inARow >= settings.recoveries();
    return new HealthState(recovered ? Kind.HEALTHY : kind, inARow, 0);
  }

  private HealthState ill(HealthSettings settings) {
    int inARow = Math.min(failures + 1, settings.failures());
    return new HealthState(inARow >= settings.failures() ? Kind.UNHEALTHY : kind, 0, inARow);
  }
}
