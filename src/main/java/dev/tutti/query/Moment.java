package dev.tutti.query;

import java.time.Instant;
import java.time.ZoneId;

/**
 * Moment at which a query is asked, by which its times are meant.
 *
 * @param now what {@code -24h} is counted from
 * @param zone the zone of times that name none
 */
public record Moment(Instant now, ZoneId zone) {}
