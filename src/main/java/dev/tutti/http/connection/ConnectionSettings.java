package dev.tutti.http.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Bounds of connections.
 *
 * @param headTimeout how long a request's head may take once its connection is open, or once its
 *     first byte has come on the connection of a known caller; more than 0
 * @param bodyTimeout how long a body may take that belongs to no call, and how long a caller may
 *     take nothing of a long answer; more than 0
 * @param most how many connections may be open, 1 to 1,000,000
 * @param mostUnauthenticated how many of them may be of callers that nobody has let in yet, 1 to
 *     {@code most}
 */
public record ConnectionSettings(
    Duration headTimeout, Duration bodyTimeout, int most, int mostUnauthenticated) {
  private static final int CEILING = 1_000_000;
  private static final int USUAL = 10_000;
  private static final int USUAL_UNAUTHENTICATED = 2_000;

  /** Heads within 20 s, other bodies within 60 s, and what the file descriptors allow. */
  public static final ConnectionSettings DEFAULT =
      of(Duration.ofSeconds(20), Duration.ofSeconds(60), affordable());

  /** Checks the ranges. */
  public ConnectionSettings {
    Argument.check(headTimeout.isPositive(), "head_timeout", headTimeout, "> 0");
    Argument.check(bodyTimeout.isPositive(), "body_timeout", bodyTimeout, "> 0");
    Argument.check(most >= 1 && most <= CEILING, "max_connections", most, "1 to 1000000");
    Argument.check(
        mostUnauthenticated >= 1 && mostUnauthenticated <= most,
        "max_unauthenticated",
        mostUnauthenticated,
        "1 to max_connections");
  }

  private static ConnectionSettings of(Duration head, Duration body, int most) {
    return new ConnectionSettings(head, body, most, unauthenticated(most));
  }

  /** Half of the files that the process may open: upstreams and the database need theirs. */
  private static int affordable() {
    long files =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : 2L * USUAL;
    return Math.clamp(files / 2, 1, USUAL);
  }

  private static int unauthenticated(int most) {
    return Math.min(USUAL_UNAUTHENTICATED, Math.max(1, most / 2));
  }

  /** Reads the keys of the section {@code server} that are about connections. */
  public static ConnectionSettings read(Section section) {
    int most = section.integer("max_connections", 1, CEILING).or(DEFAULT.most);
    int unauthenticated =
        section.integer("max_unauthenticated", 1, CEILING).or(unauthenticated(most));
    if (unauthenticated > most) {
      section.refuse("max_unauthenticated", "at most max_connections");
    }
    return new ConnectionSettings(
        section.duration("head_timeout").or(DEFAULT.headTimeout),
        section.duration("body_timeout").or(DEFAULT.bodyTimeout),
        most,
        Math.min(unauthenticated, most));
  }
}
