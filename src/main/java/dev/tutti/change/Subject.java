package dev.tutti.change;

import dev.tutti.call.DeploymentId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Subject of a change: a provider, an alias, a deployment, a rule of alerts or of routing, a
 * schedule of reports. Ordered by kind, then by name.
 *
 * @param name as in the configuration; of a deployment {@code provider/model}
 */
public record Subject(Kind kind, String name) implements Comparable<Subject> {

  /** Kind of subject. */
  public enum Kind {
    PROVIDER("providers"),
    MODEL("models"),
    DEPLOYMENT("deployments"),
    ALERT_RULE("alert_rules"),
    ROUTING_RULE("routing_rules"),
    REPORT_SCHEDULE("reports", "schedules");

    private final String section;
    private final String below;

    Kind(String section) {
      this(section, "");
    }

    Kind(String section, String below) {
      this.section = section;
      this.below = below;
    }

    /** The keys of its section of the configuration. */
    List<String> section() {
      return below.isEmpty() ? List.of(section) : List.of(section, below);
    }

    /** The word that users see, such as {@code provider}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A provider. */
  public static Subject provider(String name) {
    return new Subject(Kind.PROVIDER, name);
  }

  /** An alias. */
  public static Subject model(String name) {
    return new Subject(Kind.MODEL, name);
  }

  /** A deployment. */
  public static Subject deployment(DeploymentId target) {
    return new Subject(Kind.DEPLOYMENT, target.deployment());
  }

  /** A rule of alerts. */
  public static Subject alertRule(String name) {
    return new Subject(Kind.ALERT_RULE, name);
  }

  /** A rule of routing. */
  public static Subject routingRule(String name) {
    return new Subject(Kind.ROUTING_RULE, name);
  }

  /** A schedule of reports. */
  public static Subject reportSchedule(String name) {
    return new Subject(Kind.REPORT_SCHEDULE, name);
  }

  /** Path of its section in the configuration. */
  List<String> path() {
    return Stream.concat(kind.section().stream(), Stream.of(name)).toList();
  }

  /** The deployment that it is. */
  public DeploymentId target() {
    int slash = name.indexOf('/');
    return new DeploymentId(name.substring(0, slash), name.substring(slash + 1));
  }

  @Override
  public int compareTo(Subject other) {
    int byKind = kind.compareTo(other.kind);
    return byKind == 0 ? name.compareTo(other.name) : byKind;
  }

  /** {@code provider mine}. */
  @Override
  public String toString() {
    return kind.word() + " " + name;
  }
}
