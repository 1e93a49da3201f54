package dev.tutti.contributing.table;

import java.time.Instant;

/** Text that an owner wants to find again. */
public record Note(String owner, Instant at, String text) {}
