package dev.tutti.monitor;

import java.time.Instant;

/** Sample of resources, and when it was taken. */
public record TimedSample(Instant at, ResourceSample resources) {}
