package dev.tutti.monitor;

/**
 * Use of a limit over some time.
 *
 * @param lowest the limit where it was lowest
 * @param most the limit where it was highest
 * @param used the most that was used of it
 * @param share the largest share of it that was used, above 1 where it fell meanwhile
 * @param waiting the most calls that waited
 * @param saturated share of the time in which it was full
 */
public record LimitSample(
    LimitKind kind,
    String subject,
    long lowest,
    long most,
    long used,
    double share,
    long waiting,
    double saturated) {}
