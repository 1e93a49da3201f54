package dev.tutti.provider.exchange;

import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import java.time.Duration;
import java.util.List;

/**
 * Time limits of the phases of an exchange with an upstream, each more than 0. They cover the body
 * too.
 *
 * @param connect to connect, once the pool has granted a place
 * @param headers of a stream, from the sent request to the answer's headers
 * @param firstToken of a stream, from the sent request to the first content
 * @param idle between two reads of a body that has begun
 * @param total of a stream
 * @param totalWhole of an answer in one piece
 */
public record Timeouts(
    Duration connect,
    Duration headers,
    Duration firstToken,
    Duration idle,
    Duration total,
    Duration totalWhole) {

  /** Checks the ranges. */
  public Timeouts {
    for (var time : List.of(connect, headers, firstToken, idle, total, totalWhole)) {
      Argument.check(time.isPositive(), "timeouts", time, "> 0");
    }
  }

  /**
   * 5 s to connect, 30 s to the headers and the first token, 30 s between tokens, 300 s in all, 60
   * s in one piece.
   */
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(300),
          Duration.ofSeconds(60));

  /**
   * Reads {@code timeouts: {connect, headers, first_token, idle, total, total_whole}}; the headers
   * may take as long as the first token when nothing else is said.
   */
  public static Timeouts read(Section section) {
    var firstToken = section.duration("first_token").or(DEFAULT.firstToken);
    var total = section.duration("total");
    return new Timeouts(
        section.duration("connect").or(DEFAULT.connect),
        section.duration("headers").or(firstToken),
        firstToken,
        section.duration("idle").or(DEFAULT.idle),
        total.or(DEFAULT.total),
        section.duration("total_whole").or(total.or(DEFAULT.totalWhole)));
  }
}
