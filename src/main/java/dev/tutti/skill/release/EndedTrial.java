package dev.tutti.skill.release;

import java.time.Instant;

/**
 * Trial of a version that has ended by itself.
 *
 * @param report as it stood at the end
 * @param isWorse whether the version was taken back, rather than given to everybody
 * @param why in words
 */
public record EndedTrial(TrialReport report, boolean isWorse, String why, Instant at) {}
