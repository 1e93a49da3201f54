package dev.tutti.query;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Moment at which a query is asked, by which its times are meant.
 *
 * @param now what {@code -24h} is counted from
 * @param zone the zone of times that name none
 */
public record Moment(Instant now, ZoneId zone) {

  /**
   * The time that a text stands for, such as {@code 2026-03-01}, {@code 2026-03-01T12:30}, {@code
   * 2026-03-01T12:30:00Z} or {@code -24h}; empty when it stands for none.
   */
  public Optional<Instant> time(String text) {
    return FieldType.time(text, this);
  }
}
